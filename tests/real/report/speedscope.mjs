// Opens timelines in speedscope, its own page from its own package, and asks it what it read: for each thread as many slices as the
// file has, of the same names, as long as they are there, and nothing that speedscope had to mend.
// Usage: node speedscope.mjs MODULES TIMELINE...; MODULES is where npm has installed speedscope and playwright-core.
import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { viewing } from "./browser.mjs";

const [modules, ...files] = process.argv.slice(2);
const index = join(resolve(modules), "node_modules/speedscope/dist/release/index.html");

/** What the file says, thread by thread: its title as speedscope writes it, and its slices in the order in which they begin. */
function written(file) {
  const { traceEvents } = JSON.parse(readFileSync(file, "utf8"));
  const processes = new Map();
  const threads = new Map();
  for (const { ph, name, pid, tid, args } of traceEvents) {
    if (ph === "M" && name === "process_name") processes.set(pid, args.name);
    if (ph === "M" && name === "thread_name") threads.set(tid, { title: `${processes.get(pid)} (pid ${pid}), ${args.name} (tid ${tid})`, slices: [], open: [] });
  }

  for (const { ph, name, tid, ts, args } of traceEvents) {
    if (!"BE".includes(ph)) continue;
    if (!threads.has(tid)) throw new Error(`thread ${tid} has no name`);
    const { slices, open } = threads.get(tid);
    if (ph === "B") {
      open.push({ name: args ? `${name} ${JSON.stringify(args)}` : name, ts, us: null });
      slices.push(open.at(-1));
    } else {
      const slice = open.pop();
      if (slice) slice.us = ts - slice.ts;
    }
  }

  return [...threads.values()].map(({ title, slices }) => ({ title, slices }));
}

/** What speedscope read: what its page shows profiles of, as its own objects. */
async function read(page, file) {
  const warnings = [];
  page.on("console", message => { if (["warning", "error"].includes(message.type()) && !/WebGL|GPU|GL Driver/.test(message.text())) warnings.push(message.text()); });
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.locator("label[for=file]").click()]);
  await chooser.setFiles(file);
  await page.waitForFunction(() => document.title.endsWith(" - speedscope"), null, { timeout: 60_000 });
  const profiles = await page.waitForFunction(shown, null, { timeout: 20_000 });
  return { warnings, threads: await profiles.jsonValue() };
}

/** Runs in the page: finds the profiles among the properties of its components. Null where there are none yet. */
function shown() {
  const open = [document.body, ...document.body.children].map(element => element.__k);
  let group = null;
  for (const seen = new Set(); open.length > 0 && !group;) {
    const node = open.pop();
    if (!node || typeof node !== "object" || seen.has(node)) continue;
    seen.add(node);
    if (Array.isArray(node)) {
      open.push(...node);
      continue;
    }

    group = node.props?.profileGroup ?? null;
    open.push(node.__k);
  }

  if (!group) return null;
  return group.profiles.map(({ profile }) => {
    const slices = [];
    const visit = node => {
      for (const child of node.children) {
        slices.push({ name: child.frame.name, us: child.totalWeight });
        visit(child);
      }
    };
    visit(profile.appendOrderCalltreeRoot);
    return { title: profile.getName(), slices };
  });
}

function difference(expected, found) {
  const titles = threads => threads.map(thread => thread.title).sort().join("\n");
  if (titles(expected) !== titles(found)) return `threads: expected\n${titles(expected)}\nfound\n${titles(found)}`;
  for (const { title, slices } of expected) {
    const other = found.find(thread => thread.title === title).slices;
    if (slices.length !== other.length) return `${title}: expected ${slices.length} slices, found ${other.length}`;
    const at = slices.findIndex((slice, which) => slice.name !== other[which].name || !(Math.abs(slice.us - other[which].us) < 0.0005) || slice.us === null);
    if (at >= 0) return `${title}: expected ${JSON.stringify(slices[at])}, found ${JSON.stringify(other[at])}`;
  }

  return null;
}

for (const file of files) {
  const expected = written(file);
  const faults = [];
  const { warnings, threads } = await viewing(modules, look => look(index, faults, async (page, go) => {
    await go();
    return read(page, file);
  }));
  const fault = faults[0] ?? difference(expected, threads) ?? warnings[0] ?? null;
  if (fault) {
    console.error(`${basename(file)}: ${fault}`);
    process.exit(1);
  }

  console.log(`${basename(file)}: ${threads.reduce((sum, thread) => sum + thread.slices.length, 0)} slices on ${threads.length} threads`);
}
