// Opens the pages of run, compare and calibrate in Debian's Chromium, offline: they ask for nothing, what they show is what --json
// says, tables sort and filter, timeline and map answer mouse and keyboard, states are told apart without colours, axe-core
// finds nothing serious; and what is planted is found.
// Usage: node pages.mjs MODULES WORK NUMABOOT_DLL; MODULES is where npm has installed playwright-core and axe-core.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { inBrowser } from "./browser.mjs";
import { dragged, framed, keyed, pointed, waiting } from "./charts.mjs";
import { judge, differences } from "./judge.mjs";

const [modules, work, numaboot] = process.argv.slice(2).map(path => resolve(path));
const root = resolve(import.meta.dirname, "../../..");
const folder = join(work, "pages");
const faults = [];
let checks = 0;

function expect(holds, what, where = faults) {
  checks++;
  if (!holds) {
    where.push(what);
  }
}

const read = file => readFileSync(join(folder, file), "utf8");

/** Writes a page, and the facts beside it. */
function write(name, expected, ...words) {
  for (const [option, file] of [["--report", `${name}.html`], ["--json", `${name}.json`]]) {
    const { status, stderr } = spawnSync("dotnet", [numaboot, ...words, option, join(folder, file)], { cwd: root, encoding: "utf8", timeout: 200_000 });
    expect(status === expected, `numaboot ${words.join(" ")} ${option}: exit code ${status} in place of ${expected}: ${stderr}`);
  }
}

/** All rows of a table, as the values of its cells; the table is told to show all. */
async function rowsOf(page, caption) {
  const box = page.locator("div", { has: page.locator(`> .scroll > table > caption:text-is("${caption}")`) }).last();
  const size = box.locator("select");
  if (await size.count() > 0) {
    await size.selectOption({ label: "all" });
  }
  return box.locator("tbody tr").evaluateAll(rows => rows.map(row => [...row.cells].map(cell => cell.dataset.value)));
}

const texts = rows => rows.map(row => row.map(String));

/** What a page of a boot shows in its tables, held against --json. */
async function facts(page, name, json, where) {
  const shown = {
    nodes: json.nodes.map(node => [node.nid, null, node.earlyPages, json.growths.filter(growth => growth.nid === node.nid).length, node.grownPages, node.latePages, node.lostPages,
      node.lateWorkers, node.lateNs, node.allocations.served, node.allocations.remote, node.allocations.waited, node.allocations.failed, null]),
    zones: json.nodes.flatMap(node => node.zones.map(zone => [node.nid, zone.zone, zone.start, zone.spanned, zone.present, zone.managed, zone.free])),
    growths: json.growths.map(growth => [growth.atNs, growth.nid, growth.zone, growth.cpu, growth.order, growth.reason, growth.before, growth.after, growth.pages]),
    phases: json.phases.map(phase => [phase.name, phase.startNs, phase.endNs, phase.endNs - phase.startNs]),
    "broken invariants": json.violations.map(violation => [violation.invariant, violation.claimed ? "yes" : "no", violation.detail]),
  };
  for (const [caption, expected] of Object.entries(shown)) {
    const found = await rowsOf(page, caption);
    const rows = expected.length === 0 ? found.filter(row => row[0] !== undefined) : found;

    // What --json does not have is held against it elsewhere.
    const known = rows.map(row => row.map((cell, at) => (expected[0]?.[at] === null ? "null" : cell)));
    expect(JSON.stringify(known) === JSON.stringify(texts(expected)), `${name}: the table of ${caption} shows ${JSON.stringify(rows).slice(0, 300)}`, where);
  }
  const tiles = Object.fromEntries(await page.locator(".tiles b").evaluateAll(found => found.map(tile => [tile.dataset.fact, tile.textContent])));
  expect(tiles.outcome === json.outcome && tiles.digest === json.digest && tiles.failed === json.allocations.failed.toLocaleString("en-US")
    && tiles["invariants broken"] === String(json.violations.length) && tiles.growths === String(json.growths.length), `${name}: its tiles say ${JSON.stringify(tiles)}`, where);
  const headline = await page.locator(".headline").textContent();
  expect(json.outcome === "booted" ? headline.includes(" boots under ") : headline.includes("does not boot"), `${name}: its headline is "${headline}"`, where);
}

