"use strict";
// What all scripts of the page share. Each is a plain script; what it gives to others it puts here.
const numaboot = {
  /** By the kind of report: (report, main) => draws it. */
  views: {},
  /** What is drawn again when colours have changed, or the page is about to be printed: { of: an element, draw, end }. */
  drawn: [],

  /** Has an element drawn again by draw, as long as it is in the page; then end is called, where there is one. */
  whenRedrawn(of, draw, end) {
    numaboot.drawn.push({ of, draw, end });
  },

  /** Forgets what is not in the page any more. */
  sweep() {
    const gone = numaboot.drawn.filter(one => !one.of.isConnected);
    numaboot.drawn = numaboot.drawn.filter(one => one.of.isConnected);
    gone.forEach(one => one.end?.());
  },

  redraw() {
    numaboot.sweep();
    numaboot.drawn.forEach(one => one.draw());
  },
};

(() => {
  let names = 0;

  /** An element; attributes that are false or missing are left out, functions are listeners, children may be texts. */
  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (typeof value === "function") {
        made.addEventListener(name, value);
      } else if (value !== false && value !== null && value !== undefined) {
        made.setAttribute(name, value === true ? "" : String(value));
      }
    }
    made.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined));
    return made;
  }

  /** A name for an element that no other has. */
  function name(stem) {
    names++;
    return `${stem}-${names}`;
  }

  /** A part of the page under a heading of its own; appended to its parent and returned. */
  function section(parent, title, explanation, ...children) {
    const id = name("part");
    const made = element("section", { "aria-labelledby": id },
      element("h2", { id }, title),
      explanation ? element("p", { class: "note" }, explanation) : null,
      ...children);
    parent.append(made);
    return made;
  }

  /** A choice out of a few: choices are [value, text]. */
  function choice(label, choices, chosen, onChange) {
    const select = element("select", { change: () => onChange(select.value) },
      choices.map(([value, text]) => element("option", { value, selected: value === chosen }, text)));
    return element("label", {}, label, select);
  }

  /** Calls a function once an element is about to be seen, or printed; what it gives ends the waiting for that. */
  function whenSeen(target, act) {
    const observer = new IntersectionObserver(entries => {
      if (entries.some(entry => entry.isIntersecting)) {
        seen();
      }
    }, { rootMargin: "600px" });
    const end = () => {
      observer.disconnect();
      window.removeEventListener("beforeprint", seen);
    };

    function seen() {
      end();
      if (target.isConnected) {
        act();
      }
    }

    observer.observe(target);
    window.addEventListener("beforeprint", seen);
    return end;
  }

  /** Has an element hear keys: { key name: event => does something }. Those with Ctrl, Alt or Meta are the browser's. */
  function hearKeys(target, keys) {
    target.addEventListener("keydown", event => {
      const act = keys[event.key];
      if (act && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        act(event);
      }
    });
  }

  /** A few numbers, large: [what it is, its text, how it looks if not as usual]. */
  const tiles = values => element("ul", { class: "tiles" },
    values.map(([words, value, look]) => element("li", {}, element("b", { class: look, "data-fact": words }, value), words)));

  numaboot.dom = { element, name, section, choice, tiles, whenSeen, hearKeys };
})();
