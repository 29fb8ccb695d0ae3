// The page of a trace: its spans as a tree, each with a bar where it lies in time. It finds its data in window.picture.
import React from "react";
import { createRoot } from "react-dom/client";

type Span = { spanId: string; parentSpanId: string; name: string; startNs: number; endNs: number; attributes: Record<string, string | number | boolean> };
type Picture = { traceId: string; clock: string; spans: Span[]; rows: number };
type Row = { depth: number; span?: Span; more?: string };

const { traceId, clock, spans, rows } = (window as unknown as { picture: Picture }).picture;
const wide = { name: 330, detail: 400, bars: 820 };
const high = 22;
const colours = ["#73bf69", "#fade2a", "#5794f2", "#ff9830", "#f2495c", "#b877d9", "#37872d", "#8ab8ff"];

const byStart = [...spans].sort((a, b) => a.startNs - b.startNs || b.endNs - a.endNs);
const known = new Set(spans.map(span => span.spanId));
const children = new Map<string, Span[]>();
for (const span of byStart) {
  const above = known.has(span.parentSpanId) ? span.parentSpanId : "";
  children.set(above, [...(children.get(above) ?? []), span]);
}

// Of many children of one name the first ones stand for all; how many follow is said.
function rowsBelow(id: string, depth: number, most: number): Row[] {
  const shown = new Map<string, number>();
  const below = (children.get(id) ?? []).flatMap((span): Row[] => {
    const before = shown.get(span.name) ?? 0;
    shown.set(span.name, before + 1);
    return before < most ? [{ depth, span }, ...rowsBelow(span.spanId, depth + 1, most)] : [];
  });
  const more = [...shown].filter(([, count]) => count > most).map(([name, count]) => ({ depth, more: `and ${count - most} more: ${name}` }));
  return [...below, ...more];
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
  const tell = ["phase", "machine", "policy", "zone", "node", "cpu", "order", "pages", "reason", "first_deferred_pfn.before", "first_deferred_pfn.after"];
  const told = tell.filter(name => attributes[`numaboot.${name}`] !== undefined).map(name => `${name.replace("first_deferred_pfn.", "pfn ")} ${attributes[`numaboot.${name}`]}`);
  return told.join("  ");
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
      <i style={{ position: "absolute", left, width, top: 4, height: high - 8, borderRadius: 2, background: lane < 0 ? "#9fa7b3" : colours[lane % colours.length] }} />
      <span style={{ position: "absolute", ...place, top: 0, whiteSpace: "nowrap", fontSize: 11 }}>{label}</span>
    </>
  );
}

function Timeline() {
  const ticks = [0, 0.25, 0.5, 0.75];
  return (
    <div id="timeline" style={{ width: wide.name + wide.detail + wide.bars + 32, padding: 16, background: "#111217", color: "#ccccdc", font: "13px Inter, sans-serif" }}>
      <div style={{ fontSize: 18 }}>trace {traceId}</div>
      <div style={{ color: "#9a9aa8", marginBottom: 8 }}>{spans.length} spans over {time(length)} of {clock} time; a colour is a lane, grey belongs to no node</div>
      <div style={{ position: "relative", height: 20, marginLeft: wide.name + wide.detail }}>
        {ticks.map(tick => <span key={tick} style={{ position: "absolute", left: tick * wide.bars, color: "#9a9aa8" }}>{time(tick * length)}</span>)}
      </div>
      {tree.map((row, index) => (
        <div key={index} style={{ display: "flex", height: high, lineHeight: `${high}px`, borderTop: "1px solid #22252b" }}>
          <div style={{ width: wide.name, paddingLeft: row.depth * 16, whiteSpace: "nowrap", overflow: "hidden", color: row.span ? undefined : "#9a9aa8" }}>{row.span?.name ?? row.more}</div>
          <div style={{ width: wide.detail, whiteSpace: "pre", overflow: "hidden", color: "#9a9aa8", fontSize: 11 }}>{row.span && detail(row.span)}</div>
          <div style={{ width: wide.bars, position: "relative", backgroundImage: "linear-gradient(to right, #22252b 1px, transparent 1px)", backgroundSize: `${wide.bars / 4}px` }}>{row.span && <Bar span={row.span} />}</div>
        </div>
      ))}
    </div>
  );
}

createRoot(document.getElementById("root")!).render(<Timeline />);
