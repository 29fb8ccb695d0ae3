// Measures the page of a large machine in Debian's Chromium, offline, and prints what docs/benchmarks/report.md says of it. By hand:
// node measure.mjs MODULES WORK NUMABOOT_DLL [MACHINE]; MODULES is where npm has installed playwright-core. Takes two minutes.
import { spawnSync } from "node:child_process";
import { mkdirSync, statSync } from "node:fs";
import { cpus } from "node:os";
import { join, resolve } from "node:path";
import { inBrowser } from "./browser.mjs";

const [modules, work, numaboot] = process.argv.slice(2, 5).map(path => resolve(path));
const machine = process.argv[5] ?? "sockets-4096";
const openings = 5;
const steps = 100;
mkdirSync(work, { recursive: true });
const file = join(work, `${machine}.html`);
const { status, stderr } = spawnSync("dotnet", [numaboot, "run", machine, "--threads", "2", "--report", file], { encoding: "utf8" });
if (status !== 0) throw new Error(stderr);

const ms = value => `${value.toFixed(1)} ms`;
const middle = values => values.sort((left, right) => left - right)[values.length >> 1];
const rows = [["size of the page", `${(statSync(file).size / 1e6).toFixed(1)} MB`, ""]];
const faults = [];

/** Moves a box many times by what act does; how long its redraws take, and how long until the screen has them. */
async function moves(page, box, act) {
  await page.locator(".rows").nth(box).scrollIntoViewIfNeeded();
  return page.evaluate(async ([at, steps, act]) => {
    const box = document.querySelectorAll(".rows")[at];
    box.focus();
    const frame = () => new Promise(done => requestAnimationFrame(done));
    const move = act === "scroll" ? step => { box.scrollTop += 311 + step % 7; }
      : step => { box.dispatchEvent(new KeyboardEvent("keydown", { key: step % 20 < 10 ? "+" : "-", bubbles: true })); };
    await frame();
    performance.clearMeasures("redraw");
    const screens = [];
    for (let step = 0; step < steps; step++) {
      move(step);
      const asked = performance.now();
      await frame();

      // What is painted is on the screen before the next task that is not a frame's own.
      await new Promise(done => { const { port1, port2 } = new MessageChannel(); port1.onmessage = done; port2.postMessage(null); });
      screens.push(performance.now() - asked);
    }
    await frame();
    return { redraws: performance.getEntriesByName("redraw").map(entry => entry.duration), screens };
  }, [box, steps, act]);
}

await inBrowser(modules, async open => {
  const pictures = [];
  for (let at = 0; at < openings; at++) {
    await open(file, faults, async page => {
      pictures.push(await page.evaluate(() => performance.getEntriesByName("first picture")[0].startTime));
    });
  }

  rows.push(["first picture, after the page is asked for", ms(middle(pictures)), ms(Math.max(...pictures))]);
  await open(file, faults, async page => {
    for (const [what, box, act] of [["timeline, scrolled", 0, "scroll"], ["timeline, zoomed", 0, "zoom"], ["memory map, scrolled", 1, "scroll"]]) {
      const { redraws, screens } = await moves(page, box, act);
      if (redraws.length < steps / 2) throw new Error(`${what}: ${redraws.length} redraws after ${steps} moves`);
      rows.push([`${what}: redraw`, ms(middle(redraws)), ms(Math.max(...redraws))]);
      rows.push([`${what}: until the screen has it`, ms(middle(screens)), ms(Math.max(...screens))]);
    }
  });
});
if (faults.length > 0) throw new Error(faults.join("\n"));
console.log(`The page of ${machine}, ${openings} openings, ${steps} moves, ${cpus().length} cores, ${cpus()[0].model}, no graphics card.\n`);
console.log("| what | median | worst |\n|---|---|---|");
rows.forEach(row => console.log(`| ${row.join(" | ")} |`));