/** The squares of the memory map, summed up, are the pages that --json counts; and the lines end where its zones end. */
async function pictures(page, name, boot, json, where) {
  const sums = await page.evaluate(at => {
    const boots = JSON.parse(document.getElementById("report").textContent).pictures.boots;
    return boots[at].nodes.map(node => {
      const kinds = numaboot.kindsOf({ node, boot: boots[at] });
      const total = kind => kinds[kind].reduce((sum, value) => sum + value, 0);
      const line = name => numaboot.history.valueAt(numaboot.history.lineOf(node, name), Infinity);
      return {
        nid: node.nid, spanned: node.end - node.start, early: total("early"), grown: total("grown"), late: total("late"), free: line("free"), waiting: line("waiting"), workers: line("workers"),
        all: Object.keys(kinds).reduce((sum, kind) => sum + total(kind), 0), least: Math.min(...Object.values(kinds).map(values => Math.min(0, ...values))),
      };
    });
  }, boot);
  for (const node of json.nodes) {
    const sum = sums.find(one => one.nid === node.nid);
    expect(sum.early === node.earlyPages && sum.grown === node.grownPages && sum.late === node.latePages && sum.all === sum.spanned && sum.least === 0,
      `${name}: the map of node ${node.nid} has ${JSON.stringify(sum)}`, where);
    expect(sum.free === node.zones.reduce((all, zone) => all + zone.free, 0), `${name}: at the end ${sum.free} pages of node ${node.nid} are drawn as free`, where);
    expect(json.outcome !== "booted" || (sum.waiting === 0 && sum.workers === 0), `${name}: at the end of the boot somebody waits or works on node ${node.nid}`, where);
  }
}

async function tables(page, name, json) {
  const box = page.locator("div", { has: page.locator('> .scroll > table > caption:text-is("nodes")') }).last();
  const column = at => box.locator(`tbody tr > :nth-child(${at})`).evaluateAll(cells => cells.map(cell => Number(cell.dataset.value)));
  const head = box.locator("thead th").nth(5);
  const falling = json.nodes.map(node => node.latePages).sort((left, right) => right - left);
  await head.getByRole("button").focus();
  await page.keyboard.press("Enter");
  expect(JSON.stringify(await column(6)) === JSON.stringify(falling) && await head.getAttribute("aria-sort") === "descending", `${name}: Enter on a head does not sort its column`);
  await head.getByRole("button").click();
  expect(JSON.stringify(await column(6)) === JSON.stringify(falling.reverse()) && await head.getAttribute("aria-sort") === "ascending", `${name}: a second click does not sort the other way`);
  const growths = page.locator("div", { has: page.locator('> .scroll > table > caption:text-is("growths")') }).last();
  const wanted = json.growths.filter(growth => growth.reason === "watermark").length;
  await growths.getByRole("searchbox").fill("watermark");
  const kept = await growths.locator("tbody tr").count();
  expect(wanted > 0 && wanted < json.growths.length && kept === wanted, `${name}: the filter keeps ${kept} growths in place of ${wanted}`);
  expect((await growths.getByRole("status").textContent()).includes(`of ${json.growths.length}`), `${name}: what is filtered out is not said`);
  await growths.getByRole("searchbox").fill("no such thing");
  expect((await growths.locator("tbody").textContent()).includes("no row has that"), `${name}: a filter that nothing passes says nothing`);
  await growths.getByRole("searchbox").fill("");
}

/** On paper there are more rows, those in sight among them; afterwards the table is where it was. */
async function printed(page, name, json) {
  const growths = page.locator("div", { has: page.locator('> .scroll > table > caption:text-is("growths")') }).last();
  const says = () => growths.getByRole("status").textContent();
  await growths.locator("select").selectOption("20");
  for (let at = 0; at < 2; at++) {
    await growths.getByRole("button", { name: "next rows" }).click();
  }
  const before = await says();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const rows = await growths.locator("tbody tr").count();
  expect(before.startsWith("rows 41 to 60 ") && rows === Math.min(500, json.growths.length), `${name}: of "${before}" ${rows} growths are printed`);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  expect(await says() === before, `${name}: after printing the table says "${await says()}"`);
}

