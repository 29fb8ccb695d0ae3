// Lines over time, by pointer and by keyboard: what a chart says of a moment is what the line says of it, all charts of the page
// show the same moment and the same part of the time, and what is in sight is in the picture.
const legend = chart => chart.locator(".u-legend .u-value").allTextContents();
const inSight = page => page.evaluate(() => uPlot.sync("moments").plots.map(plot => [plot.scales.x.min, plot.scales.x.max]));

async function seen(page, at) {
  const chart = page.locator(".chart").nth(at);
  await chart.scrollIntoViewIfNeeded();
  await chart.locator(".u-over").waitFor();
  return chart;
}

/** Waits until what has just been asked of the page is drawn: uPlot draws a pointer in the next frame. */
const drawn = page => page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));

async function moveTo(page, x, y) {
  await page.mouse.move(x, y);
  await drawn(page);
}

async function press(page, ...keys) {
  for (const key of keys) {
    await page.keyboard.press(key);
  }
}

/** What the legend of the first node's chart has to say at a moment, in nanoseconds. */
const said = (page, line, ns) => page.evaluate(([name, atNs]) => {
  const boot = JSON.parse(document.getElementById("report").textContent).pictures.boots[0];
  const { times, last } = numaboot.history.drawn(numaboot.history.lineOf(boot.nodes[0], name));
  const at = numaboot.history.before(times, atNs);
  const { pagesTo, plural, pfn } = numaboot.words;
  return at < 0 ? name === "free" ? "0 KiB (0 pages)" : "" : name === "free" ? `${pagesTo(last[at], 3)} (${plural(last[at], "page")})` : pfn(last[at]);
}, [line, ns]);

/** A moment as the legend tells it, in nanoseconds. */
function nanoseconds(words) {
  const [number, unit] = words.replaceAll(",", "").split(" ");
  return Math.round(Number(number) * { ns: 1, "µs": 1e3, ms: 1e6, s: 1e9 }[unit]);
}

/** What a chart says of the moment at the pointer. */
export async function pointed(page, name, expect) {
  const chart = await seen(page, 1);
  const over = await chart.locator(".u-over").boundingBox();
  const [[, endNs]] = await inSight(page);
  for (const part of [0.31, 0.62, 0.96, 0.98]) {
    await moveTo(page, over.x + over.width * part, over.y + 20);
    const [at, value] = await legend(chart);
    const expected = await said(page, "free", nanoseconds(at));
    expect(value === expected, `${name}: at ${at} the chart says ${value}, and the line ${expected}`);

    // A pixel is a thousandth of the chart.
    expect(Math.abs(nanoseconds(at) / endNs - part) < 0.002, `${name}: at ${part} of ${endNs} ns the chart says ${at}`);
  }

  // Back at all of the time, the moment at the pointer stays; and it is gone with the pointer.
  await chart.focus();
  await press(page, "+", "+");
  await moveTo(page, over.x + over.width * 0.2, over.y + 30);
  const before = await legend(chart);
  await press(page, "0");
  expect(JSON.stringify(await legend(chart)) === JSON.stringify(before), `${name}: with all in sight the chart says ${await legend(chart)} in place of ${before}`);
  await moveTo(page, over.x + over.width * 0.5, over.y + 30);
  expect(Math.abs(nanoseconds((await legend(chart))[0]) / endNs - 0.5) < 0.002, `${name}: where the pointer goes behind a key, the chart says ${await legend(chart)}`);
  await press(page, "n");
  await moveTo(page, 0, 0);
  await page.getByLabel("colours").selectOption("dark");
  await page.getByLabel("colours").selectOption("system");
  expect((await legend(chart)).every(text => text === ""), `${name}: without a pointer the chart says ${await legend(chart)}`);
}

