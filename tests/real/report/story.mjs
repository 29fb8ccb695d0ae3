// Opens the pages of explore and replay in Debian's Chromium, offline, and steps through what broke: by keyboard, by list, by
// diagram; the facts are those of --json, the last map is that of the story on a terminal, and axe-core finds nothing serious.
// Usage: node story.mjs MODULES WORK NUMABOOT_DLL; MODULES is where npm has installed playwright-core and axe-core.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { inBrowser } from "./browser.mjs";
import { differences, judge } from "./judge.mjs";

const [modules, work, numaboot] = process.argv.slice(2).map(path => resolve(path));
const folder = join(work, "story");
const faults = [];
let checks = 0;

/** Notes a fault where something does not hold. */
function expect(holds, what, where = faults) {
  checks++;
  if (!holds) {
    where.push(what);
  }
}

const same = (left, right) => JSON.stringify(left) === JSON.stringify(right);

function command(expected, ...words) {
  const { status, stdout, stderr } = spawnSync("dotnet", [numaboot, ...words], { cwd: folder, encoding: "utf8", timeout: 120_000 });
  expect(status === expected, `numaboot ${words.join(" ")}: exit code ${status} in place of ${expected}: ${stderr}`);
  return stdout;
}

const read = file => readFileSync(join(folder, file), "utf8");

