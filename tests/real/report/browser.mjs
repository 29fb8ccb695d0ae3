// Pages in Debian's Chromium, offline: a request that leaves is a fault, and so is an error of the page.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const settings = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

/**
 * Calls act with look: (file, faults, see) => opens a file and does with its page what see says, and gives what that gives.
 * MODULES is the folder where npm has installed playwright-core.
 */
export async function viewing(modules, act) {
  const { chromium } = createRequire(`${modules}/package.json`)("playwright-core");
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: settings });
  try {
    return await act(async (file, faults, see) => {
      const context = await browser.newContext({ offline: true, viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      page.on("request", request => { if (!/^(file|data|blob):/.test(request.url())) faults.push(`${file}: asks for ${request.url()}`); });
      page.on("pageerror", error => faults.push(`${file}: ${error.stack}`));
      try {
        return await see(page, () => page.goto(pathToFileURL(file).href));
      } finally {
        await context.close();
      }
    });
  } finally {
    await browser.close();
  }
}

/** The same for pages of --report: see gets the page once it is drawn, and its data; a word on its console is a fault, too. */
export const inBrowser = (modules, act) => viewing(modules, look => act((file, faults, see) => look(file, faults, async (page, go) => {
  page.on("console", message => { if (["error", "warning"].includes(message.type())) faults.push(`${file}: ${message.text()}`); });
  await go();
  await page.waitForSelector("html[data-drawn]");
  return see(page, JSON.parse(await page.locator("#report").textContent()));
})));
