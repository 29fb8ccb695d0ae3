"use strict";
// Lines over virtual time, drawn by uPlot.
(() => {
  const { element } = numaboot.dom;
  const { time, pagesTo } = numaboot.words;
  const { before } = numaboot.history;
  const { momentOf, joining, hear } = numaboot.chartKeys;

  // Memory comes in powers of two.
  const powers = Array.from({ length: 50 }, (_, at) => 2 ** at);

  /**
   * A chart of step lines. lines: [{ label, times, last, before, endNs, colour, dash }], where endNs is when its boot ends, if that is earlier, and before is what it says before its first time, null for nothing;
   * endNs: where time ends; describedBy: the name of what says what keys do; format: how a value reads with so many digits; incrs: steps of its axis, null for any.
   * Charts of one group show the same moment.
   */
  function chart(parent, { title, lines, endNs, describedBy, format = pagesTo, incrs = powers, group = "moments" }) {
    const box = element("div", { class: "chart", tabindex: "0", role: "application", "aria-label": `${title}: ${summary(lines, format)}`, "aria-describedby": describedBy });
    parent.append(box);
    let plot = null;

    function draw() {
      plot?.destroy();
      const { of } = numaboot.colours;
      const axis = { stroke: of("ink"), grid: { stroke: of("rule"), width: 1 }, ticks: { stroke: of("rule") }, font: "12px system-ui, sans-serif" };
      plot = joining(group, hooks => new uPlot({
        title,
        hooks,
        width: Math.max(280, box.clientWidth || 900),
        height: 230,
        scales: { x: { time: false, range: (_, from, to) => [from, to] } },
        cursor: {
          y: false,
          sync: { key: group },
          drag: { x: true, y: false },

          // A line keeps its value until it changes: what holds at the pointer was set before it.
          dataIdx: self => Math.max(0, before(self.data[0], momentOf(self, group))),
        },
        axes: [
          { ...axis, values: (_, ticks) => ticks.map(ns => time(ns)) },
          { ...axis, size: 90, ...(incrs ? { incrs } : {}), values: (_, ticks) => labels(ticks, format) },
        ],
        series: [
          { label: "at", value: self => (self.cursor.left >= 0 ? time(momentOf(self, group)) : "") },
          ...lines.map(line => ({
            label: line.label,
            stroke: of(line.colour),
            width: 2,
            dash: line.dash,
            paths: uPlot.paths.stepped({ align: 1 }),
            points: { show: false },
            value: (_, value) => (value === null || value === undefined ? "" : format(value, 3)),
          })),
        ],
      }, joined(lines, endNs), box));
      plot.root.querySelector(".u-legend").setAttribute("aria-live", "polite");
    }

    hear(box, () => plot, group, endNs);

    numaboot.dom.whenSeen(box, draw);
    numaboot.whenRedrawn(box, () => plot && draw(), () => plot?.destroy());
    let width = 0;
    new ResizeObserver(() => {
      if (plot && box.clientWidth !== width) {
        width = box.clientWidth;
        plot.setSize({ width: Math.max(280, width), height: 230 });
      }
    }).observe(box);
    return {
      set(others) {
        lines = others;
        box.setAttribute("aria-label", `${title}: ${summary(lines, format)}`);
        draw();
      },
    };
  }

  /** The same times for all lines, as uPlot has them: a line that does not change there has its value from before. */
  function joined(lines, endNs) {
    const times = [...new Set([0, ...lines.flatMap(line => [...line.times, Math.min(endNs, line.endNs ?? endNs)]), endNs])].sort((left, right) => left - right);
    return [times, ...lines.map(line => {
      let at = -1;
      return times.map(ns => {
        while (at + 1 < line.times.length && line.times[at + 1] <= ns) {
          at++;
        }
        return ns > (line.endNs ?? Infinity) ? null : at < 0 ? line.before ?? null : line.last[at];
      });
    })];
  }

  /** What an axis has at its ticks: as many digits as tell one from the other. */
  function labels(ticks, format) {
    const attempts = [1, 2, 3, 4, 5].map(digits => ticks.map(value => format(value, digits)));
    return attempts.find(texts => new Set(texts.map(text => text.replace(/\.0+ /, " "))).size === ticks.length) ?? attempts.at(-1);
  }

  const summary = (lines, format) => lines.map(line => {
    const most = (line.high ?? line.last).reduce((found, value) => Math.max(found, value), 0);
    return `${line.label} at most ${format(most, 1)}, at the end ${format(line.last.length > 0 ? line.last[line.last.length - 1] : 0, 1)}`;
  }).join("; ");

  numaboot.chart = chart;
})();