/** Pages that were not initialised, reserved, or there already: each section has them as what they came to be. */
async function sections(page, name) {
  const kinds = await page.evaluate(() => {
    const columns = runs => ({
      by: runs.flatMap(run => [run[0], 1]), who: runs.map(() => 0), after: runs.map(() => 1), pages: runs.flatMap(run => [run[2], 1]),
      gap: runs.flatMap((run, at) => [run[1] - (at > 0 ? runs[at - 1][1] + runs[at - 1][2] : 0), 1]),
    });
    const node = { start: 0, end: 200, memory: [0, 190], free: [0, 140, 170, 10], freed: columns([[0, 0, 60], [2, 60, 80], [1, 90, 10], [3, 150, 25]]) };
    return Object.fromEntries(Object.entries(numaboot.kindsOf({ node, boot: { sectionPages: 100, unitNs: 1 } })).map(([kind, values]) => [kind, [...values]]));
  });
  const expected = { twice: [10, 0], early: [60, 0], grown: [0, 0], late: [30, 40], released: [0, 25], reserved: [0, 20], deferred: [0, 5], hole: [0, 10] };
  expect(JSON.stringify(kinds) === JSON.stringify(expected), `${name}: the sections have ${JSON.stringify(kinds)}`);
}

const told = (page, heading) => page.locator("section", { has: page.locator(`h2:text-is("${heading}")`) }).locator(".told");

/** The choice of nodes above the lines over time. */
const overTime = page => page.locator("section", { has: page.locator('h2:text-is("Over time")') }).locator(".tools select");

async function timeline(page, name, json) {
  const box = page.locator(".rows").first();
  const says = () => told(page, "Timeline").textContent();
  const first = json.growths[0];
  const row = json.nodes.findIndex(node => node.nid === first.nid);
  await box.focus();
  await page.keyboard.press("Home");
  for (let at = 0; at < row; at++) {
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("0");
  const mine = json.growths.filter(growth => growth.nid === first.nid);
  await page.keyboard.press("n");
  for (let at = 0; at < mine.length && !(await says()).includes(` the frontier went from ${mine.at(-1).before.toLocaleString("en-US")} `); at++) {
    await page.keyboard.press("n");
  }

  // Behind the last comes the first.
  await page.keyboard.press("+");
  await page.keyboard.press("+");
  await page.keyboard.press("+");
  await page.keyboard.press("n");
  const sentence = await says();
  expect(sentence.startsWith(`node ${first.nid} at `) && sentence.includes(`for cpu ${first.cpu}: order ${first.order} fell short (${first.reason})`), `${name}: by keyboard the first growth of node ${first.nid} reads "${sentence}"`);

  const place = await box.boundingBox();
  const gutter = Number(await box.getAttribute("data-gutter"));
  const late = json.phases.find(phase => phase.name === "late init");
  await page.keyboard.press("0");
  const x = ns => place.x + gutter + ns / json.virtualNs * (place.width - gutter - 2);
  await page.mouse.move(x((late.startNs + late.endNs) / 2), place.y + 44 + 14);
  const hovered = await says();
  expect(hovered.startsWith(`node ${json.nodes[0].nid} at `) && hovered.includes(", late init:"), `${name}: pointing at late init of node ${json.nodes[0].nid} reads "${hovered}"`);

  const pixels = async () => (await box.locator("canvas").screenshot()).toString("base64");
  const frame = () => page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
  await frame();
  const before = await pixels();
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -200);
  await page.keyboard.up("Control");
  await frame();
  expect(await pixels() !== before, `${name}: the wheel with Ctrl does not zoom`);
  await page.getByRole("button", { name: "whole boot" }).press("Enter");
  await frame();
  expect(await pixels() === before, `${name}: the whole boot is not what it was`);
  await page.locator('.tools label', { hasText: /^phase/ }).locator("select").first().selectOption("late init");
  await frame();
  expect(await pixels() !== before, `${name}: a phase does not fill the picture`);
}

