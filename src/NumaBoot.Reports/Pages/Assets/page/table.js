"use strict";
// A table that sorts, filters and turns pages.
(() => {
  const { element } = numaboot.dom;
  const { count } = numaboot.words;
  const sizes = [20, 100, 500];

  /**
   * A table.
   * columns: { name, value: row => number or text, text: (value, row) => text, number: true for numbers, link: row => id of a place }.
   * Each cell has its value in data-value. Nothing is shown of a filter or of pages where all rows fit.
   */
  function table({ caption, columns, rows, empty = "none", onRow = null, isCurrent = null }) {
    const state = { sorted: -1, falls: false, filter: "", page: 0, size: sizes[0] };
    const body = element("tbody");
    const heads = columns.map((column, at) => element("th", { scope: "col", class: column.number ? "number" : null, "aria-sort": "none" },
      element("button", { type: "button", click: () => sort(at) }, column.name)));
    const told = element("span", { role: "status" });
    const back = element("button", { type: "button", click: () => turn(-1) }, "previous rows");
    const on = element("button", { type: "button", click: () => turn(1) }, "next rows");
    const search = element("input", { type: "search", input: () => { state.filter = search.value.toLowerCase(); state.page = 0; draw(); } });
    const size = numaboot.dom.choice("rows", [...sizes.map(number => [String(number), String(number)]), [String(rows.length), "all"]], String(sizes[0]),
      chosen => { state.size = Number(chosen); state.page = 0; draw(); });
    const isLong = rows.length > sizes[0];
    const made = element("div", {},
      element("div", { class: "tools" },
        rows.length > 1 ? element("label", { title: `a column's name and a value, such as "${columns[0].name.toLowerCase()} ..."; or words that are in any column` }, `filter ${caption}`, search) : null,
        isLong ? size : null, isLong ? back : null, isLong ? on : null, told),
      element("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": caption },
        element("table", {}, element("caption", {}, caption), element("thead", {}, element("tr", {}, heads)), body)));

    function shown() {
      let chosen = rows;
      if (state.filter) {
        chosen = rows.filter(passes(state.filter));
      }
      if (state.sorted >= 0) {
        const column = columns[state.sorted];
        const sign = state.falls ? -1 : 1;
        chosen = [...chosen].sort((left, right) => sign * compare(column.value(left), column.value(right)));
      }
      return chosen;
    }

    /** A column's name with a value is about that column; other words may each be in any. */
    function passes(filter) {
      const column = columns.find(one => filter.startsWith(`${one.name.toLowerCase()} `));
      if (column) {
        const wanted = filter.slice(column.name.length).trim();
        return row => textOf(column, row).toLowerCase() === wanted || String(column.value(row)).toLowerCase() === wanted;
      }
      const words = filter.split(/\s+/).filter(Boolean);
      return row => words.every(word => columns.some(one => textOf(one, row).toLowerCase().includes(word) || String(one.value(row)).toLowerCase().includes(word)));
    }

    function draw() {
      const chosen = shown();
      const pages = Math.max(1, Math.ceil(chosen.length / state.size));
      state.page = Math.min(state.page, pages - 1);
      const from = state.page * state.size;
      const visible = chosen.slice(from, from + state.size);
      body.replaceChildren(...visible.map(rowOf));
      if (visible.length === 0) {
        body.append(element("tr", {}, element("td", { colspan: columns.length }, state.filter ? "no row has that" : empty)));
      }
      heads.forEach((head, at) => head.setAttribute("aria-sort", at !== state.sorted ? "none" : state.falls ? "descending" : "ascending"));
      heads.forEach((head, at) => head.firstChild.replaceChildren(columns[at].name + (at !== state.sorted ? "" : state.falls ? " ▼" : " ▲")));
      back.disabled = state.page === 0;
      on.disabled = state.page >= pages - 1;
      told.replaceChildren(chosen.length === rows.length && !isLong ? ""
        : chosen.length === 0 ? "no rows" : `rows ${count(from + 1)} to ${count(from + visible.length)} of ${count(chosen.length)}${chosen.length < rows.length ? ` that match, of ${count(rows.length)}` : ""}`);
    }

    function rowOf(row) {
      const cells = columns.map((column, at) => {
        const text = textOf(column, row);
        const attributes = { class: [column.number ? "number" : "", column.bad?.(row) ? "bad" : ""].join(" ").trim() || null, "data-value": String(column.value(row) ?? "") };
        const inside = at === 0 && onRow ? element("button", { type: "button" }, text) : text;
        return at === 0 ? element("th", { scope: "row", ...attributes }, inside) : element("td", attributes, inside);
      });
      return element("tr", { "aria-current": isCurrent?.(row) ? "true" : null, class: onRow ? "chooses" : null, click: onRow ? () => onRow(row) : null }, cells);
    }

    function sort(at) {
      state.falls = state.sorted === at ? !state.falls : Boolean(columns[at].number);
      state.sorted = at;
      draw();
    }

    function turn(by) {
      state.page += by;
      draw();
    }

    // On paper there are more rows, those in sight among them.
    addEventListener("beforeprint", () => {
      state.onScreen = { size: state.size, page: state.page };
      const from = state.page * state.size;
      state.size = Math.max(1, Math.min(rows.length, sizes.at(-1)));
      state.page = Math.floor(from / state.size);
      draw();
    });
    addEventListener("afterprint", () => { Object.assign(state, state.onScreen); draw(); });
    draw();
    made.draw = draw;
    return made;
  }

  const textOf = (column, row) => String(column.text ? column.text(column.value(row), row) : column.number ? count(column.value(row)) : column.value(row) ?? "");

  const compare = (left, right) => (typeof left === "number" && typeof right === "number" ? left - right : String(left).localeCompare(String(right), "en"));

  numaboot.table = table;
})();
