"use strict";
// What memory can be, in a colour and a pattern each, so that no two are told apart by colour alone.
(() => {
  const states = {
    early: { text: "built early", pattern: "plain" },
    grown: { text: "grown on demand", pattern: "up" },
    late: { text: "initialised late", pattern: "across" },
    released: { text: "given back later", pattern: "dots" },
    reserved: { text: "reserved", pattern: "cross" },
    deferred: { text: "not initialised", pattern: "plain" },
    hole: { text: "hole", pattern: "sparse" },
    twice: { text: "initialised or freed twice", pattern: "net" },
    waiting: { text: "waiting CPUs", pattern: "down" },
    broken: { text: "broken", pattern: "cross" },
    line: { text: "", pattern: "plain" },
  };
  const patterns = new Map();

  /** A colour of the page as it is now. */
  const of = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

  const strokes = {
    up: [[0, 8, 8, 0], [-2, 2, 2, -2], [6, 10, 10, 6]],
    down: [[0, 0, 8, 8], [-2, 6, 2, 10], [6, -2, 10, 2]],
    across: [[0, 2, 8, 2], [0, 6, 8, 6]],
    cross: [[0, 0, 8, 8], [0, 8, 8, 0]],
    dots: [[1, 2, 3, 2], [5, 6, 7, 6]],
    net: [[0, 1, 8, 1], [0, 5, 8, 5], [1, 0, 1, 8], [5, 0, 5, 8]],
    sparse: [[3, 4, 5, 4]],
  };

  /** What to fill a canvas with for a state. */
  function fill(context, name) {
    const found = patterns.get(name);
    if (found) {
      return found;
    }
    const state = states[name];
    const colour = of(name);
    let made = colour;
    if (state && state.pattern !== "plain") {
      const tile = document.createElement("canvas");
      tile.width = 8;
      tile.height = 8;
      const brush = tile.getContext("2d");
      brush.fillStyle = colour;
      brush.fillRect(0, 0, 8, 8);
      brush.strokeStyle = of(name === "hole" ? "quiet" : "page");
      brush.lineWidth = 1.4;
      for (const [x1, y1, x2, y2] of strokes[state.pattern]) {
        brush.beginPath();
        brush.moveTo(x1, y1);
        brush.lineTo(x2, y2);
        brush.stroke();
      }
      made = context.createPattern(tile, "repeat");
    }
    patterns.set(name, made);
    return made;
  }

  /** A list that says what stands for what. */
  function legend(names) {
    return numaboot.dom.element("ul", { class: "legend" }, names.map(name => {
      const swatch = numaboot.dom.element("canvas", { width: 28, height: 16, "aria-hidden": "true" });
      const draw = () => {
        const brush = swatch.getContext("2d");
        brush.fillStyle = fill(brush, name);
        brush.fillRect(0, 0, 28, 16);
      };
      draw();
      numaboot.whenRedrawn(swatch, draw);
      return numaboot.dom.element("li", {}, swatch, states[name].text);
    }));
  }

  // The first to be told of other colours: what was made with the old ones is no good.
  numaboot.whenRedrawn(document.documentElement, () => patterns.clear());

  function choose(theme) {
    const dark = theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    numaboot.redraw();
  }

  /** The control that says how light the page is. */
  function control() {
    let theme = "system";
    choose(theme);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => choose(theme));

    // Paper is light.
    addEventListener("beforeprint", () => choose("light"));
    addEventListener("afterprint", () => choose(theme));
    return numaboot.dom.choice("colours", [["system", "as the system"], ["light", "light"], ["dark", "dark"]], theme, chosen => {
      theme = chosen;
      choose(theme);
    });
  }

  numaboot.colours = { states, of, fill, legend, control };
})();
