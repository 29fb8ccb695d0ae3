"use strict";
// A box of many rows, of which a canvas draws only those that are in sight.
(() => {
  const { element, hearKeys } = numaboot.dom;
  const mostAtOnce = 30;

  /**
   * The box.
   * label: what it is called; heightOf: row => its height in CSS pixels; rows; draw: ({ brush, width, height, rows: [{ row, at, top, height }] }) => paints;
   * top: pixels above the rows that do not scroll; keys: { key name: event => does something }; most: how high the box may be.
   */
  function rowsBox({ label, describedBy, rows, heightOf, draw, top = 0, keys = {}, most = 480 }) {
    const canvas = element("canvas", { "aria-hidden": "true" });
    const tall = element("div", { class: "tall" }, canvas);
    const box = element("div", { class: "rows", tabindex: "0", role: "application", "aria-label": label, "aria-describedby": describedBy }, tall);
    const brush = canvas.getContext("2d");
    const state = { tops: [], total: 0, wanted: false, chosen: -1 };

    function measure() {
      state.tops = new Float64Array(rows.length + 1);
      let at = 0;
      rows.forEach((row, index) => { state.tops[index] = at; at += heightOf(row); });
      state.tops[rows.length] = at;
      state.total = at;
      tall.style.height = `${top + at}px`;
      box.style.height = `${Math.min(most, top + at) + 2}px`;
    }

    /** The rows that are in sight, or all that a sheet of paper takes. */
    function visible(from, height) {
      const found = [];
      for (let at = Math.max(0, numaboot.history.before(state.tops.subarray(0, rows.length), from)); at < rows.length && state.tops[at] < from + height; at++) {
        found.push({ row: rows[at], at, top: top + state.tops[at] - from, height: state.tops[at + 1] - state.tops[at] });
      }
      return found;
    }

    function paint() {
      state.wanted = false;
      const began = performance.now();
      const printed = numaboot.isPrinting;
      const width = box.clientWidth;
      const height = printed ? top + state.tops[Math.min(rows.length, mostAtOnce)] : box.clientHeight;
      if (width === 0 || height === 0) {
        return;
      }
      const ratio = window.devicePixelRatio || 1;
      if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
        canvas.width = Math.round(width * ratio);
        canvas.height = Math.round(height * ratio);
        canvas.style.width = `${width}px`;
        canvas.style.height = `${height}px`;
      }
      brush.setTransform(ratio, 0, 0, ratio, 0, 0);
      brush.fillStyle = numaboot.colours.of("page");
      brush.fillRect(0, 0, width, height);
      draw({ brush, width, height, rows: visible(printed ? 0 : box.scrollTop, height), chosen: state.chosen });
      performance.measure("redraw", { start: began, end: performance.now() });
    }

    function redraw() {
      if (!state.wanted) {
        state.wanted = true;
        requestAnimationFrame(paint);
      }
    }

    /** Which row lies at a height of the box; -1 for none. */
    function rowAt(y) {
      const from = y - top + box.scrollTop;
      return y < top || from >= state.total ? -1 : numaboot.history.before(state.tops.subarray(0, rows.length), from);
    }

    /** Makes a row the chosen one, and brings it into sight. */
    function choose(at) {
      state.chosen = Math.max(0, Math.min(rows.length - 1, at));
      const rowTop = state.tops[state.chosen];
      const rowEnd = state.tops[state.chosen + 1];
      if (rowTop < box.scrollTop) {
        box.scrollTop = rowTop;
      } else if (top + rowEnd > box.scrollTop + box.clientHeight) {
        box.scrollTop = top + rowEnd - box.clientHeight;
      }
      redraw();
    }

    box.addEventListener("scroll", redraw, { passive: true });
    hearKeys(box, keys);
    new ResizeObserver(() => { measure(); redraw(); }).observe(box);
    numaboot.whenRedrawn(box, () => (numaboot.isPrinting ? paint() : redraw()));
    measure();
    return { box, redraw, measure, rowAt, choose, topOf: at => top + state.tops[at] - box.scrollTop, get chosen() { return state.chosen; } };
  }

  /** How wide the labels of rows are, in CSS pixels. */
  numaboot.gutterFor = rows => Math.round(Math.max(70, Math.min(240, rows.reduce((most, row) => Math.max(most, row.label.length), 0) * 7 + 14)));

  addEventListener("beforeprint", () => { numaboot.isPrinting = true; numaboot.redraw(); });
  addEventListener("afterprint", () => { numaboot.isPrinting = false; numaboot.redraw(); });

  numaboot.rowsBox = rowsBox;
})();
