// What holds for every page: axe-core finds nothing serious in it, light and dark; it fits at twice the size; it can be printed.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

export async function judge(page, modules, name, expect) {
  const axe = readFileSync(createRequire(`${modules}/package.json`).resolve("axe-core/axe.min.js"), "utf8");
  for (const scheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.evaluate(() => document.querySelectorAll("details").forEach(details => { details.open = true; }));
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    for (const { id, impact, nodes } of violations.filter(one => ["serious", "critical"].includes(one.impact))) {
      expect(false, `${name} (${scheme}): axe-core finds ${id}, ${impact}: ${nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(" | ")}`);
    }
    const painted = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect((scheme === "dark") === (painted !== "rgb(255, 255, 255)"), `${name} (${scheme}): its paper is ${painted}`);
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 640, height: 720 });
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  expect(wide <= room, `${name}: at twice the size it is ${wide} wide in a window of ${room}`);
  await page.setViewportSize({ width: 1280, height: 900 });
  await onPaper(page, name, expect);
  const paper = await page.pdf();
  expect(paper.length > 20_000, `${name}: nothing is printed`);
}

/** As it is printed on a sheet of A4 across, nothing goes over its edge. */
async function onPaper(page, name, expect) {
  const wide = 1047;
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print", colorScheme: "light" });
  await page.waitForTimeout(200);

  // At once, as a printer does it: nothing on the page has time to fit itself to the new width.
  const over = await page.evaluate(edge => {
    document.body.style.width = `${edge}px`;
    const found = [...document.querySelectorAll("p, table, canvas, svg, .uplot")]
      .filter(element => element.getClientRects().length > 0 && element.getBoundingClientRect().right > edge + 1)
      .map(element => `${element.tagName} ${element.closest("section")?.querySelector("h2")?.textContent ?? ""} ${Math.round(element.getBoundingClientRect().right)}`);
    document.body.style.width = "";
    return found;
  }, wide);
  expect(over.length === 0, `${name}: over the edge of the paper go ${over.slice(0, 4).join("; ")}`);
  await page.emulateMedia({ media: "screen", colorScheme: "light" });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
}

/** Where two objects differ, as paths; the first few. */
export function differences(left, right, path = "") {
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) {
    return left === right ? [] : [`${path}: ${left} and ${right}`];
  }
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return names.flatMap(name => differences(left[name], right[name], `${path}/${name}`)).slice(0, 5);
}