async function memoryMap(page, name, json) {
  const box = page.locator(".rows").nth(1);
  const says = () => told(page, "Memory map").textContent();
  const growth = json.growths[0];
  const data = await page.evaluate(() => JSON.parse(document.getElementById("report").textContent).pictures.boots[0]);
  const withMemory = data.nodes.filter(node => node.end > node.start);
  const row = withMemory.findIndex(node => node.nid === growth.nid);
  await box.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Home");
  for (let at = 0; at < withMemory.length; at++) {
    await page.keyboard.press("PageUp");
  }
  for (let at = 0; at < row; at++) {
    await page.keyboard.press("PageDown");
  }
  const section = Math.floor(growth.before / data.sectionPages) - Math.floor(withMemory[row].start / data.sectionPages);
  for (let at = 0; at < section; at++) {
    await page.keyboard.press("ArrowRight");
  }
  const byKey = await says();
  expect(byKey.startsWith(`node ${growth.nid}, section `) && byKey.includes(`grown for cpu ${growth.cpu}`) && byKey.includes(`order ${growth.order} fell short (${growth.reason})`),
    `${name}: by keyboard the section of the first growth reads "${byKey}"`);
  const place = await box.boundingBox();
  await page.mouse.move(place.x + Number(await box.getAttribute("data-gutter")) + 6, place.y + 8);
  const hovered = await says();
  expect(hovered.startsWith(`node ${withMemory[0].nid}, section `) && hovered !== byKey, `${name}: pointing at the first section reads "${hovered}"`);
}

/** Each state beside each other one, as people see them who do not see some colours, or none: the swatches differ. */
async function colourBlind(page, name, where = faults) {
  const session = await page.context().newCDPSession(page);
  for (const scheme of ["light", "dark"]) {
    await page.getByLabel("colours").selectOption(scheme);
    for (const type of ["deuteranopia", "protanopia", "tritanopia", "achromatopsia"]) {
      await session.send("Emulation.setEmulatedVisionDeficiency", { type });
      const legend = page.locator("section", { has: page.locator('h2:text-is("Memory map")') }).locator(".legend li");
      const pictures = [];
      for (const swatch of await legend.all()) {
        pictures.push([await swatch.textContent(), (await swatch.locator("canvas").screenshot()).toString("base64")]);
      }
      const alike = await page.evaluate(async swatches => {
        const loaded = await Promise.all(swatches.map(async ([text, png]) => {
          const image = await createImageBitmap(new Blob([Uint8Array.from(atob(png), letter => letter.charCodeAt(0))], { type: "image/png" }));
          const canvas = new OffscreenCanvas(image.width, image.height);
          const brush = canvas.getContext("2d", { willReadFrequently: true });
          brush.drawImage(image, 0, 0);
          return [text, brush.getImageData(4, 4, image.width - 8, image.height - 8).data];
        }));
        const pairs = [];
        loaded.forEach(([one, left], at) => loaded.slice(at + 1).forEach(([other, right]) => {
          let off = 0;
          left.forEach((value, index) => { off += Math.abs(value - right[index]); });
          const mean = off / (left.length * 0.75);
          if (mean < 18) pairs.push(`${one} and ${other} (${mean.toFixed(1)})`);
        }));
        return pairs;
      }, pictures);
      expect(alike.length === 0, `${name} (${scheme}): with ${type} these look alike: ${alike.join("; ")}`, where);
    }
  }
  await session.send("Emulation.setEmulatedVisionDeficiency", { type: "none" });
  await page.getByLabel("colours").selectOption("system");
}

async function comparison(page, name, json) {
  const shown = await rowsOf(page, "policies");
  const expected = json.policies.map(row => [row.policy, row.outcome === "interrupted" ? "interrupted" : row.boots ? "yes" : "NO", row.pagesBeforeSmp, row.growths, row.grownPages, row.failed, row.waited,
    row.remote, row.lostPages, row.smpInitNs ?? -1, row.lateInitNs ?? -1, row.bootNs ?? -1, row.longestWaitNs, row.broken.join(", ") || "-"]);
  expect(JSON.stringify(shown) === JSON.stringify(texts(expected)), `${name}: its table shows ${JSON.stringify(shown)}`);
  const risks = await rowsOf(page, "invariants at risk");
  expect(JSON.stringify(risks.map(row => row.slice(0, 2))) === JSON.stringify(json.policies.flatMap(row => row.atRisk.map(invariant => [row.policy, invariant]))), `${name}: at risk it shows ${JSON.stringify(risks)}`);
  const waits = await page.evaluate(() => JSON.parse(document.getElementById("report").textContent).pictures.boots
    .map(boot => boot.nodes.reduce((most, node) => Math.max(most, node.waits.zone.longestNs), 0)));
  expect(JSON.stringify(waits) === JSON.stringify(json.policies.map(row => row.longestWaitNs)), `${name}: the longest waits of its pictures are ${waits}`);
  const box = page.locator(".rows").first();
  await box.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  const says = await told(page, "Timeline").textContent();
  expect(says.includes(json.policies[0].policy), `${name}: the first row of its timeline reads "${says}"`);
}

