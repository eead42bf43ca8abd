// A whole session on the page, opened from disk in Chromium, as a person has it; held against the native program.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import axe from "axe-core";
import { chromiumPage } from "./chromium.mjs";
import { nativeProgram, root } from "./files.mjs";
import { native } from "./native.mjs";

const REPORT = "examples/hugging-face.md";
const GAPS = [
  ["compensation.offer.salary", "$74-105K"],
  ["compensation.market.salary", "$120-250K"],
  ["grants.0.percent", "0.01%"],
];
const SETS = GAPS.flatMap(([path, value]) => ["--set", `${path}=${value}`]);
const ADDRESS = `file://${root}web/dist/offercast.html`;
const folder = mkdtempSync(join(tmpdir(), "offercast-page."));

let page, context, close;
const requests = [];
const troubles = [];

before(async () => {
  ({ page, context, close } = await chromiumPage({ viewport: { width: 1280, height: 900 }, acceptDownloads: true }));
  page.setDefaultTimeout(180_000); // for a machine that has other work
  // What a page asks of the world; its own worker is a blob within it.
  context.on("request", (request) => {
    if (!request.url().startsWith("blob:")) requests.push(request.url().split("#")[0]);
  });
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
});
after(async () => {
  rmSync(folder, { recursive: true });
  await close();
});
beforeEach(async () => {
  await page.goto("about:blank");
  await page.goto(ADDRESS);
  await page.waitForSelector("body.ready");
});

const verdict = () => page.textContent("#answer h1");
const answered = (paths) =>
  page.waitForFunction((wanted) => document.querySelector("#answer").dataset.paths === wanted, String(paths));
const settled = async () => {
  await answered(2 ** 20);
  await page.waitForSelector("#asks table");
  await page.waitForSelector("#readings table");
};

async function fillGaps() {
  for (const [path, value] of GAPS) {
    const field = page.locator(`[id="gap-${path}"]`);
    await field.fill(value);
    await field.press("Enter");
    await field.waitFor({ state: "detached" });
  }
}

async function openReport() {
  await page.setInputFiles("#file", join(root, REPORT));
  await fillGaps();
}

/** The verdict of the native program's screen, on one line. */
function nativeVerdict(...more) {
  const words = ["run", "hugging-face.md", ...SETS, ...more, "-q"];
  const { output } = native(nativeProgram(), root, { words, files: [REPORT] });
  return output.toString().split("\n\n")[0].split("\n").slice(1).join(" ");
}

async function move(path, at) {
  await page.evaluate(([id, value]) => {
    const range = document.getElementById(`value-${id}`).closest(".control").querySelector("[type=range]");
    range.value = value;
    range.dispatchEvent(new Event("input"));
  }, [path, at]);
}