/** The keys go from change to change, say each as the line has it, and zoom all charts around the moment. */
export async function keyed(page, name, expect) {
  const chart = await seen(page, 0);
  await seen(page, 1);
  const says = async (what, ns) => {
    const expected = [await page.evaluate(at => numaboot.words.timeTo(at, 13), ns), await said(page, "frontier", ns)];
    const other = [expected[0], await said(page, "free", ns)];
    const found = await legend(chart);
    const foundOther = await legend(page.locator(".chart").nth(1));
    expect(JSON.stringify(found) === JSON.stringify(expected), `${name}: ${what} reads ${found} in place of ${expected}`);
    expect(JSON.stringify(foundOther) === JSON.stringify(other), `${name}: ${what} reads ${foundOther} in the other chart in place of ${other}`);
  };
  const changes = await page.evaluate(() => {
    const boot = JSON.parse(document.getElementById("report").textContent).pictures.boots[0];
    const { times, last } = numaboot.history.drawn(numaboot.history.lineOf(boot.nodes[0], "frontier"));
    return [...times].filter((_, at) => at === 0 || last[at] !== last[at - 1]).map(Math.ceil);
  });
  await moveTo(page, 0, 0);
  await chart.focus();
  await press(page, "Home");
  for (const ns of changes.slice(0, 12)) {
    await press(page, "n");
    await says("the next change", ns);
  }
  await press(page, "End", "p");
  await says("the last change", changes.at(-1));
  await press(page, "n");
  await says("behind the last, the first change", changes[0]);
  await press(page, "p");

  const [[fromNs, endNs]] = await inSight(page);
  await press(page, "+", "+", "+");
  const close = await inSight(page);
  expect(close.length === 2 && close.every(([from, to]) => Math.abs((to - from) * 8 - endNs) < 1 && from >= 0 && to <= endNs), `${name}: three times closer, ${JSON.stringify(close)} of ${endNs} ns are in sight`);
  await says("the same, closer,", changes.at(-1));

  // Other colours: as close as before.
  await page.getByLabel("colours").selectOption("dark");
  await page.getByLabel("colours").selectOption("system");
  expect(JSON.stringify(await inSight(page)) === JSON.stringify(close), `${name}: in other colours ${JSON.stringify(await inSight(page))} are in sight`);
  await says("the same in other colours", changes.at(-1));

  // At the closest a key is a nanosecond, and the moment is where it was in the picture.
  const place = () => page.evaluate(() => uPlot.sync("moments").plots.map(plot => Math.round(plot.cursor.left)));
  await chart.focus();
  const before = await place();
  await press(page, ...Array(40).fill("+"));
  const after = await place();
  expect(Math.abs(after[0] - before[0]) <= 1 && after[0] === after[1], `${name}: closer, the moment goes from ${before} to ${after} pixels`);
  await says("the same, as close as can be,", changes.at(-1));
  await press(page, "ArrowLeft");
  await says("a nanosecond before it", changes.at(-1) - 1);
  await press(page, "ArrowRight", "ArrowRight");
  await says("a nanosecond behind it", changes.at(-1) + 1);
  await press(page, "Home");
  expect((await inSight(page)).every(([from]) => from === 0), `${name}: the picture does not follow the moment to its beginning`);
  await press(page, "0");
  expect((await inSight(page)).every(([from, to]) => from === fromNs && to === endNs), `${name}: not all is in sight again`);
  await press(page, "Shift+ArrowRight", "ArrowRight", "ArrowLeft");
  await says("a quarter of the time on", Math.round(endNs / 4));

  // Only what the keys reach is read out, whole; nothing of it is printed.
  const live = () => page.locator(".chart .u-legend").evaluateAll(found => found.map(one => one.getAttribute("aria-live") + one.getAttribute("aria-atomic")));
  expect(JSON.stringify(await live()) === JSON.stringify(["politetrue", "offtrue"]), `${name}: with the first chart in focus, legends are ${await live()}`);
  await page.emulateMedia({ media: "print" });
  const ring = await chart.evaluate(box => getComputedStyle(box).outlineStyle);
  expect(ring === "none", `${name}: a chart in focus is printed with a ring`);
  await page.emulateMedia({ media: "screen" });
  await press(page, "Home");
}