async function calibration(page, name, json) {
  const shown = await rowsOf(page, "points");
  const points = [...json.points, ...json.otherPoints];
  expect(JSON.stringify(shown.map(row => row.slice(0, 6))) === JSON.stringify(texts(points.map(point => [point.machine, point.threads, point.publishedMs, point.predictedMs, point.errorPct, point.spreadPct]))),
    `${name}: its table shows ${JSON.stringify(shown).slice(0, 300)}`);
  const dots = await page.locator(".plot").first().locator(".point").count();
  expect(dots === points.length, `${name}: ${dots} points are drawn in place of ${points.length}`);

  // On a scale of powers of ten a point lies where its times say: between two others the distances are in proportion.
  const places = await page.locator(".plot").first().locator(".point").evaluateAll(found => found.map(dot => {
    const box = dot.getBBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  }));
  const at = [0, 12, 40].map(index => ({ x: Math.log10(points[index].publishedMs), y: Math.log10(points[index].predictedMs), place: places[index] }));
  const ratio = (axis, index) => (at[2].place[index] - at[0].place[index]) / (at[2][axis] - at[0][axis]) - (at[1].place[index] - at[0].place[index]) / (at[1][axis] - at[0][axis]);
  expect(Math.abs(ratio("x", 0)) < 0.1 && Math.abs(ratio("y", 1)) < 0.1, `${name}: its points do not lie where their times say`);
  await page.locator("tbody th button").nth(2).click();
  expect(await page.locator(".point[data-chosen]").count() === 2, `${name}: the point of a row is not marked in both plots`);
  expect((await page.locator(".told").first().textContent()).startsWith(`${points[2].machine}, `), `${name}: a row does not say its point`);
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
write("run", 0, "run");
write("reserve", 1, "run", "examples/field-case.json", "--policy", "static-reserve");
write("field", 0, "run", "examples/field-case.json");
write("memoryless", 0, "run", "tests/fixtures/kernel-boots/n3-memoryless");
write("compare", 0, "compare", "examples/field-case.json");
write("two", 0, "compare", "examples/field-case.json", "--cpus-per-node", "8", "--policies", "static-reserve,single-writer");
write("calibrate", 0, "calibrate");

await inBrowser(modules, async open => {
  for (const name of ["run", "reserve", "field", "memoryless"]) {
    await open(join(folder, `${name}.html`), faults, async (page, data) => {
      const json = JSON.parse(read(`${name}.json`));
      expect(differences(data.facts, json).length === 0, `${name}: its facts are not those of --json: ${differences(data.facts, json)}`);
      await facts(page, name, json, faults);
      await pictures(page, name, 0, json, faults);
      if (name === "run" || name === "field") {
        await timeline(page, name, json);
        await memoryMap(page, name, json);
      }
      if (name === "field") {
        await pointed(page, name, expect);
        await keyed(page, name, expect);
        await framed(page, name, expect, [
          ...[0, 1].map(index => [() => overTime(page).selectOption({ index }), ["first deferred pfn", "free"]]),
          [() => overTime(page).selectOption({ label: "all nodes together" }), ["before the first deferred pfns", "free"]],
        ]);
        await overTime(page).selectOption({ index: 0 });
        await dragged(page, name, expect, () => overTime(page).selectOption({ index: 1 }));
        await tables(page, name, json);
        await printed(page, name, json);
        await sections(page, name);
      }
      await judge(page, modules, name, expect);
    });
  }

  await open(join(folder, "field.html"), faults, page => colourBlind(page, "field"));
  for (const name of ["compare", "two"]) {
    await open(join(folder, `${name}.html`), faults, async (page, data) => {
      const json = JSON.parse(read(`${name}.json`));
      expect(differences(data.facts, json).length === 0, `${name}: its facts are not those of --json`);
      await comparison(page, name, json);
      await dragged(page, name, expect, () => overTime(page).selectOption({ index: 1 }));
      await framed(page, name, expect, [
        [() => overTime(page).selectOption({ label: "all nodes together" }), ["free", "before the first deferred pfns"]],
        [() => overTime(page).selectOption({ label: "node 0" }), ["free", "first deferred pfn"]],
      ]);
      const drawn = () => page.evaluate(() => numaboot.drawn.length);
      const before = await drawn();
      const waitingBefore = await waiting(page);
      for (let at = 0; at < 12; at++) {
        for (const select of await page.locator(".tools label", { hasText: /^nodes/ }).locator("select").all()) {
          await select.selectOption({ index: at % 3 });
        }
      }
      expect(await drawn() <= before, `${name}: of ${before} pictures ${await drawn()} are kept`);
      expect(await waiting(page) <= waitingBefore + 2, `${name}: in place of ${waitingBefore} listeners ${await waiting(page)} wait for the page to be printed`);
      await judge(page, modules, name, expect);
    });
  }

  await open(join(folder, "calibrate.html"), faults, async (page, data) => {
    const json = JSON.parse(read("calibrate.json"));
    expect(differences(data.facts, json).length === 0, "calibrate: its facts are not those of --json");
    await calibration(page, "calibrate", json);
    await judge(page, modules, "calibrate", expect);
  });

  // What is checked above must be able to fail.
  const replant = (file, edit) => {
    const whole = read("field.html");
    const planted = edit(whole);
    expect(planted !== whole, `nothing is planted in ${file}`);
    writeFileSync(join(folder, file), planted);
  };
  const data = edit => whole => whole.replace(/(<script type="application\/json" id="report">)(.*?)(<\/script>)/s, (_, before, text, behind) => {
    const report = JSON.parse(text);
    edit(report);
    return before + JSON.stringify(report).replaceAll("<", "\\u003c") + behind;
  });
  const json = JSON.parse(read("field.json"));
  const plants = {
    "a page asks a network for a picture": whole => whole.replace("img-src data:", "img-src *").replace("</header>", '<img alt="" src="http://numaboot.invalid/x.png"></header>'),
    "a script breaks": whole => whole.replace("</footer>", '</footer><script>throw new Error("planted")</script>'),
    "a table shows another number": data(report => { report.facts.nodes[1].grownPages++; }),
    "a section is drawn as grown that was not": data(report => { report.pictures.boots[0].nodes[1].freed.by[0] = 1; }),
    "a line ends elsewhere": data(report => { report.pictures.boots[0].nodes[2].lines.free.points[1]++; }),
    "a button has no name": whole => whole.replace("</footer>", "</footer><button></button>"),
    "a line does not fit the screen": whole => whole.replace("</footer>", '</footer><p style="white-space: nowrap">planted planted planted planted planted planted planted planted planted planted planted planted planted planted planted planted planted</p>'),
    "a chart goes over the edge of the paper": whole => whole.replace("  .u-wrap canvas { width: 100% !important; height: auto !important; }\n", "").replace(".uplot, .u-wrap { width: 100% !important; height: auto !important; }", ""),
    "two states look alike": whole => whole.replaceAll(/--grown: #[0-9a-f]+/g, "--grown: #009e73").replaceAll(/--late: #[0-9a-f]+/g, "--late: #009e73").replace('pattern: "across"', 'pattern: "plain"').replace('pattern: "up"', 'pattern: "plain"'),
  };
  for (const [what, edit] of Object.entries(plants)) {
    replant("planted.html", edit);
    const found = [];
    await open(join(folder, "planted.html"), found, async page => {
      await facts(page, "planted", json, found);
      await pictures(page, "planted", 0, json, found);
      if (/^a (button|line does|chart)/.test(what)) {
        await page.locator(".chart").first().scrollIntoViewIfNeeded();
        await page.waitForTimeout(300);
        await judge(page, modules, "planted", (holds, fault) => { if (!holds) found.push(fault); });
      }
      if (what.startsWith("two states")) {
        await colourBlind(page, "planted", found);
      }
    });
    expect(found.length > 0, `it is not found that ${what}`);
  }
});

faults.forEach(fault => console.error(fault));
console.log(`${checks} checks of the pages of run, compare and calibrate, ${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
