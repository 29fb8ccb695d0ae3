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

function write(name, ...words) {
  const file = join(work, `${name}.html`);
  const { status, stderr } = spawnSync("dotnet", [numaboot, ...words, "--report", file], { cwd: root, encoding: "utf8" });
  if (status > 1) throw new Error(stderr);
  return file;
}

/** From the top of one part of the page to the end of another. */
async function picture(page, name, from, to, scheme = "light") {
  await page.emulateMedia({ colorScheme: scheme });
  await page.locator(to).scrollIntoViewIfNeeded();
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForTimeout(500);
  const top = await page.locator(from).boundingBox();
  const end = await page.locator(to).boundingBox();
  await page.screenshot({ path: join(out, `${name}.png`), fullPage: true, clip: { x: 0, y: top.y, width: 1280, height: end.y + end.height - top.y } });
}

const part = heading => `section:has(> h2:text-is("${heading}"))`;
const faults = [];
await inBrowser(modules, async open => {
  await open(write("run", "run", "examples/field-case.json"), faults, async page => {
    await page.locator(".rows").first().focus();
    for (const key of ["ArrowDown", "ArrowDown", "n"]) await page.keyboard.press(key);
    await picture(page, "report-run", "h1", part("Memory map"));
  });
  await open(write("compare", "compare", "examples/field-case.json"), faults, page => picture(page, "report-compare", part("Timeline"), part("Over time")));
  await open(write("explore", "explore", "tiny", "--policy", "v1", "--replay-file", join(work, "recorded.json")), faults, async page => {
    await page.getByRole("button", { name: "to the break" }).click();
    await picture(page, "report-story", "h1", "main > section:first-of-type", "dark");
  });
});
if (faults.length > 0) throw new Error(faults.join("\n"));
