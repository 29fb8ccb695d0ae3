// Pages in Debian's Chromium, offline: a request that leaves is a fault, and so is an error of the page or on its console.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const settings = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

/** Calls act with open: (file, faults, act) => opens a page and does with it what act says; MODULES is the folder where npm has installed playwright-core. */
export async function inBrowser(modules, act) {
  const { chromium } = createRequire(`${modules}/package.json`)("playwright-core");
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: settings });
  try {
    await act(async (file, faults, look) => {
      const context = await browser.newContext({ offline: true, viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      page.on("request", request => { if (!/^(file|data|blob):/.test(request.url())) faults.push(`${file}: asks for ${request.url()}`); });
      page.on("pageerror", error => faults.push(`${file}: ${error.stack}`));
      page.on("console", message => { if (["error", "warning"].includes(message.type())) faults.push(`${file}: ${message.text()}`); });
      await page.goto(pathToFileURL(file).href);
      await page.waitForSelector("html[data-drawn]");
      await look(page, JSON.parse(await page.locator("#report").textContent()));
      await context.close();
    });
  } finally {
    await browser.close();
  }
}
