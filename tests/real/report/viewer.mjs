// A viewer of other people in Debian's Chromium, offline: a request that leaves is a fault, and so is an error of its page.
import { createRequire } from "node:module";

/** Opens the page and does with it what is to be done. MODULES is the folder where npm has installed playwright-core. */
export async function onPage(modules, url, act) {
  const { chromium } = createRequire(`${modules}/package.json`)("playwright-core");
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
      "--disable-sync",
    ],
  });
  try {
    const context = await browser.newContext({ offline: true, viewport: { width: 1600, height: 900 } });
    const page = await context.newPage();
    const faults = [];
    page.on("pageerror", error => faults.push(error.stack));
    page.on("request", request => { if (!/^(file|data|blob):/.test(request.url())) faults.push(`asked for ${request.url()}`); });
    await page.goto(url);
    const done = await act(page).catch(late => { throw new Error([...faults, late].join("\n")); });
    if (faults.length > 0) throw new Error(faults.join("\n"));
    return done;
  } finally {
    await browser.close();
  }
}
