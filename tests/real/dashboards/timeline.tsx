// The page of a trace: its spans as a tree, each with a bar where it lies in time. It finds its data in window.picture.
import React from "react";
import { createRoot } from "react-dom/client";

type Attributes = Record<string, string | number | boolean>;
type Span = { spanId: string; parentSpanId: string; name: string; startNs: number; endNs: number; attributes: Attributes };
type Picture = { traceId: string; clock: string; spans: Span[]; rows: number };
type Row = { depth: number; span?: Span; more?: string };

const { traceId, clock, spans, rows } = (window as unknown as { picture: Picture }).picture;
const wide = { name: 230, detail: 480, bars: 820 };
const few = 8;
const high = 22;
const colours = ["#73bf69", "#fade2a", "#5794f2", "#ff9830", "#f2495c", "#b877d9", "#37872d", "#8ab8ff"];

const byStart = [...spans].sort((a, b) => a.startNs - b.startNs || b.endNs - a.endNs);
const known = new Set(spans.map(span => span.spanId));
const children = new Map<string, Span[]>();
for (const span of byStart) {
  const above = known.has(span.parentSpanId) ? span.parentSpanId : "";
  children.set(above, [...(children.get(above) ?? []), span]);
}

// Of many children of one name the longest stand for all; how many more there are is said.
function rowsBelow(id: string, depth: number, most: number): Row[] {
  const below = children.get(id) ?? [];
  const names = [...new Set(below.map(span => span.name))];
  const longest = new Set(names.flatMap(name => below
    .filter(span => span.name === name)
    .sort((a, b) => b.endNs - b.startNs - (a.endNs - a.startNs))
    .slice(0, Math.max(most, below.length > few ? 0 : few))));
  const shown = below.filter(span => longest.has(span)).flatMap((span): Row[] => [{ depth, span }, ...rowsBelow(span.spanId, depth + 1, most)]);
  const left = names.map(name => ({ name, count: below.filter(span => span.name === name && !longest.has(span)).length }));
  const more = left.filter(({ count }) => count > 0).map(({ name, count }) => ({ depth, more: `and ${count} more of ${name}, none longer` }));
  return [...shown, ...more];
}

let most = 32;
while (most > 1 && rowsBelow("", 0, most).length > rows) most -= 1;
const tree = rowsBelow("", 0, most);
const start = Math.min(...spans.map(span => span.startNs));
const length = Math.max(...spans.map(span => span.endNs)) - start || 1;

function time(ns: number) {
  if (ns < 1e3) return `${Math.round(ns)} ns`;
  if (ns < 1e6) return `${(ns / 1e3).toPrecision(3)} µs`;
  return ns < 1e9 ? `${(ns / 1e6).toPrecision(3)} ms` : `${(ns / 1e9).toPrecision(3)} s`;
}

function detail({ attributes }: Span) {
  const of = (name: string) => attributes[`numaboot.${name}`];
  const place = of("zone") === undefined ? ["node"] : ["zone"];
  const tell = ["phase", "machine", "policy", ...place, "cpu", "order", "reason", "pages"].filter(name => of(name) !== undefined);
  const told = tell.map(name => `${name} ${of(name)}`);
  if (of("first_deferred_pfn.before") !== undefined) told.push(`pfn ${of("first_deferred_pfn.before")} to ${of("first_deferred_pfn.after")}`);
  return told.join("  ");
}

function colourOf(lane: number) {
  return lane < 0 ? "#9fa7b3" : colours[lane % colours.length];
}

function Bar({ span }: { span: Span }) {
  const left = ((span.startNs - start) / length) * wide.bars;
  const width = Math.max(2, ((span.endNs - span.startNs) / length) * wide.bars);
  const lane = Number(span.attributes["numaboot.lane"] ?? -1);
  const label = time(span.endNs - span.startNs);
  const outside = left + width > wide.bars - 70 ? { right: wide.bars - left + 6 } : { left: left + width + 6 };
  const place = width > 80 ? { left: left + 6, color: "#111217" } : outside;
  return (
    <>
      <i style={{ position: "absolute", left, width, top: 4, height: high - 8, borderRadius: 2, background: colourOf(lane) }} />
      <span style={{ position: "absolute", ...place, top: 0, whiteSpace: "nowrap", fontSize: 11 }}>{label}</span>
    </>
  );
}

const dim = "#9a9aa8";
const line = "#22252b";
const page = { width: wide.name + wide.detail + wide.bars + 32, padding: 16, background: "#111217", color: "#ccccdc", font: "13px Inter, sans-serif" };
const grid = { backgroundImage: `linear-gradient(to right, ${line} 1px, transparent 1px)`, backgroundSize: `${wide.bars / 4}px` };
const text = { whiteSpace: "pre", overflow: "hidden" } as const;

function Line({ row: { depth, span, more } }: { row: Row }) {
  return (
    <div style={{ display: "flex", height: high, lineHeight: `${high}px`, borderTop: `1px solid ${line}` }}>
      <div style={{ ...text, ...(more && { overflow: "visible" }), width: wide.name, paddingLeft: depth * 16, color: span ? undefined : dim }}>{span?.name ?? more}</div>
      <div style={{ ...text, width: wide.detail, color: dim, fontSize: 11 }}>{span && detail(span)}</div>
      <div style={{ ...grid, width: wide.bars, position: "relative" }}>{span && <Bar span={span} />}</div>
    </div>
  );
}

function Timeline() {
  return (
    <div id="timeline" style={page}>
      <div style={{ fontSize: 18 }}>trace {traceId}</div>
      <div style={{ color: dim, marginBottom: 8 }}>
        {spans.length} spans over {time(length)} of {clock} time; a colour is a lane, grey belongs to no node
      </div>
      <div style={{ position: "relative", height: 20, marginLeft: wide.name + wide.detail }}>
        {[0, 0.25, 0.5, 0.75].map(at => <span key={at} style={{ position: "absolute", left: at * wide.bars, color: dim }}>{time(at * length)}</span>)}
      </div>
      {tree.map((row, index) => <Line key={index} row={row} />)}
    </div>
  );
}

createRoot(document.getElementById("root")!).render(<Timeline />);