/** What the bar of a story says of its ranges: "|== built, cpu 0 ==|## twice ##|". */
function barOf(story) {
  const bar = story.find(line => /^ *(node \d+ +)?\|(==|\+\+|##|--|~~|xx)/.test(line));
  return bar.slice(bar.indexOf("|") + 1, bar.lastIndexOf("|")).split("|").map(one => one.replace(/^\W+|\W+$/g, ""));
}

const shownBar = page => page.locator(".story-map").first().locator("g").evaluateAll(groups =>
  groups.map(group => [...group.querySelectorAll("text")].map(text => text.textContent).filter(text => text !== "changed")[1]));

const spoken = slider => slider.getAttribute("aria-valuetext");

/** Where list, diagram and table say that the story is; null where nothing is marked. */
const places = page => page.evaluate(() => ({
  line: document.querySelector(".story-lines button[aria-current=step] .number")?.textContent ?? null,
  arrow: document.querySelector(".diagram .step.current > title")?.textContent.split(".")[0] ?? null,
  receives: [...document.querySelectorAll("tr")].filter(row => row.textContent.includes("gets the message")).map(row => row.cells[0].textContent),
}));

/** Steps through the whole story by keyboard, and checks what each step shows. */
async function stepThrough(page, name, data, found) {
  const story = data.pictures.stories[0];
  const slider = page.getByRole("slider");
  await slider.focus();
  await page.keyboard.press("Home");
  expect(await spoken(slider) === "before the first step", `${name}: the slider begins with "${await spoken(slider)}"`, found);
  for (const step of story.steps) {
    await page.keyboard.press("ArrowRight");
    const { line, arrow, receives } = await places(page);
    const number = String(step.number);
    expect((await spoken(slider)).startsWith(`step ${number}, `), `${name}: at step ${number} the slider says "${await spoken(slider)}"`, found);
    expect(line === number, `${name}: at step ${number} the list is at ${line}`, found);
    expect(arrow === number, `${name}: at step ${number} the diagram is at ${arrow}`, found);
    expect(same(receives, [story.actors[step.to].name]), `${name}: at step ${number} the table has ${receives}`, found);
  }

  await page.keyboard.press("Home");
  await page.keyboard.press("End");
  expect((await spoken(slider)).includes(`${story.invariant} breaks here`), `${name}: the last step says "${await spoken(slider)}"`, found);
  expect(await page.locator(".diagram .step.breaks.current").count() === 1, `${name}: the diagram does not mark the break`, found);
  expect((await page.locator(".diagram").textContent()).includes("breaks here"), `${name}: the diagram does not say where it breaks`, found);
  expect(await page.locator(".story-lines li.breaks[aria-current=step]").count() === 1, `${name}: the list does not mark the break`, found);
  const told = data.facts.violations.find(one => one.story).story;
  expect(same(await shownBar(page), barOf(told)), `${name}: the last map is ${JSON.stringify(await shownBar(page))}, that of the story ${JSON.stringify(barOf(told))}`, found);
}

/** List, diagram, buttons and slider go where one of them is sent. */
async function follow(page, name, data) {
  const story = data.pictures.stories[0];
  const slider = page.getByRole("slider");
  const third = String(story.steps[2].number);
  await page.locator(".story-lines button").nth(2).click();
  expect((await spoken(slider)).startsWith(`step ${third}, `), `${name}: a click in the list leads to "${await spoken(slider)}"`);
  expect((await places(page)).arrow === third, `${name}: a click in the list leaves the diagram behind`);
  await page.locator(".story-lines button").nth(2).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  expect((await spoken(slider)).startsWith(`step ${story.steps[3].number}, `), `${name}: Enter in the list leads to "${await spoken(slider)}"`);
  await page.locator(".diagram .step").nth(4).click();
  expect((await spoken(slider)).startsWith(`step ${story.steps[4].number}, `), `${name}: a click in the diagram leads to "${await spoken(slider)}"`);
  const buttons = { first: "before the first step", next: `step ${story.steps[0].number}, `, last: `step ${story.steps.at(-1).number}, `, previous: `step ${story.steps.at(-2).number}, ` };
  for (const [button, words] of Object.entries(buttons)) {
    await page.getByRole("button", { name: button, exact: true }).click();
    expect((await spoken(slider)).startsWith(words), `${name}: button ${button} leads to "${await spoken(slider)}"`);
  }

  await page.getByRole("button", { name: "to the break" }).click();
  expect((await spoken(slider)).includes("breaks here"), `${name}: the button to the break leads to "${await spoken(slider)}"`);
}

/** Only the steps that concern the break, where there are others; and back, at the same step. */
async function choose(page, name, data) {
  const story = data.pictures.stories[0];
  const concerning = story.steps.filter(step => step.concerns);
  const slider = page.getByRole("slider");
  const box = page.getByRole("checkbox");
  expect(concerning.length > 0 && concerning.length < story.steps.length, `${name}: all of its steps concern the break, or none`);
  for (const [checked, steps] of [[true, concerning], [false, story.steps]]) {
    await box.setChecked(checked);
    expect(await slider.getAttribute("max") === String(steps.length), `${name}: the slider has ${await slider.getAttribute("max")} steps in place of ${steps.length}`);
    expect(await page.locator(".story-lines button").count() === steps.length, `${name}: the list has not ${steps.length} lines`);
    expect((await spoken(slider)).includes("breaks here"), `${name}: the choice of steps leaves the break`);
  }
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
command(1, "explore", "tiny", "--policy", "v1", "--report", "explore.html", "--json", "explore.json", "--replay-file", "recorded.json");
command(1, "replay", "recorded.json", "--report", "replay.html", "--json", "replay.json");
command(1, "replay", "recorded.json", "--all", "--report", "all.html", "--json", "all.json");
command(0, "explore", "tiny", "--schedules", "50", "--report", "held.html", "--json", "held.json");
command(1, "explore", "tiny", "--policy", "v1", "--seed", "9007199254740993", "--report", "seed.html", "--replay-file", "seed-recorded.json");
command(1, "replay", "recorded.json", "--report", "again.html");
expect(read("again.html") === read("replay.html"), "the same recording gives another page");
expect(command(1, "replay", "recorded.json", "--report", "-") === read("replay.html"), "standard output has another page than the file");

/** What the page of a file holds. */
const dataOf = file => JSON.parse(read(file).match(/id="report">(.*?)<\/script>/s)[1]);

function expectFacts(data, name) {
  const others = differences(data.facts, JSON.parse(read(`${name}.json`)));
  expect(others.length === 0, `${name}: its facts are not those of --json: ${others.join("; ")}`);
}

await inBrowser(modules, async open => {
  for (const name of ["explore", "replay", "all"]) {
    await open(join(folder, `${name}.html`), faults, async (page, data) => {
      expectFacts(data, name);
      if (name === "all") {
        await choose(page, name, data);
      } else {
        await stepThrough(page, name, data, faults);
        await follow(page, name, data);
        expect((await page.locator("code.replay").textContent()) === "numaboot replay recorded.json", `${name}: it does not say how the order is replayed`);
      }

      await judge(page, modules, name, expect);
    });
  }

  await open(join(folder, "seed.html"), faults, async page => {
    const cells = await page.locator("table", { has: page.locator('caption:text-is("broken invariants")') }).first().locator("tbody tr").first().locator("td, th").allTextContents();
    expect(cells.includes("9007199254740993"), `seed: the table says ${cells}`);
  });
  await open(join(folder, "held.html"), faults, async (page, data) => {
    expectFacts(data, "held");
    expect((await page.locator(".held").textContent()).startsWith("Nothing broke"), "held: it does not say that nothing broke");
    expect(await page.getByRole("slider").count() === 0, "held: it has something to step through");
    const met = data.pictures.coverage.flatMap(table => table.messages).map(message => message.pairs.replace(/[^m]/g, "")).join("").length;
    expect(met === data.facts.coverage.seen, `held: ${met} pairs are met, and ${data.facts.coverage.seen} seen`);
    await judge(page, modules, "held", expect);
  });

  // What is checked above must be able to fail: a map that is not drawn any further, and an actor that hears another's message.
  const plants = {
    "the last change of the map is gone": data => { data.pictures.stories[0].steps.findLast(step => step.maps.length > 0).maps = []; },
    "a message comes to somebody else": data => { const [step] = data.pictures.stories[0].steps; step.to = step.from; },
  };
  for (const [what, plant] of Object.entries(plants)) {
    const planted = read("replay.html").replace(/(<script type="application\/json" id="report">)(.*?)(<\/script>)/s, (_, before, text, behind) => {
      const data = JSON.parse(text);
      plant(data);
      return before + JSON.stringify(data).replaceAll("<", "\\u003c") + behind;
    });
    writeFileSync(join(folder, "planted.html"), planted);
    const found = [];
    await open(join(folder, "planted.html"), faults, page => stepThrough(page, "planted", dataOf("replay.html"), found));
    expect(found.length > 0, `it is not found that ${what}`);
  }
});

faults.forEach(fault => console.error(fault));
console.log(`${checks} checks of the pages of explore and replay, ${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
