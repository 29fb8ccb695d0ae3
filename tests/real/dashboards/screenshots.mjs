// Pictures of every dashboard with what a running Prometheus answers, by Grafana's own components in Chromium.
// Usage: node screenshots.mjs MODULES PROMETHEUS DASHBOARDS SECONDS EVERY OUT; MODULES is where npm has installed @grafana/ui,
// SECONDS how far back the pictures go, EVERY how many seconds are between two scrapes.
import { readdirSync, readFileSync, mkdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { overRange } from "./ask.mjs";
import { bundle, photograph } from "./page.mjs";

const [modules, prometheus, folder, seconds, every, out] = process.argv.slice(2);
const to = Math.floor(Date.now() / 5000) * 5;
const from = to - Number(seconds);

// The name of a series as Grafana makes it of the legend.
function nameOf(labels, format) {
  return (format ?? "Value").replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, label) => labels[label] ?? "");
}

async function asked(panel) {
  const answers = [];
  for (const target of panel.targets) {
    for (const { labels, values } of await overRange(prometheus, target.expr, from, to, Number(every))) {
      const shown = target.instant ? values.filter(([at]) => at === to) : values;
      if (shown.length > 0) answers.push({ name: nameOf(labels, target.legendFormat), values: shown });
    }
  }

  if (panel.type === "bargauge") answers.sort((a, b) => a.values[0][1] - b.values[0][1]);
  return { panel, answers };
}

mkdirSync(out, { recursive: true });
const script = await bundle(resolve(modules), "panels.tsx");
for (const file of readdirSync(folder).filter(name => name.endsWith(".json"))) {
  const { title, description, panels } = JSON.parse(readFileSync(join(folder, file), "utf8"));
  const picture = { title, description, from: from * 1000, to: to * 1000, panels: await Promise.all(panels.map(asked)) };
  await photograph(resolve(modules), script, picture, "#dashboard", join(out, `${basename(file, ".json")}.png`));
}
