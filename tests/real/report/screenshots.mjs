// Pictures for docs/images of the pages that --report writes, of real runs, in Debian's Chromium, offline.
// Usage: node screenshots.mjs MODULES WORK NUMABOOT_DLL OUT; MODULES is where npm has installed playwright-core.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { inBrowser } from "./browser.mjs";

const [modules, work, numaboot, out] = process.argv.slice(2).map(path => resolve(path));
const root = resolve(import.meta.dirname, "../../..");
mkdirSync(work, { recursive: true });
mkdirSync(out, { recursive: true });

function write(name, cwd, ...words) {
  const file = join(work, `${name}.html`);
  const { status, stderr } = spawnSync("dotnet", [numaboot, ...words, "--report", file], { cwd, encoding: "utf8" });
  if (status > 1) throw new Error(stderr);
  return file;
}

/** From the top of one thing in the page to the end of another. */
async function picture(page, name, from, to, scheme = "light") {
  await page.emulateMedia({ colorScheme: scheme });
  await to.scrollIntoViewIfNeeded();

  // Lines over time are drawn when they are about to be seen.
  await page.waitForTimeout(500);
  await page.evaluate(() => scrollTo(0, 0));
  const top = await from.boundingBox();
  const end = await to.boundingBox();
  await page.screenshot({ path: join(out, `${name}.png`), fullPage: true, clip: { x: 0, y: top.y - 8, width: 1280, height: end.y + end.height - top.y + 16 } });
}

const part = (page, heading) => page.locator(`section:has(> h2:text-is("${heading}"))`);
const choose = (page, heading, label) => part(page, heading).locator("label", { hasText: /^nodes/ }).locator("select").selectOption({ label });
const faults = [];
await inBrowser(modules, async open => {
  await open(write("run", root, "run", "examples/field-case.json"), faults, async page => {
    await page.locator(".rows").first().focus();
    for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "n"]) await page.keyboard.press(key);
    await picture(page, "report-run", page.locator("h1"), part(page, "Memory map").locator(".rows"));
  });
  await open(write("compare", root, "compare", "examples/field-case.json"), faults, async page => {
    await choose(page, "Timeline", "node 1");
    await choose(page, "Memory map", "node 1");
    await picture(page, "report-compare", part(page, "Timeline"), part(page, "Over time").locator(".chart").first());
  });
  await open(write("explore", work, "explore", "tiny", "--policy", "v1", "--replay-file", "tiny-v1-1.json"), faults, async page => {
    await page.getByRole("button", { name: "to the break" }).click();
    await picture(page, "report-story", part(page, "page-initialised-once is broken"), page.locator(".diagram"), "dark");
  });
});
if (faults.length > 0) throw new Error(faults.join("\n"));
