"use strict";
// The sequence diagram of a story: a column for each actor, an arrow for each delivery, and what its receiver did beside it.
(() => {
  const { svg } = numaboot;
  const { element, name: newName } = numaboot.dom;
  const { count } = numaboot.words;
  const gutter = 64;
  const lane = 150;
  const margin = 230;
  const line = 16;
  const letters = 64;

  // More than this nobody looks at at once.
  const block = 300;

  /** A row: the words of the arrow, the arrow, and beside its receiver, where there is more room, what came of it. */
  function rowOf(shown, at, steps, places, wide) {
    const step = steps[shown[at]];
    const others = at === 0 ? 0 : shown[at] - shown[at - 1] - 1;
    const to = places.get(step.to);
    const room = wide - to - 20;
    const right = svg.width(step.then) <= room || room >= to - gutter;
    const then = svg.wrap(step.then, Math.min(letters, svg.lettersIn(right ? room : to - gutter)));
    const head = (others > 0 ? 22 : 0) + (step.breaks ? 24 : 0);
    return { step, at, others, then, right, head, height: head + 30 + Math.max(then.length, 1) * line + (step.breaks ? 10 : 0) };
  }

  /** A diagram of the shown steps; go(position) is called for the one that is clicked on. */
  function diagram(story, steps, go) {
    const head = element("div", { class: "lanes" });
    const body = element("div");
    const told = element("p", { class: "note" });
    const box = element("div", { class: "diagram", tabindex: "0", role: "group", "aria-label": `sequence diagram: ${story.invariant}` }, head, body);
    const made = element("div", {}, told, box);
    let shown = [];
    let drawn = -1;
    let rows = new Map();
    let current = null;

    function show(chosen) {
      shown = chosen;
      drawn = -1;
    }

    function draw(first) {
      const numbers = shown.slice(first, first + block);
      const taking = new Set(numbers.flatMap(number => [steps[number].from, steps[number].to]));
      const lanes = [...(taking.has(-1) ? [{ number: -1, name: "the world" }] : []),
        ...story.actors.map((actor, number) => ({ number, name: actor.name })).filter(actor => taking.has(actor.number))];
      const places = new Map(lanes.map((actor, at) => [actor.number, gutter + at * lane + lane / 2]));
      const wide = gutter + lanes.length * lane + margin;
      const chosen = numbers.map((_, at) => rowOf(shown, first + at, steps, places, wide));
      head.replaceChildren(svg("svg", { width: wide, height: 26, viewBox: `0 0 ${wide} 26`, "aria-hidden": "true" },
        lanes.map(actor => svg("text", { x: places.get(actor.number), y: 18, "text-anchor": "middle", class: "strong" }, actor.name))));
      let y = 6;
      rows = new Map();
      const parts = chosen.map(row => {
        const part = group(row, y, places, wide);
        rows.set(row.at, { part, y, height: row.height });
        y += row.height;
        return part;
      });
      if (story.ending && first + block >= shown.length) {
        parts.push(ending(y, wide));
        y += 34 + svg.wrap(story.ending, 100).length * line;
      }
      const arrow = newName("arrow");
      const drawing = svg("svg", { width: wide, height: y + 6, viewBox: `0 0 ${wide} ${y + 6}`, role: "img", style: `--arrow: url(#${arrow})`,
        "aria-label": `${lanes.length} actors, ${chosen.length} deliveries; the list of deliveries says the same in words` },
        svg("defs", {}, svg("marker", { id: arrow, viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 9, markerHeight: 9, orient: "auto-start-reverse" },
          svg("path", { d: "M0 0L10 5L0 10Z", class: "head" }))),
        lanes.map(actor => svg("path", { d: `M${places.get(actor.number)} 0V${y}`, class: "lifeline" })), parts);
      body.replaceChildren(drawing);
      told.replaceChildren(shown.length > block
        ? `deliveries ${count(first + 1)} to ${count(first + chosen.length)} of the ${count(shown.length)} that are shown; the others are drawn when the slider comes to them` : "");
      drawn = first;
    }

    function group(row, y, places, wide) {
      const { step } = row;
      const from = places.get(step.from);
      const to = places.get(step.to);
      const words = `${story.actors[step.from]?.name ?? "the world"} ${step.what}`;
      const arrowY = y + row.head + 22;
      const left = Math.min(from, to);
      const fits = left + 8 + svg.width(step.what) < wide;
      return svg("g", { class: step.breaks ? "step breaks" : "step", click: () => go(row.at + 1) },
        svg("title", {}, `${step.number}. ${words}: ${step.then}`),
        svg("rect", { x: 0, y: y + (row.others > 0 ? 22 : 0), width: wide, height: row.height - (row.others > 0 ? 22 : 0), class: "ground" }),
        row.others > 0 ? svg("text", { x: gutter, y: y + 15, class: "quiet" }, `… ${count(row.others)} other ${row.others === 1 ? "delivery" : "deliveries"}`) : null,
        step.breaks ? breakLines(y + row.head - 24, row.height - row.head + 24, wide) : null,
        svg("text", { x: 30, y: arrowY + 4, class: "strong" }, String(step.number)),
        svg("text", { x: 6, y: arrowY + 4, class: "here strong" }, "▶"),
        svg("text", { x: fits ? left + 8 : wide - 8, y: arrowY - 6, "text-anchor": fits ? "start" : "end" }, step.what),
        svg("path", { d: from === to ? `M${from} ${arrowY - 3}h26v9h-24` : `M${from} ${arrowY}H${to}`, class: "arrow" }),
        row.then.map((one, at) => svg("text",
          { x: row.right ? to + 12 : to - 12, y: arrowY + 18 + at * line, "text-anchor": row.right ? "start" : "end", class: "then" }, one)));
    }

    // More than a colour: lines in pairs, and words.
    const breakLines = (y, deep, wide) => svg("g", {},
      svg("path", { d: `M0 ${y + 2}H${wide}M0 ${y + 6}H${wide}M0 ${y + deep - 6}H${wide}M0 ${y + deep - 2}H${wide}`, class: "double" }),
      svg("text", { x: 6, y: y + 22, class: "strong" }, `breaks here: ${story.invariant}`));

    function ending(y, wide) {
      const lines = svg.wrap(story.ending, 100);
      return svg("g", { class: "step breaks" }, breakLines(y, 34 + lines.length * line, wide),
        lines.map((one, at) => svg("text", { x: gutter, y: y + 40 + at * line }, one)));
    }

    /** Marks the step after which things stand so; 0 is before the first. */
    function mark(position) {
      const first = Math.floor(Math.max(position - 1, 0) / block) * block;
      if (first !== drawn) {
        draw(first);
      }
      current?.classList.remove("current");
      const row = rows.get(position - 1);
      current = row?.part ?? null;
      current?.classList.add("current");
      const from = row ? row.y : 0;
      const deep = row ? row.height : 0;
      if (from < box.scrollTop || from + deep + 40 > box.scrollTop + box.clientHeight) {
        box.scrollTop = Math.max(0, from - box.clientHeight / 3);
      }
    }

    return { made, show, mark };
  }

  numaboot.diagram = diagram;
})();
