"use strict";
// Lines over virtual time, drawn by uPlot.
(() => {
  const { element } = numaboot.dom;
  const { pagesTo, timeTo, plural, count, pfn } = numaboot.words;
  const { before } = numaboot.history;
  const { momentOf, joining, hear } = numaboot.chartKeys;
  const height = 230;

  // Every digit of a moment: nanoseconds of a boot of an hour have 13.
  const exact = 13;

  // What lines are of: how a value reads on an axis with so many digits, how it reads alone, in short, and steps of its axis.
  const units = {
    pages: {
      axis: (value, digits) => (digits === Infinity ? `${count(value * 4)} KiB` : pagesTo(value, digits)),
      legend: value => `${pagesTo(value, 3)} (${plural(value, "page")})`,
      short: value => pagesTo(value, 1),

      // Memory comes in powers of two.
      incrs: Array.from({ length: 50 }, (_, at) => 2 ** at),
    },
    pfn: { axis: pfn, legend: pfn, short: pfn, incrs: null },
  };

  /**
   * A chart of step lines. lines: [{ label, times, last, before, endNs, colour, dash }], where endNs is when its boot ends, if that is earlier, and before is what it says before its first time, null for nothing;
   * endNs: where time ends; describedBy: the name of what says what keys do; unit: of which its values are.
   * set changes some of these.
   */
  function chart(parent, spec) {
    spec = { unit: "pages", ...spec };
    const { endNs } = spec;
    const box = element("div", { class: "chart", tabindex: "0", role: "application", "aria-describedby": spec.describedBy });
    parent.append(box);
    let plot = null;

    function name() {
      box.setAttribute("aria-label", `${spec.title}: ${spec.lines.map(line => summary(line, units[spec.unit].short)).join("; ")}`);
    }

    function draw() {
      plot?.destroy();
      plot = joining(common => new uPlot(options(spec, common, Math.max(280, box.clientWidth || 900)), joined(spec.lines, endNs), box));
      plot.root.querySelector(".u-legend").setAttribute("aria-atomic", "true");
      announce();
    }

    // What the keys reach is said, what a pointer passes over is seen.
    const announce = () => plot?.root.querySelector(".u-legend").setAttribute("aria-live", document.activeElement === box ? "polite" : "off");
    box.addEventListener("focus", announce);
    box.addEventListener("blur", announce);
    hear(box, () => plot, endNs);

    name();
    const unseen = numaboot.dom.whenSeen(box, draw);
    numaboot.whenRedrawn(box, () => plot && draw(), () => { unseen(); plot?.destroy(); });
    let width = 0;
    new ResizeObserver(() => {
      if (plot && box.clientWidth !== width) {
        width = box.clientWidth;
        plot.setSize({ width: Math.max(280, width), height });
      }
    }).observe(box);
    return {
      set(changes) {
        spec = { ...spec, ...changes };
        name();
        draw();
      },
    };
  }

  function options({ title, lines, unit, endNs }, { sync, hooks }, width) {
    const { of } = numaboot.colours;
    const { axis, legend, incrs } = units[unit];
    const look = { stroke: of("ink"), grid: { stroke: of("rule"), width: 1 }, ticks: { stroke: of("rule") }, font: "12px system-ui, sans-serif" };
    let inSight = [0, endNs];
    return {
      title, hooks, width, height,
      padding: [null, 44, null, null],
      scales: {
        x: { time: false, range: (_, from, to) => { inSight = [from, to]; return inSight; } },
        y: { range: (self, low, high) => rangeInSight(self, inSight, low, high) },
      },
      cursor: {
        y: false,
        sync,
        drag: { x: true, y: false },

        // A line keeps its value until it changes: what holds at the pointer was set before it.
        dataIdx: self => Math.max(0, before(self.data[0], momentOf(self))),
      },
      axes: [
        { ...look, space: 110, values: (_, ticks) => labels(ticks, timeTo, [4, 6, 8, 10, exact]) },
        { ...look, size: 100, ...(incrs ? { incrs } : {}), values: (_, ticks) => labels(ticks, axis, [1, 2, 3, 4, Infinity]) },
      ],
      series: [
        { label: "at", value: self => (self.cursor.left >= 0 ? timeTo(momentOf(self), exact) : "") },
        ...lines.map(line => ({
          label: line.label,
          stroke: of(line.colour),
          width: 2,
          dash: line.dash,
          paths: uPlot.paths.stepped({ align: 1 }),
          points: { show: false },
          value: (_, value) => (value === null || value === undefined ? "" : legend(value)),
        })),
      ],
    };
  }

  /** The values that lines in sight have there, with some room: those with which they come into sight as well, which uPlot does not look at. */
  function rangeInSight(plot, [fromNs, toNs], low, high) {
    const [times, ...values] = plot.data;
    const first = Math.max(0, before(times, fromNs));
    const last = before(times, toNs);
    let least = Infinity;
    let most = -Infinity;
    values.forEach((line, at) => {
      for (let index = first; plot.series[at + 1].show && index <= last; index++) {
        if (line[index] !== null) {
          least = Math.min(least, line[index]);
          most = Math.max(most, line[index]);
        }
      }
    });
    return least <= most ? uPlot.rangeNum(least, most, 0.1, true) : low === null ? [null, null] : uPlot.rangeNum(low, high, 0.1, true);
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
  function labels(ticks, text, digits) {
    const attempts = digits.map(most => ticks.map(value => text(value, most)));
    return attempts.find(texts => new Set(texts.map(one => one.replace(/\.0+ /, " "))).size === ticks.length) ?? attempts.at(-1);
  }

  function summary(line, text) {
    const most = (line.high ?? line.last).reduce((found, value) => Math.max(found, value), 0);
    return `${line.label} at most ${text(most)}, at the end ${text(line.last.length > 0 ? line.last[line.last.length - 1] : 0)}`;
  }

  numaboot.chart = chart;
})();
