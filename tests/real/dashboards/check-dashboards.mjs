// Holds every dashboard against the types of Grafana and against rules of ours.
// Usage: node check-dashboards.mjs DASHBOARDS MODULES...; MODULES are folders that npm has installed a version of
// @grafana/schema into, the first one also typescript and @grafana/grafana-foundation-sdk.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const [folder, ...modules] = process.argv.slice(2).map(path => resolve(path));
const tsc = join(modules[0], "node_modules/typescript/bin/tsc");
const units = new Set(Object.values(createRequire(`${modules[0]}/package.json`)("@grafana/grafana-foundation-sdk/units")));
const faults = [];

// The compiler sees each dashboard as a literal, so that a field which the schema does not have is an error, too.
function typeFaults(files, place) {
  const work = mkdtempSync(join(tmpdir(), "dashboards-"));
  try {
    symlinkSync(join(place, "node_modules"), join(work, "node_modules"));
    copyFileSync(new URL("dashboard.ts", import.meta.url), join(work, "dashboard.ts"));
    for (const file of files) {
      const text = readFileSync(join(folder, file), "utf8");
      writeFileSync(join(work, `${file}.ts`), `import type { Dashboard } from "./dashboard";\nexport const it: Dashboard = ${text};\n`);
    }

    // Version 12 exports these files by their whole names only.
    const paths = { "@grafana/schema/dist/*": ["./node_modules/@grafana/schema/dist/*.d.ts"] };
    const strictly = { noEmit: true, strict: true, skipLibCheck: true, types: [] };
    const options = { ...strictly, paths, module: "esnext", moduleResolution: "bundler", target: "es2022" };
    writeFileSync(join(work, "tsconfig.json"), JSON.stringify({ compilerOptions: options, include: ["*.ts"] }));
    execFileSync(process.execPath, [tsc, "-p", work], { encoding: "utf8", timeout: 60_000 });
  } catch (failure) {
    faults.push(`${failure.stdout ?? ""}${failure.stdout ? "" : failure.message}`);
  } finally {
    rmSync(work, { recursive: true });
  }
}

function overlap(a, b) {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

function ruleFaults(file, dashboard) {
  const say = (panel, what) => faults.push(`${file}: ${panel.title ?? `panel ${panel.id}`}: ${what}`);
  const variables = new Set(dashboard.templating.list.map(variable => variable.name));
  const { panels } = dashboard;
  for (const [index, panel] of panels.entries()) {
    const { unit } = panel.fieldConfig.defaults;
    if (!panel.title?.trim()) say(panel, "has no title");
    if (!(panel.description?.length >= 40)) say(panel, "does not say what one learns from it");
    if (!unit) say(panel, "has no unit");
    else if (!units.has(unit)) say(panel, `Grafana has no unit ${unit}`);
    if (panel.type === "heatmap" && !units.has(panel.options.yAxis?.unit)) say(panel, "its axis has no unit of Grafana");
    if (!panel.targets?.length) say(panel, "asks nothing");
    if (panel.gridPos.x + panel.gridPos.w > 24) say(panel, "is wider than the page");
    for (const other of panels.slice(index + 1)) {
      if (overlap(panel.gridPos, other.gridPos)) say(panel, `covers ${other.title}`);
      if (panel.title === other.title || panel.id === other.id) say(panel, "is there twice");
    }

    if (new Set(panel.targets.map(target => target.refId)).size < panel.targets.length) say(panel, "two queries have one name");
    for (const { expr } of panel.targets) {
      for (const [, name] of expr.matchAll(/\$(\w+)/g)) {
        if (!name.startsWith("__") && !variables.has(name)) say(panel, `there is no variable ${name}`);
      }
    }
  }
}

const files = readdirSync(folder).filter(name => name.endsWith(".json"));
const dashboards = files.map(file => JSON.parse(readFileSync(join(folder, file), "utf8")));
modules.forEach(place => typeFaults(files, place));
files.forEach((file, index) => ruleFaults(file, dashboards[index]));
if (new Set(dashboards.map(dashboard => dashboard.uid)).size < files.length) faults.push("two dashboards have one uid");

faults.forEach(fault => console.error(fault));
console.log(`${files.length} dashboards, ${dashboards.flatMap(dashboard => dashboard.panels).length} panels, ${faults.length} faults`);
process.exit(faults.length === 0 && files.length > 0 ? 0 : 1);
