"use strict";
// The lines of a story, one a delivery: the one that has just been stepped to is marked, and each leads to its step.
(() => {
  const { element } = numaboot.dom;
  const { count } = numaboot.words;

  /** A list of the shown steps; go(position) is called for the one that is chosen. */
  function lines(story, steps, go) {
    const list = element("ol", { class: "story-lines", keydown: move });
    const made = element("div", {}, list);
    let buttons = [];
    let current = null;

    function show(shown) {
      buttons = shown.map((number, at) => buttonOf(steps[number], at));
      current = null;
      const items = shown.flatMap((number, at) => {
        const others = at === 0 ? 0 : number - shown[at - 1] - 1;
        const item = element("li", { class: steps[number].breaks ? "breaks" : null }, buttons[at]);
        return others > 0 ? [element("li", { class: "note" }, `… ${count(others)} other ${others === 1 ? "delivery" : "deliveries"}`), item] : [item];
      });
      list.replaceChildren(...items, ...(story.ending ? [element("li", { class: "breaks" }, element("strong", {}, "breaks here: "), story.ending)] : []));
    }

    function buttonOf(step, at) {
      return element("button", { type: "button", tabindex: "-1", click: () => go(at + 1) },
        element("span", { class: "number" }, String(step.number)),
        element("span", {}, `${story.actors[step.from]?.name ?? "the world"} ${step.what}`),
        element("span", {}, step.breaks ? element("strong", {}, "breaks here: ") : null, step.then || "–"));
    }

    // One stop for the tabulator; arrows go on from there.
    function move(event) {
      const at = buttons.indexOf(document.activeElement);
      const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: buttons.length - 1 }[event.key];
      if (at >= 0 && buttons[to]) {
        event.preventDefault();
        buttons[to].focus();
      }
    }

    /** Marks the step after which things stand so; 0 is before the first. */
    function mark(position) {
      current?.removeAttribute("aria-current");
      current?.parentElement.removeAttribute("aria-current");
      buttons.forEach(button => { button.tabIndex = -1; });
      current = buttons[position - 1] ?? null;
      current?.setAttribute("aria-current", "step");
      current?.parentElement.setAttribute("aria-current", "step");
      const stop = current ?? buttons[0];
      if (stop) {
        stop.tabIndex = 0;
      }
      if (current) {
        const from = current.offsetTop;
        if (from < list.scrollTop || from + current.offsetHeight > list.scrollTop + list.clientHeight) {
          list.scrollTop = Math.max(0, from - list.clientHeight / 3);
        }
      } else {
        list.scrollTop = 0;
      }
    }

    return { made, show, mark };
  }

  numaboot.storyLines = lines;
})();
