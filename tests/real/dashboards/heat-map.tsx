// A heat map of buckets on a canvas: Grafana's own is no part of @grafana/ui.
import { type GrafanaTheme2, getValueFormat, formattedValueToString } from "@grafana/data";
import React, { useEffect, useRef } from "react";

type Answer = { name: string; values: [number, number][] };
type Props = { answers: Answer[]; from: number; to: number; width: number; height: number; theme: GrafanaTheme2 };

const left = 60;
const bottom = 22;

/** Buckets of Prometheus hold all that is not larger; here each holds what the one before does not. */
function rows(answers: Answer[]) {
  const limit = (answer: Answer) => Number(answer.name.replace("+Inf", "Infinity"));
  const sorted = [...answers].sort((a, b) => limit(a) - limit(b));
  const each = sorted.map((answer, index) => ({
    le: answer.name,
    values: answer.values.map(([at, value], time) => [at, Math.max(0, value - (sorted[index - 1]?.values[time]?.[1] ?? 0))] as const),
  }));
  const used = each.flatMap((row, index) => row.values.some(([, value]) => value > 0) ? [index] : []);
  return used.length === 0 ? [] : each.slice(Math.max(0, used[0] - 1), used[used.length - 1] + 2);
}

function draw(canvas: HTMLCanvasElement, { answers, from, to, width, height, theme }: Props) {
  const context = canvas.getContext("2d")!;
  const all = rows(answers);
  const highest = Math.max(...all.flatMap(row => row.values.map(([, value]) => value)), 1e-9);
  const seconds = getValueFormat("s");
  const high = (height - bottom) / Math.max(all.length, 1);
  const x = (at: number) => left + ((at * 1000 - from) / (to - from)) * (width - left);
  const times = all[0]?.values.map(([at]) => at) ?? [];
  const wide = Math.max(2, times.length > 1 ? x(times[1]) - x(times[0]) : 0);
  context.font = `12px ${theme.typography.fontFamily}`;
  context.textBaseline = "middle";
  all.forEach((row, index) => {
    const y = height - bottom - (index + 1) * high;
    for (const [at, value] of row.values) {
      if (value <= 0) continue;
      context.fillStyle = `hsl(${38 - 26 * (value / highest)} 95% ${20 + 45 * Math.sqrt(value / highest)}%)`;
      context.fillRect(x(at) - wide, y, wide + 0.5, high - 1);
    }

    context.fillStyle = theme.colors.text.secondary;
    context.textAlign = "right";
    if (high < 11 && index % 2 === 0) return;
    context.fillText(row.le === "+Inf" ? "more" : formattedValueToString(seconds(Number(row.le))), left - 6, Math.max(y, 7));
  });
  context.textAlign = "center";
  for (let step = 1; step < 5; step++) {
    const at = from + ((to - from) * step) / 5;
    context.fillText(new Date(at).toISOString().slice(11, 19), x(at / 1000), height - bottom / 2);
  }
}

/** Draws how many observations a second fell into each bucket. */
export function HeatMap(props: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => draw(canvas.current!, props), []);
  return <canvas ref={canvas} width={props.width} height={props.height} />;
}
