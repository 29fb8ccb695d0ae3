"use strict";
// The pages of a node at a step of a story: a bar of ranges, each with its name, its state and who holds it.
(() => {
  const { svg } = numaboot;
  const { name: newName, element } = numaboot.dom;
  const { plural } = numaboot.words;
  const most = 12;
  const before = 4;
  const top = 24;
  const height = 30;

  // A colour and lines upon it, so that no two are told apart by colour alone.
  const looks = {
    built: { colour: "--early", lines: null },
    grown: { colour: "--grown", lines: "M0 8L8 0M-2 2L2 -2M6 10L10 6" },
    twice: { colour: "--broken", lines: "M0 0L8 8M0 8L8 0" },
    deferred: { colour: "--deferred", lines: null },
    claimed: { colour: "--deferred", lines: "M0 2H8M0 6H8", ink: "--ink" },
    reserved: { colour: "--reserved", lines: "M0 0L8 8" },
  };

  const labelOf = range => (range.cpu < 0 ? range.state : `${range.state}, cpu ${range.cpu}`);

  /** The ranges that are drawn: those about what changed, else about the pages of the story. */
  function windowOf(map, frames) {
    const isOfStory = range => range.start < frames.end && range.end > frames.start;
    const changed = map.ranges.findIndex(range => map.changed.includes(range));
    const about = changed >= 0 ? changed : map.ranges.findIndex(isOfStory);
    const from = Math.max(0, Math.min(Math.max(about, 0) - before, map.ranges.length - most));
    return { from, ranges: map.ranges.slice(from, from + most), behind: Math.max(0, map.ranges.length - from - most), isOfStory };
  }

  /** The same in words. */
  function wordsOf(map, { from, ranges, behind }) {
    const parts = ranges.map(range => `${range.name} ${labelOf(range)}${map.changed.includes(range) ? " (changed)" : ""}`);
    const cut = count => (count > 0 ? [`${plural(count, "more run")} of pages`] : []);
    const frontier = map.frontier < 0 ? "no frontier" : `frontier at ${map.frontierName}`;
    return `${map.name || "pages"}: ${[...cut(from), ...parts, ...cut(behind)].join("; ")}; ${frontier}`;
  }

  function patterns(names) {
    return Object.entries(looks).filter(([, look]) => look.lines).map(([state, look]) => svg("pattern",
      { id: names[state], width: 8, height: 8, patternUnits: "userSpaceOnUse" },
      svg("rect", { width: 8, height: 8, style: `fill: var(${look.colour})` }),
      svg("path", { d: look.lines, style: `stroke: var(${look.ink ?? "--page"}); stroke-width: 1.4; fill: none` })));
  }

  const fillOf = (state, names) => (looks[state].lines ? `fill: url(#${names[state]})` : `fill: var(${looks[state].colour})`);

  const cutText = (x, count) => svg("text", { x, y: top + 20, class: "quiet" }, `… ${plural(count, "more run")} …`);

  /** The picture of a node's map; frames are the pages that the story is about. */
  function picture(map, frames) {
    const names = Object.fromEntries(Object.keys(looks).map(state => [state, newName(state)]));
    const view = windowOf(map, frames);
    const parts = [];
    let x = 2;
    let frontier = null;
    if (view.from > 0) {
      parts.push(cutText(x, view.from));
      x += 130;
    }
    for (const range of view.ranges) {
      const label = labelOf(range);
      const isChanged = map.changed.includes(range);
      const wide = Math.max(svg.width(range.name), svg.width(label), 56) + 18;
      frontier = range.start === map.frontier ? x : frontier;
      parts.push(svg("g", { class: isChanged ? "changed" : null },
        svg("text", { x: x + 2, y: top - 8 }, range.name),
        svg("rect", { x, y: top, width: wide, height, style: fillOf(range.state, names), class: "range" }),
        view.isOfStory(range) ? svg("rect", { x: x + 3, y: top + 3, width: wide - 6, height: height - 6, class: "of-story" }) : null,
        svg("text", { x: x + 2, y: top + height + 16, class: range.state === "twice" ? "strong" : null }, label),
        isChanged ? svg("text", { x: x + 2, y: top + height + 33, class: "strong" }, "changed") : null));
      x += wide;
    }
    frontier = frontier === null && view.behind === 0 && view.ranges.at(-1)?.end === map.frontier ? x : frontier;
    if (view.behind > 0) {
      parts.push(cutText(x + 8, view.behind));
      x += 140;
    }
    if (frontier !== null) {
      parts.push(svg("path", { d: `M${frontier} ${top - 4}V${top + height + 42}`, class: "frontier" }));
    }
    const said = map.frontier < 0 ? "no frontier" : `${frontier === null ? "" : "▲ "}frontier at ${map.frontierName}${map.moved ? ", moved" : ""}`;
    const at = frontier === null ? 2 : frontier;
    const total = Math.max(x + 4, at + svg.width(said) + 8);
    parts.push(svg("text", { x: frontier === null ? 2 : at - 5, y: top + height + 56 }, said));
    return svg("svg", { width: total, height: top + height + 64, viewBox: `0 0 ${total} ${top + height + 64}`, role: "img", "aria-label": wordsOf(map, view), class: "story-map" },
      svg("defs", {}, patterns(names)), parts);
  }

  /** What stands for what. */
  function legend() {
    const names = Object.fromEntries(Object.keys(looks).map(state => [state, newName(state)]));
    const said = {
      built: "built early or in late init", grown: "grown on demand", twice: "initialised twice", deferred: "not initialised",
      claimed: "claimed by late init", reserved: "kept by memblock",
    };
    return element("ul", { class: "legend" }, Object.keys(looks).map(state => element("li", {},
      svg("svg", { width: 28, height: 16, "aria-hidden": "true" },
        svg("defs", {}, patterns({ ...names, [state]: `${names[state]}-key` })),
        svg("rect", { width: 28, height: 16, style: fillOf(state, { [state]: `${names[state]}-key` }), class: "range" })),
      `${state}: ${said[state]}`)));
  }

  numaboot.storyMap = { picture, legend };
})();
