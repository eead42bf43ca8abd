// The package: read, set, run, results as objects; held against the native program's figures.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import { offercast, OffercastError } from "../npm/dist/node.js";
import { nativeProgram, root } from "./files.mjs";
import { native } from "./native.mjs";

const OFFER = "examples/hugging-face.json";
const bytes = readFileSync(`${root}/${OFFER}`);
let program;
before(async () => {
  program = await offercast();
});

function nativeJson(words, ...files) {
  return JSON.parse(native(nativeProgram(), root, { words: [...words, "--format", "json", "-q"], files }).output);
}

test("one offer, many questions", () => {
  const offer = program.read("offer.json", bytes);
  for (const salary of ["$90K", "$120-130K"]) {
    const wanted = nativeJson(["run", "hugging-face.json", "--paths", "8192", "--set", `compensation.offer.salary=${salary}`], OFFER);
    assert.deepEqual(offer.set("compensation.offer.salary", salary).run({ paths: 8192 }), wanted);
  }
  const seeded = nativeJson(["run", "hugging-face.json", "--paths", "4096", "--seed", "18446744073709551615"], OFFER);
  assert.deepEqual(program.read("offer.json", bytes).run({ paths: 4096, seed: "18446744073709551615" }), seeded);
  assert.throws(() => offer.run({ paths: -1 }), /paths of the question/);
  offer.free();
  assert.throws(() => offer.run(), /freed/);
});

test("what is read, and what it lacks", () => {
  const offer = program.read("hugging-face.md", readFileSync(`${root}/examples/hugging-face.md`));
  assert.equal(offer.name, "Hugging Face: an offer for a product designer");
  assert.equal(offer.missing.length, 3);
  const checked = offer.ask("check").result;
  assert.deepEqual(checked, nativeJson(["check", "hugging-face.md"], "examples/hugging-face.md"));
  assert.throws(() => offer.run(), (error) => error instanceof OffercastError && error.status === 1);
});

test("faults are located", () => {
  const read = () => program.read("offer.json", '{"exits": [{"name": "IPO", "probability": "a lot"}]}').missing;
  assert.throws(read, (error) => error.status === 1 && error.messages[0].line === 1 && error.messages[0].column > 1);
});

test("offers side by side, and every format", () => {
  const offers = [OFFER, "examples/series-b.json"];
  const read = () => offers.map((path) => program.read(path.slice(9), readFileSync(`${root}/${path}`)));
  const figures = program.ask("compare", read(), { paths: 4096 });
  assert.deepEqual(figures.result, nativeJson(["compare", "hugging-face.json", "series-b.json", "--paths", "4096"], ...offers));
  const answer = program.ask("compare", read(), { paths: 4096, for_people: true });
  const workbook = native(nativeProgram(), root, {
    words: ["compare", "hugging-face.json", "series-b.json", "--paths", "4096", "-q", "-o", "a.xlsx"], files: offers,
  }).files.get("a.xlsx");
  assert.ok(workbook.equals(answer.write("xlsx")));
  program.read("offer.json", bytes).run({ paths: 1024 });
  assert.throws(() => answer.write("csv"), /another question/);
});

test("the lists", () => {
  assert.ok(program.list("templates").some((template) => template.name === "seed"));
  assert.ok(program.keys().some((key) => key.name === "grants.0.percent"));
  const seed = "inputs/templates/seed.json";
  const { metrics } = program.read("seed.json", program.template("seed")).run({ paths: 1024 });
  assert.deepEqual(metrics, nativeJson(["run", "seed.json", "--paths", "1024"], seed).metrics);
  assert.throws(() => program.template("none"), /no template none/);
});
