// The page that screenshots.mjs takes pictures of: the panels of one dashboard, by Grafana's own components, with what
// Prometheus answered. It is bundled and finds its data in window.picture.
import {
  createDataFrame, createTheme, type DataFrame, dateTime, type DisplayValue, FALLBACK_COLOR, type Field, FieldType, getDisplayProcessor,
  ThemeContext, VizOrientation,
} from "@grafana/data";
import {
  BarGauge, BarGaugeDisplayMode, BigValue, BigValueColorMode, BigValueGraphMode, GlobalStyles, LegendDisplayMode, PanelChrome, TimeSeries,
} from "@grafana/ui";
import React from "react";
import { createRoot } from "react-dom/client";
import "uplot/dist/uPlot.min.css";
import { HeatMap } from "./heat-map";

type Answer = { name: string; values: [number, number][] };
type Asked = { panel: any; answers: Answer[] };
type Picture = { title: string; description: string; from: number; to: number; panels: Asked[] };

const picture = (window as unknown as { picture: Picture }).picture;
const theme = createTheme({ colors: { mode: "dark" } });
const column = 64;
const cell = 30;
const gap = 8;
const range = { from: dateTime(picture.from), to: dateTime(picture.to) };
const timeRange = { ...range, raw: range };

// What Grafana fills in where a dashboard does not say.
const custom = {
  drawStyle: "line", lineInterpolation: "linear", gradientMode: "none", showPoints: "never", pointSize: 5, spanNulls: false,
  stacking: { mode: "none", group: "A" }, axisPlacement: "auto", axisLabel: "", axisColorMode: "text",
  scaleDistribution: { type: "linear" },
  hideFrom: { legend: false, tooltip: false, viz: false }, thresholdsStyle: { mode: "off" }, barAlignment: 0,
};

function frames({ panel, answers }: Asked): DataFrame[] {
  const { defaults } = panel.fieldConfig;
  return answers.map((answer, index) => {
    const frame = createDataFrame({
      fields: [
        { name: "Time", type: FieldType.time, values: answer.values.map(([at]) => at * 1000) },
        {
          name: answer.name, type: FieldType.number, values: answer.values.map(([, value]) => Number.isFinite(value) ? value : null),
          config: { color: { mode: "palette-classic" }, ...defaults, displayName: answer.name, custom: { ...custom, ...defaults.custom } },
        },
      ],
    });
    const field = frame.fields[1];
    const numbers = field.values.filter((value: number | null) => value !== null);
    const [min, max] = [Math.min(0, ...numbers), Math.max(...numbers)];
    field.state = { seriesIndex: index, displayName: answer.name, range: { min, max, delta: max - min } };
    field.display = getDisplayProcessor({ field, theme });
    return frame;
  });
}

function last(field: Field): DisplayValue {
  const values = field.values.filter((value: number | null) => value !== null);
  return field.display!(values[values.length - 1] ?? null);
}

const mark = { display: "inline-block", width: 14, height: 4, borderRadius: 2, marginRight: 6, verticalAlign: "middle" } as const;

function Legend({ frames }: { frames: DataFrame[] }) {
  return (
    <div style={{ display: "flex", flexWrap: "wrap", gap: "0 12px", fontSize: 12, height: 20, overflow: "hidden" }}>
      {frames.map((frame, index) => (
        <span key={index}>
          <i style={{ ...mark, background: frame.fields[1].display!(1).color ?? FALLBACK_COLOR }} />
          {frame.fields[1].config.displayName}
        </span>
      ))}
    </div>
  );
}

function Body({ asked, width, height }: { asked: Asked; width: number; height: number }) {
  const { panel, answers } = asked;
  const all = frames(asked);
  if (all.length === 0) {
    return <div style={{ color: theme.colors.text.secondary, textAlign: "center", paddingTop: height / 2 - 12 }}>No data</div>;
  }

  if (panel.type === "stat") {
    const field = all[0].fields[1];
    return (
      <BigValue theme={theme} width={width} height={height} value={last(field)} colorMode={BigValueColorMode.Value}
        graphMode={panel.options.graphMode === "area" ? BigValueGraphMode.Area : BigValueGraphMode.None}
        sparkline={panel.options.graphMode === "area" ? { x: all[0].fields[0], y: field } : undefined} />
    );
  }

  if (panel.type === "bargauge") {
    const longest = (words: string[]) => words.reduce((one, other) => (other.length > one.length ? other : one));
    const shown = all.map(frame => last(frame.fields[1]));
    const alignment = { title: longest(answers.map(answer => answer.name)), text: longest(shown.map(value => value.text)) };
    const highest = Math.max(...shown.map(value => value.numeric));
    return (
      <div>
        {all.map((frame, index) => (
          <BarGauge key={index} theme={theme} width={width} height={height / all.length - 6}
            orientation={VizOrientation.Horizontal} displayMode={BarGaugeDisplayMode.Basic}
            field={{ ...frame.fields[1].config, min: 0, max: highest }} display={frame.fields[1].display}
            value={{ ...shown[index], title: answers[index].name }} alignmentFactors={alignment} itemSpacing={8} />
        ))}
      </div>
    );
  }

  if (panel.type === "heatmap") {
    return <HeatMap answers={answers} from={picture.from} to={picture.to} width={width} height={height} theme={theme} />;
  }

  return (
    <div>
      <TimeSeries frames={all} timeRange={timeRange} timeZone="utc" width={width} height={height - 24}
        legend={{ showLegend: false, displayMode: LegendDisplayMode.List, placement: "bottom", calcs: [] }} />
      <Legend frames={all} />
    </div>
  );
}

const page = {
  width: column * 24 + 2 * gap, padding: gap, background: theme.colors.background.canvas, color: theme.colors.text.primary,
  fontFamily: theme.typography.fontFamily,
};

function Panels() {
  const rows = Math.max(...picture.panels.map(({ panel }) => panel.gridPos.y + panel.gridPos.h));
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <div id="dashboard" style={page}>
        <h3 style={{ margin: "4px 0 0 4px" }}>{picture.title}</h3>
        <p style={{ margin: "0 0 8px 4px", color: theme.colors.text.secondary }}>{picture.description}</p>
        <div style={{ position: "relative", height: rows * (cell + gap) }}>
          {picture.panels.map(asked => {
            const { x, y, w, h } = asked.panel.gridPos;
            const [width, height] = [w * column - gap, h * (cell + gap) - gap];
            return (
              <div key={asked.panel.id} style={{ position: "absolute", left: x * column, top: y * (cell + gap), width, height }}>
                <PanelChrome title={asked.panel.title} description={asked.panel.description} width={width} height={height}>
                  {(innerWidth, innerHeight) => <Body asked={asked} width={innerWidth} height={innerHeight} />}
                </PanelChrome>
              </div>
            );
          })}
        </div>
      </div>
    </ThemeContext.Provider>
  );
}

createRoot(document.getElementById("root")!).render(<Panels />);
