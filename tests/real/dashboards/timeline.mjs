// The picture of a trace. Usage: node timeline.mjs MODULES SPANS OUT [virtual|real]; SPANS is what receive-spans.mjs wrote.
// Virtual time is where the spans lie in the simulated boot, by their attributes.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { bundle, photograph } from "./page.mjs";

const [modules, file, out, clock = "virtual"] = process.argv.slice(2);
const all = readFileSync(file, "utf8").split("\n").filter(line => line).map(line => JSON.parse(line));
const roots = all.filter(span => span.name === "boot" && !span.parentSpanId);
if (roots.length === 0) throw new Error(`no boot among ${all.length} spans`);

const sizeOf = traceId => all.filter(span => span.traceId === traceId).length;
const { traceId } = roots.reduce((one, other) => (sizeOf(other.traceId) > sizeOf(one.traceId) ? other : one));
const spans = all.filter(span => span.traceId === traceId).map(span => {
  if (clock === "real") return span;
  const startNs = Number(span.attributes["numaboot.virtual.start_ns"] ?? 0);
  return { ...span, startNs, endNs: startNs + Number(span.attributes["numaboot.virtual.duration_ns"] ?? 0) };
});

const script = await bundle(resolve(modules), "timeline.tsx");
await photograph(resolve(modules), script, { traceId, clock, spans, rows: 44 }, "#timeline", out);
