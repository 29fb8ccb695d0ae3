"use strict";
// A small plot of points, as SVG, so that it is sharp at any zoom and on paper.
(() => {
  const { svg } = numaboot;

  /** An axis: from and to are values, start and end where they lie. */
  function axis(from, to, start, end, isLog) {
    const scale = value => (isLog ? Math.log10(value) : value);
    const at = value => start + (scale(value) - scale(from)) / (scale(to) - scale(from)) * (end - start);
    const ticks = [];
    if (isLog) {
      for (let power = Math.ceil(Math.log10(from)); power <= Math.log10(to); power++) {
        ticks.push(10 ** power);
      }
    } else {
      const rough = (to - from) / 6;
      const power = 10 ** Math.floor(Math.log10(rough));
      const size = [1, 2, 5, 10].find(factor => factor * power >= rough) * power;
      for (let value = Math.ceil(from / size) * size; value <= to; value += size) {
        ticks.push(value);
      }
    }
    return { at, ticks, from, to, start, end };
  }

  const line = (points, colour, dash = null, width = 1.5) =>
    svg("polyline", { points: points.map(point => point.map(value => value.toFixed(1)).join(",")).join(" "), fill: "none", stroke: `var(--${colour})`, "stroke-width": width, "stroke-dasharray": dash });

  const text = (x, y, words, anchor = "start") => svg("text", { x, y, "text-anchor": anchor, fill: "var(--ink)" }, words);

  /** A frame with its axes; format says how values read. */
  function frame(x, y, xWords, yWords, format = value => value.toLocaleString("en-US")) {
    return [
      line([[x.start, y.end], [x.start, y.start], [x.end, y.start]], "quiet"),
      text((x.start + x.end) / 2, y.start + 34, xWords, "middle"),
      text(x.start - 8, y.end - 10, yWords, "start"),
      ...x.ticks.flatMap(tick => [line([[x.at(tick), y.start], [x.at(tick), y.start + 5]], "quiet"), text(x.at(tick), y.start + 18, format(tick), "middle")]),
      ...y.ticks.flatMap(tick => [line([[x.start - 5, y.at(tick)], [x.start, y.at(tick)]], "quiet"), text(x.start - 8, y.at(tick) + 4, format(tick), "end")]),
    ];
  }

  numaboot.plot = { axis, line, text, frame };
})();
