"use strict";
// How long requests took, as a histogram that is a table.
(() => {
  const { element } = numaboot.dom;
  const { count, time, plural } = numaboot.words;

  /** nodes: those whose waits are counted together; place: "zone" or "coordinator". */
  function histogram(parent, { nodes, place, caption }) {
    const counts = [];
    let longestNs = 0;
    for (const node of nodes) {
      const waits = node.waits?.[place];
      waits?.counts.forEach((value, at) => { counts[at] = (counts[at] ?? 0) + value; });
      longestNs = Math.max(longestNs, waits?.longestNs ?? 0);
    }
    const from = counts.findIndex(value => value > 0);
    const all = counts.reduce((sum, value) => sum + (value ?? 0), 0);
    if (all === 0) {
      parent.append(element("p", { class: "note" }, `${caption}: no request.`));
      return;
    }

    // What happens once is to be seen beside what happens a million times.
    const most = Math.log10(1 + Math.max(...counts.map(value => value ?? 0)));
    const rows = [];
    for (let at = from; at < counts.length; at++) {
      const value = counts[at] ?? 0;
      rows.push(element("tr", {},
        element("th", { scope: "row" }, at === 0 ? "none" : `${time(2 ** (at - 1))} to ${time(2 ** at)}`),
        element("td", { class: "number", "data-value": value }, count(value)),
        element("td", { "aria-hidden": "true" }, element("span", { class: "bar", style: `width:${(Math.log10(1 + value) / most * 22).toFixed(2)}rem` }))));
    }
    parent.append(
      element("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": caption },
        element("table", { class: "histogram" },
          element("caption", {}, `${caption}: ${plural(all, "request")}, the longest ${time(longestNs)}; bars on a logarithmic scale`),
          element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "took"), element("th", { scope: "col", class: "number" }, "requests"), element("td", { "aria-hidden": "true" }))),
          element("tbody", {}, rows))));
  }

  numaboot.histogram = histogram;
})();