async function noFindings() {
  const { violations } = await page.evaluate(`(() => { ${axe.source}; return axe.run(document, { resultTypes: ["violations"] }); })()`);
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`), []);
}

test("a dropped report, its gaps filled, has the verdict of the program", async () => {
  const text = readFileSync(join(root, REPORT), "utf8");
  await page.evaluate((content) => {
    const data = new DataTransfer();
    data.items.add(new File([content], "hugging-face.md"));
    dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true }));
  }, text);
  await fillGaps();
  await settled();
  assert.equal(await verdict(), nativeVerdict());
  await page.click("text=Everything as it was understood");
  const row = page.locator(".understood tr", { hasText: "IPO: valuation" });
  assert.match(await row.textContent(), /line 16.*uniform between 8,000,000,000 and 12,000,000,000 USD/);
  await row.locator("input").fill("$20-30B");
  await row.locator("input").press("Enter");
  await page.waitForFunction(() => /20,000,000,000/.test(document.querySelector(".understood").textContent));
  await answered(2 ** 20);
  assert.equal(await verdict(), nativeVerdict("--set", "exits.0.valuation=$20-30B"));
});

test("tables that are dropped together are one offer, which is shared and downloaded as that", async () => {
  const files = {
    "offer.json": JSON.stringify({
      exits: "exits.csv", start: "2026-01-01", stay: "2 years", grants: [{ percent: "0.1%" }],
      compensation: { offer: { salary: "$100K" }, market: { salary: "$110K" } },
    }),
    "exits.csv": "name,probability,valuation,timeline\nIPO,30%,$8B,3-5 years\nSale,70%,$200M,2 years\n",
  };
  const at = join(folder, "offer");
  mkdirSync(at);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(at, name), text);
  await page.setInputFiles("#file", Object.keys(files).map((name) => join(at, name)));
  await settled();
  const ended = spawnSync(nativeProgram(), ["run", "offer", "-q", "-o", "native.csv"], { cwd: folder, encoding: "utf8" });
  assert.equal(ended.status, 0, ended.stderr);
  const wanted = spawnSync(nativeProgram(), ["run", "offer", "-q"], { cwd: folder, encoding: "utf8" }).stdout;
  assert.equal(await verdict(), wanted.split("\n\n")[0].split("\n").slice(1).join(" "));
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("[data-ending=csv]")]);
  assert.deepEqual(readFileSync(await download.path()), readFileSync(join(folder, "native.csv")));
  await page.click("#share");
  await page.waitForFunction(() => location.hash.startsWith("#o="));
  const address = page.url();
  await page.goto("about:blank");
  await page.goto(address);
  await settled();
  assert.equal(await verdict(), wanted.split("\n\n")[0].split("\n").slice(1).join(" "));
});

test("a slider answers at once, then sharpens; undo and reset take it back", async () => {
  await openReport();
  await settled();
  const before = await verdict();
  const times = [];
  for (let at = 5; at <= 45; at += 5) {
    times.push(await page.evaluate(async (value) => {
      const answer = document.getElementById("answer");
      const turn = answer.dataset.turn;
      const range = document.getElementById("value-compensation.offer.salary").closest(".control").querySelector("[type=range]");
      const began = performance.now();
      range.value = value;
      range.dispatchEvent(new Event("input"));
      await new Promise((done) => {
        const watch = new MutationObserver(() => answer.dataset.turn !== turn && (watch.disconnect(), done()));
        watch.observe(answer, { attributes: true });
      });
      return performance.now() - began;
    }, at));
  }
  times.sort((a, b) => a - b);
  console.log(`a slider's answer: ${times[0].toFixed(0)} ms at best, ${times[4].toFixed(0)} ms in the middle`);
  await answered(2 ** 20);
  const set = await page.inputValue("[id='value-compensation.offer.salary']");
  assert.equal(await verdict(), nativeVerdict("--set", `compensation.offer.salary=${set}`));
  await page.click("#undo"); // one drag is one step
  await answered(2 ** 20);
  assert.equal(await verdict(), before);
  await move("exits.0.probability", 0);
  await page.waitForFunction(() => document.getElementById("value-exits.0.probability").value === "50%");
  await answered(2 ** 20);
  const chances = await page.evaluate(() =>
    [0, 1, 2, 3].map((i) => parseFloat(document.getElementById(`value-exits.${i}.probability`).value)));
  assert.ok(Math.abs(chances.reduce((sum, chance) => sum + chance) - 100) < 1e-9, `${chances} add up to a whole`);
  await page.click("#reset");
  await page.waitForSelector("#gaps h2");
});

test("what to ask for is tried on the spot", async () => {
  await openReport();
  await settled();
  const before = await verdict();
  await page.click("[aria-label^='Try cliff']");
  await page.waitForFunction((old) => document.querySelector("#answer h1")?.textContent !== old, before);
  await settled();
  await page.click("[aria-label='Read it so: job loss costs']");
  await page.waitForFunction(() => /--set 'search=5 months'/.test(document.getElementById("line").textContent));
});

