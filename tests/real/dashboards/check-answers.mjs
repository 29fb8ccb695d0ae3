// Sends every query of every panel and every rule to a running Prometheus; each must answer with finite data that is not
// zero all the time, exemplars must lead to spans that were received, and every alert must have fired.
// Usage: node check-answers.mjs PROMETHEUS DASHBOARDS SPANS SINCE [ZERO...]
// SPANS is what receive-spans.mjs wrote, SINCE when the load began, in seconds since 1970; ZERO are metrics that may stay at
// zero in this load.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { api, filledIn, overRange, queriesOf } from "./ask.mjs";

const [prometheus, folder, spans, begin, ...zero] = process.argv.slice(2);
const received = new Set(readFileSync(spans, "utf8").split("\n").filter(line => line).map(line => JSON.parse(line).traceId));
const files = readdirSync(folder).filter(name => name.endsWith(".json"));
const dashboards = files.map(name => JSON.parse(readFileSync(join(folder, name), "utf8")));
// Whole steps before now, so that the last one is now.
const now = Date.now() / 1000;
const since = now - 5 * Math.floor((now - begin) / 5);
const faults = [];
let asked = 0;

// NaN stands for a ratio of nothing, between two boots; infinity is a fault of the query.
async function faultOf(expr) {
  let series;
  try {
    series = await overRange(prometheus, expr, since, now);
  } catch (failure) {
    return failure.message;
  }

  const values = series.flatMap(one => one.values.map(([, value]) => value));
  if (values.length === 0) return "no data";
  if (values.some(value => value === Infinity || value === -Infinity)) return "infinite";
  const finite = values.filter(value => Number.isFinite(value));
  if (finite.length === 0) return "not a number";
  if (finite.every(value => value === 0) && !zero.some(metric => expr.includes(metric))) return "zero all the time";
  return null;
}

async function demand(where, expr) {
  asked += 1;
  const fault = await faultOf(expr);
  if (fault) faults.push(`${where}: ${fault}: ${filledIn(expr)}`);
}

async function demandExemplars(where, expr) {
  asked += 1;
  const answer = await api(prometheus, "query_exemplars", { query: filledIn(expr), start: since, end: now });
  const traces = answer.flatMap(series => series.exemplars).map(exemplar => exemplar.labels.trace_id);
  if (traces.length === 0) faults.push(`${where}: no exemplar: ${filledIn(expr)}`);
  for (const trace of new Set(traces)) if (!received.has(trace)) faults.push(`${where}: nobody has sent the trace ${trace}`);
}

for (const { dashboard, panel, target } of queriesOf(dashboards)) {
  const where = `${dashboard.title}: ${panel.title} ${target.refId}`;
  await demand(where, target.expr);
  if (target.exemplar) await demandExemplars(where, target.expr);
}

const { groups } = await api(prometheus, "rules", {});
const rules = groups.flatMap(group => group.rules);
for (const rule of rules) {
  if (rule.health !== "ok") faults.push(`rule ${rule.name}: ${rule.health} ${rule.lastError ?? ""}`);
  await (rule.type === "recording"
    ? demand(`rule ${rule.name}`, rule.query)
    : demand(`alert ${rule.name}`, `ALERTS{alertname="${rule.name}", alertstate="firing"}`));
}

if (rules.length === 0 || dashboards.length === 0) faults.push("there are no rules or no dashboards");
faults.forEach(fault => console.error(fault));
console.log(`${asked} questions, ${faults.length} without a right answer`);
process.exit(faults.length === 0 ? 0 : 1);
