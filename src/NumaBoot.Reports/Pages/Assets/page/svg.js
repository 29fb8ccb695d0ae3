"use strict";
// Drawings whose parts are elements: they print sharply, and grow with the text.
(() => {
  const space = "http://www.w3.org/2000/svg";
  const letter = 7.9;

  /** An element of a drawing; attributes that are null are left out. */
  function svg(tag, attributes = {}, ...children) {
    const made = document.createElementNS(space, tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") {
        made.addEventListener(name, value);
      } else if (value !== null && value !== undefined) {
        made.setAttribute(name, String(value));
      }
    }
    made.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined));
    return made;
  }

  /** How wide a text is about, in the font of drawings. */
  const width = text => text.length * letter;

  /** Words in lines of about so many letters. */
  function wrap(text, letters) {
    const lines = [];
    for (const word of text.split(" ").filter(Boolean)) {
      if (lines.length > 0 && lines.at(-1).length + 1 + word.length <= letters) {
        lines[lines.length - 1] += ` ${word}`;
      } else {
        lines.push(word);
      }
    }
    return lines;
  }

  /** How many letters fit in a width. */
  const lettersIn = wide => Math.max(8, Math.floor(wide / letter));

  numaboot.svg = Object.assign(svg, { width, lettersIn, wrap });
})();