test("offers side by side, shared and opened again", async () => {
  await openReport();
  await page.click("#twin");
  await page.waitForSelector("#comparison table");
  await page.fill("[id='value-compensation.offer.salary']", "$200K");
  await page.press("[id='value-compensation.offer.salary']", "Enter");
  await settled();
  const compared = await page.textContent("#comparison");
  assert.match(compared, /Side by side.*Comes out ahead in/s);
  await page.click("#share");
  await page.waitForFunction(() => location.hash.startsWith("#o="));
  const address = page.url();
  await page.goto("about:blank");
  await page.goto(address);
  await settled();
  await page.waitForFunction((text) => document.getElementById("comparison").textContent === text, compared);
  assert.equal(await page.inputValue("[id='value-compensation.offer.salary']"), "$200K");
});

test("downloads have the bytes of the command line, and a saved session opens again", async () => {
  await openReport();
  await settled();
  for (const ending of ["xlsx", "html", "md", "csv", "json"]) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(`[data-ending=${ending}]`)]);
    const output = `offercast.${ending}`;
    assert.equal(download.suggestedFilename(), output);
    const wanted = native(nativeProgram(), root, { words: ["run", "hugging-face.md", ...SETS, "-o", output], files: [REPORT] });
    assert.ok(readFileSync(await download.path()).equals(wanted.files.get(output)), `${output} has the bytes of the command line`);
  }
  const before = await verdict();
  const [saved] = await Promise.all([page.waitForEvent("download"), page.click("#save")]);
  const file = join(folder, saved.suggestedFilename());
  await saved.saveAs(file);
  await page.goto("about:blank");
  await page.goto(ADDRESS);
  await page.setInputFiles("#file", file);
  await answered(2 ** 20);
  assert.equal(await verdict(), before);
});

test("faults stand at their place, and are mended there", async () => {
  const file = join(folder, "bad.md");
  writeFileSync(file, readFileSync(join(root, REPORT), "utf8").replace("| 35% |", "| lots |"));
  await page.setInputFiles("#file", file);
  await page.waitForSelector(".faults li");
  assert.match(await page.textContent(".faults"), /`lots` does not belong in a share/);
  await page.click("text=Go to line 16");
  assert.equal(await page.evaluate(() => getSelection().toString()), "lots");
  await noFindings();
  await page.keyboard.type("35%");
  await page.click("text=Read it again");
  await page.waitForSelector("#gaps h2");
});

test("a template and the keyboard alone", async () => {
  const tab = async (wanted) => {
    for (let i = 0; i < 80; i++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((selector) => document.activeElement.matches(selector), wanted)) return;
    }
    assert.fail(`the tabulator never comes to ${wanted}`);
  };
  await tab(".template");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#answer h1");
  await tab("[id='value-compensation.offer.salary']");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("$151K");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => /151K/.test(document.getElementById("line").textContent));
  await tab("[type=range]");
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => !/151K'/.test(document.getElementById("line").textContent));
  await page.keyboard.press("Control+Z");
  await page.waitForFunction(() => /151K/.test(document.getElementById("line").textContent));
});

test("nothing is wrong for a screen reader, light, dark or on a phone, and nothing is wider than the phone", async () => {
  await noFindings();
  await openReport();
  await settled();
  await page.click("#twin");
  await page.waitForSelector("#comparison table");
  for (const details of await page.locator("summary").all()) await details.click();
  for (const [colorScheme, width] of [["light", 1280], ["dark", 1280], ["light", 360]]) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await page.waitForTimeout(300);
    await noFindings();
  }
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
  await page.setViewportSize({ width: 1280, height: 900 });
});

test("nothing left the page, stayed behind, or went wrong", async () => {
  assert.deepEqual([...new Set(requests)].filter((address) => address !== "about:blank"), [ADDRESS]);
  assert.deepEqual(await context.cookies(), []);
  assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
  const refused = await page.evaluate(() => fetch("https://example.invalid/").then(() => "sent", (error) => error.name));
  assert.equal(refused, "TypeError");
  assert.deepEqual(troubles.filter((trouble) => !/example\.invalid/.test(trouble)), []);
});
