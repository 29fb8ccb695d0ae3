"use strict";
// Predicted against published times of late init.
(() => {
  const { element, section, tiles } = numaboot.dom;
  const { svg } = numaboot;
  const { axis, line, text, frame } = numaboot.plot;
  const percent = value => `${value > 0 ? "+" : ""}${value.toFixed(1)} %`;
  const ms = value => `${value.toLocaleString("en-US", { maximumFractionDigits: 1 })} ms`;

  numaboot.views.calibrate = (report, main) => {
    const { facts, pictures } = report;
    const points = [
      ...facts.points.map(point => ({ ...point, kind: point.heldOut ? "held out" : "fitted" })),
      ...facts.otherPoints.map(point => ({ ...point, kind: point.heldOut ? "other, held out" : "other" })),
    ].map((point, at) => ({ ...point, at, low: Math.min(...point.roundsMs, point.publishedMs), high: Math.max(...point.roundsMs, point.publishedMs) }));
    main.append(tiles([
      ["points by threads", String(facts.points.length)],
      ["their median error", `${facts.medianErrorPct.toFixed(1)} %`],
      ["their worst error", `${facts.worstErrorPct.toFixed(1)} %`],
      ["median error of those held out", `${facts.heldOutMedianErrorPct.toFixed(1)} %`],
      ["other points", String(facts.otherPoints.length)],
    ]));

    const marks = [];
    const told = element("p", { class: "told", role: "status" }, "Choose a point in the table, or point at one.");
    const choose = point => {
      marks.flat().forEach(mark => mark.removeAttribute("data-chosen"));
      marks[point.at].forEach(mark => mark.setAttribute("data-chosen", "true"));
      told.scrollIntoView({ block: "nearest" });
      told.replaceChildren(sentence(point));
    };
    points.forEach(point => marks.push([]));
    const dots = section(main, "Predicted over published",
      `Each point is a machine with so many threads. On the line the two are equal; between the dashed ones they are ${pictures.largestErrorPct} % apart or less. The bar through a point joins the lowest and the highest published round.`);
    dots.append(legend(), scatter(points, marks, choose, pictures.largestErrorPct), told);
    section(main, "Errors", "The error of each point in percent of the published time; the broad bar is by how much published rounds lie off their own median, and goes on where it ends in ▸.")
      .append(element("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "errors" }, errors(points, marks, choose)));
    section(main, "Points", "All that is in --json.").append(numaboot.table({
      caption: "points", rows: points, onRow: choose,
      columns: [
        { name: "machine", value: point => point.machine },
        { name: "threads", number: true, value: point => point.threads },
        { name: "published", number: true, value: point => point.publishedMs, text: ms },
        { name: "predicted", number: true, value: point => point.predictedMs, text: ms },
        { name: "error", number: true, value: point => point.errorPct, text: percent },
        { name: "spread of rounds", number: true, value: point => point.spreadPct, text: value => `${value.toFixed(1)} %` },
        { name: "kind", value: point => point.kind },
        { name: "profile", value: point => point.profile },
        { name: "what it is", value: point => point.description },
        { name: "published in", value: point => point.source },
      ],
    }));
  };

  // The table that was published has kernels before and after the patch that brought threads.
  const threads = number => (number === 0 ? "before the patch" : numaboot.words.plural(number, "thread"));

  const sentence = point => `${point.machine}, ${threads(point.threads)} (${point.kind}): published ${ms(point.publishedMs)}, predicted ${ms(point.predictedMs)}, ${percent(point.errorPct)}; `
    + (point.roundsMs.length > 1 ? `rounds from ${ms(point.low)} to ${ms(point.high)}.` : "one round.");

  // Shape says what colour says: round fitted, hollow held out, square another kind of measurement.
  function mark(x, y, kind) {
    const look = { fill: kind.includes("held out") ? "var(--page)" : "var(--line)", stroke: "var(--line)", "stroke-width": 1.8, class: "point" };
    return kind.startsWith("other") ? svg("rect", { x: x - 4, y: y - 4, width: 8, height: 8, ...look }) : svg("circle", { cx: x, cy: y, r: 4.5, ...look });
  }

  function legend() {
    return element("ul", { class: "legend" }, ["fitted", "held out", "other", "other, held out"].map(kind => element("li", {},
      svg("svg", { width: 16, height: 16, "aria-hidden": "true" }, mark(8, 8, kind)), kind)));
  }

  function hear(shape, point, choose) {
    shape.append(svg("title", {}, sentence(point)));
    shape.addEventListener("pointerenter", () => choose(point));
    return shape;
  }

  function scatter(points, marks, choose, off) {
    const low = 10 ** Math.floor(Math.log10(Math.min(...points.map(point => Math.min(point.low, point.predictedMs)))));
    const high = 10 ** Math.ceil(Math.log10(Math.max(...points.map(point => Math.max(point.high, point.predictedMs)))));
    const x = axis(low, high, 70, 850, true);
    const y = axis(low, high, 520, 30, true);
    const band = factor => line([[x.at(Math.max(low, low / factor)), y.at(Math.max(low, low * factor))], [x.at(Math.min(high, high / factor)), y.at(Math.min(high, high * factor))]], "quiet", "5 4", 1);
    return svg("svg", { viewBox: "0 0 900 560", class: "plot", role: "img", "aria-label": `predicted over published times of ${points.length} points` },
      frame(x, y, "published, ms", "predicted, ms"),
      line([[x.at(low), y.at(low)], [x.at(high), y.at(high)]], "quiet"), band(1 + off / 100), band(1 - off / 100),
      points.map(point => {
        const bar = line([[x.at(point.low), y.at(point.predictedMs)], [x.at(point.high), y.at(point.predictedMs)]], "grown", null, 3);
        const dot = hear(mark(x.at(point.publishedMs), y.at(point.predictedMs), point.kind), point, choose);
        marks[point.at].push(dot);
        return [bar, dot];
      }));
  }

  function errors(points, marks, choose) {
    const row = 15;
    const limit = 100;
    const bottom = 30 + points.length * row;
    const x = axis(-limit, limit, 230, 850, false);
    const y = { start: bottom, end: 24, ticks: [] };
    const clip = value => Math.max(-limit, Math.min(limit, value));
    return svg("svg", { viewBox: `0 0 900 ${bottom + 44}`, class: "plot", role: "img", "aria-label": `errors of ${points.length} points in percent` },
      frame(x, y, "error, % of the published time", ""),
      line([[x.at(0), 24], [x.at(0), bottom]], "quiet"),
      points.map((point, at) => {
        const top = 30 + at * row + row / 2;
        const spread = [point.low, point.high].map(value => clip((value - point.publishedMs) / point.publishedMs * 100));
        const dot = hear(mark(x.at(clip(point.errorPct)), top, point.kind), point, choose);
        marks[point.at].push(dot);
        return [
          text(222, top + 4, `${point.machine}, ${threads(point.threads)}`, "end"),
          line([[x.at(spread[0]), top], [x.at(spread[1]), top]], "grown", null, 7),
          line([[x.at(0), top], [x.at(clip(point.errorPct)), top]], "line"),
          dot,
          ...((point.high - point.publishedMs) / point.publishedMs * 100 > limit ? [text(x.at(limit) + 4, top + 4, "▸")] : []),
          ...(Math.abs(point.errorPct) > limit ? [text(x.at(clip(point.errorPct)) - 8, top - 6, percent(point.errorPct), "end")] : []),
        ];
      }));
  }
})();
