"use strict";
// A broken order to step through: its lines, its diagram, and after each step the pages and every actor.
(() => {
  const { element, section } = numaboot.dom;
  const { count, plural } = numaboot.words;

  // As on a terminal: what fits a screen is told line by line.
  const mostTold = 20;

  /** Appends a story to the page. */
  function story(parent, told, facts) {
    const { steps, at } = numaboot.scenes(told);
    const all = steps.map((_, number) => number);
    const concerning = all.filter(number => steps[number].concerns);
    const broken = steps.findIndex(step => step.breaks);
    const lines = numaboot.storyLines(told, steps, go);
    const diagram = numaboot.diagram(told, steps, go);
    const actors = numaboot.actorStates(told);
    let shown = all;
    let position = 0;

    const slider = element("input", { type: "range", min: "0", step: "1", input: () => go(Number(slider.value)) });
    const status = element("p", { class: "told", role: "status" });
    const maps = element("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": `pages after the step: ${told.invariant}` });
    const button = (words, to) => element("button", { type: "button", click: () => go(to()) }, words);
    const first = button("first", () => 0);
    const previous = button("previous", () => position - 1);
    const next = button("next", () => position + 1);
    const last = button("last", () => shown.length);
    const toBreak = button("to the break", breakPosition);
    const only = element("input", { type: "checkbox", change: () => choose(only.checked) });
    only.checked = !told.isWhole && steps.length > mostTold && concerning.length > 0;
    const others = steps.length - concerning.length;

    section(parent, `${told.invariant} is broken`, told.earlier > 0
      ? `The last ${plural(steps.length, "delivery", "deliveries")} of ${count(told.earlier + steps.length)} can be stepped through.` : null,
      element("p", { class: "bad" }, `${told.what} (${told.origin}).`),
      told.replay ? element("p", {}, "Delivered again by ", element("code", { class: "replay" }, told.replay)) : null,
      told.before ? element("p", { class: "note" }, `At first ${told.before}.`) : null,
      element("div", { class: "tools" },
        others > 0 && concerning.length > 0 ? element("label", {}, only, `only steps that concern the break (${count(others)} do not)`) : null),
      element("h3", {}, "What happened, delivery by delivery"), lines.made,
      element("h3", {}, "Step through it"),
      element("label", { class: "slider" }, `step of ${told.invariant}`, slider),
      element("div", { class: "tools" }, first, previous, next, last, toBreak),
      status,
      element("h3", {}, "Pages after this step"),
      element("p", { class: "note" }, "From the lowest pages to the highest, not to scale; a double edge marks the pages that the story is about."),
      maps, numaboot.storyMap.legend(),
      element("h3", {}, "Actors after this step"), actors.made,
      element("h3", {}, "Sequence diagram"),
      element("p", { class: "note" }, "Arrows are numbered as the lines above; beside the receiver stands what it did. A click goes to the step."),
      diagram.made,
      element("details", {}, element("summary", {}, "the same as on a terminal"),
        element("pre", { tabindex: "0", "aria-label": `story of ${told.invariant}` }, facts.violations.find(one => one.invariant === told.invariant && one.story).story.join("\n"))));

    function breakPosition() {
      return broken < 0 ? shown.length : shown.indexOf(broken) + 1;
    }

    /** Keeps to the step that things stand at, or goes to the last one before it that is still shown. */
    function choose(isOnly) {
      const step = position === 0 ? -1 : shown[position - 1];
      shown = isOnly ? concerning : all;
      slider.max = String(shown.length);
      lines.show(shown);
      diagram.show(shown);
      go(shown.filter(number => number <= step).length);
    }

    const isBreak = () => position > 0 && position === breakPosition();

    function inWords() {
      if (position === 0) {
        return "before the first step";
      }
      const step = steps[shown[position - 1]];
      const from = told.actors[step.from]?.name ?? "the world";
      const end = !isBreak() ? "" : broken < 0 ? ` ${told.invariant} breaks here: ${told.ending ?? told.what}.` : ` ${told.invariant} breaks here.`;
      return `step ${step.number}, ${count(position)} of ${count(shown.length)}: ${from} ${step.what}; ${told.actors[step.to].name} ${step.then || "does nothing else"}.${end}`;
    }

    function go(to) {
      position = Math.max(0, Math.min(to, shown.length));
      const number = position === 0 ? -1 : shown[position - 1];
      const stand = at(number + 1);
      const words = inWords();
      slider.value = String(position);
      slider.setAttribute("aria-valuetext", words);
      status.replaceChildren(words);
      status.classList.toggle("bad", isBreak());
      first.disabled = previous.disabled = position === 0;
      next.disabled = last.disabled = position === shown.length;
      const since = position < 2 ? 0 : shown[position - 2] + 1;
      const pictures = stand.maps.map(map => numaboot.storyMap.picture(map, { start: told.frames[0], end: told.frames[0] + told.frames[1] }));
      maps.replaceChildren(...pictures.flatMap((picture, one) => (stand.maps[one].name
        ? [element("p", { class: "node" }, stand.maps[one].name), picture] : [picture])));
      actors.show(stand, position === 0 ? stand : at(since), position === 0 ? null : steps[number]);
      lines.mark(position);
      diagram.mark(position);
    }

    choose(only.checked);
    go(breakPosition());
  }

  numaboot.story = story;
})();
