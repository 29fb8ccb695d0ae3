// A page without a server: a bundled script and its data, in Debian's Chromium, offline.
import { createRequire } from "node:module";
import { copyFileSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The script of a page as one text, for a browser. MODULES is the folder with esbuild and what the page imports. */
export async function bundle(modules, entry) {
  const { build } = createRequire(`${modules}/package.json`)("esbuild");
  const work = mkdtempSync(join(tmpdir(), "page-"));
  try {
    const here = fileURLToPath(new URL(".", import.meta.url));
    readdirSync(here).filter(name => name.endsWith(".tsx")).forEach(name => copyFileSync(join(here, name), join(work, name)));
    symlinkSync(join(modules, "node_modules"), join(work, "node_modules"));
    const { outputFiles } = await build({
      entryPoints: [join(work, entry)], bundle: true, write: false, outdir: work, format: "iife", platform: "browser", jsx: "transform",
      minify: true, logLevel: "error", define: { "process.env.NODE_ENV": '"production"', global: "window" },
    });
    return Object.fromEntries(outputFiles.map(file => [file.path.endsWith(".css") ? "css" : "js", file.text]));
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** Draws the picture on a page and writes the element as PNG. Fails on an error of the page and on any request of it. */
export async function photograph(modules, script, picture, element, file) {
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
    page.on("request", request => { if (/^https?:/.test(request.url())) faults.push(`asked for ${request.url()}`); });
    await page.goto(new URL("page.html", import.meta.url).href);
    await page.evaluate(data => { window.picture = data; }, picture);
    if (script.css) await page.addStyleTag({ content: script.css });
    await page.addScriptTag({ content: script.js });
    await page.waitForSelector(element, { timeout: 20_000 }).catch(late => { throw new Error([...faults, late].join("\n")); });
    await page.waitForTimeout(1500);
    await page.locator(element).screenshot({ path: file, timeout: 20_000 });
    if (faults.length > 0) throw new Error(faults.join("\n"));
    console.log(file);
  } finally {
    await browser.close();
  }
}