/** However much of the time is in sight, so is all of each line, and each tick reads as no other. */
export async function framed(page, name, expect, choices) {
  for (const [choose, titles] of choices) {
    await choose();
    await seen(page, 0);
    await seen(page, 1);
    const shown = await page.locator(".chart .u-title").allTextContents();
    expect(JSON.stringify(shown) === JSON.stringify(titles), `${name}: the charts are called ${shown} in place of ${titles}`);
    const faults = await page.evaluate(async () => {
      const found = [];
      const plots = uPlot.sync("moments").plots;
      const whole = plots[0].scales.x.max;
      let state = 7;
      const random = () => (state = state * 48271 % 2147483647) / 2147483647;
      for (let round = 0; round < 60; round++) {
        const size = Math.max(10, whole * 10 ** (-7 * random()));
        const min = (whole - size) * random();
        plots.forEach(plot => plot.batch(() => plot.setScale("x", { min, max: min + size })));
        await new Promise(done => requestAnimationFrame(done));
        for (const plot of plots) {
          const { x, y } = plot.scales;
          const [times, ...lines] = plot.data;
          const from = Math.max(0, numaboot.history.before(times, x.min));
          const out = lines.flatMap(line => line.slice(from, numaboot.history.before(times, x.max) + 1)).filter(value => value !== null && (value < y.min || value > y.max));
          if (out.length > 0) found.push(`${plot.root.querySelector(".u-title").textContent} from ${x.min} to ${x.max} ns: ${out.length} values are outside ${y.min} to ${y.max}`);
          plot.axes.forEach((axis, at) => {
            const texts = (axis._values ?? []).filter(text => text !== null && text !== "");
            if (new Set(texts).size < texts.length) found.push(`axis ${at} from ${x.min} to ${x.max} ns: ${texts.join(", ")}`);
          });
        }
      }
      plots.forEach(plot => plot.batch(() => plot.setScale("x", { min: 0, max: whole })));
      return found;
    });
    expect(faults.length === 0, `${name}: ${faults.slice(0, 3).join("; ")}`);
  }
}

/** What is dragged over in one chart is in sight in all, and stays so when others take their place. */
export async function dragged(page, name, expect, chooseAnother) {
  const chart = await seen(page, 0);
  await seen(page, 1);
  await chart.scrollIntoViewIfNeeded();
  const over = await chart.locator(".u-over").boundingBox();
  const [[, endNs]] = await inSight(page);
  await page.mouse.move(over.x + over.width * 0.25, over.y + 20);
  await page.mouse.down();
  await page.mouse.move(over.x + over.width * 0.5, over.y + 20, { steps: 5 });
  await page.mouse.up();
  const near = ranges => ranges.length === 2 && ranges.every(([from, to]) => Math.abs(from / endNs - 0.25) < 0.01 && Math.abs(to / endNs - 0.5) < 0.01);
  expect(near(await inSight(page)), `${name}: dragged over, ${JSON.stringify(await inSight(page))} of ${endNs} ns are in sight`);
  await chooseAnother();
  await seen(page, 0);
  await seen(page, 1);
  expect(near(await inSight(page)), `${name}: after another choice ${JSON.stringify(await inSight(page))} of ${endNs} ns are in sight`);

  // The pointer rests where a key has gone on from: both charts are where the key was.
  const picture = page.locator(".chart").first().locator(".u-over");
  await picture.hover();
  await page.locator(".chart").first().focus();
  await press(page, "n");
  for (const clickCount of [1, 2]) {
    await page.mouse.down({ clickCount });
    await page.mouse.up({ clickCount });
  }
  expect((await inSight(page)).every(([from, to]) => from === 0 && to === endNs), `${name}: not all is in sight again, but ${JSON.stringify(await inSight(page))}`);
  const moments = await page.evaluate(() => uPlot.sync("moments").plots.map(plot => Math.round(plot.cursor.left)));
  expect(moments[0] === moments[1], `${name}: the charts are at ${moments} pixels`);
}

/** What waits for a page to be printed, on behalf of charts that are not there any more, waits no longer. */
export async function waiting(page) {
  const session = await page.context().newCDPSession(page);
  const { result } = await session.send("Runtime.evaluate", { expression: "window" });
  const { listeners } = await session.send("DOMDebugger.getEventListeners", { objectId: result.objectId });
  return listeners.filter(listener => listener.type === "beforeprint").length;
}
