// Processor time of what the page does, in node: node web/test/times.mjs. The least of several turns, by turns.
import { readFileSync } from "node:fs";
import { offercast } from "../npm/dist/node.js";

const PATHS = 1 << 20;
const TURNS = 9;
const file = "hugging-face.json";
const text = readFileSync(new URL(`../../examples/${file}`, import.meta.url));
const program = await offercast();
const parts = [0, 1].map((k) => `${k}.part`);

function read() {
  const offer = program.read(file, text);
  offer.check();
  return offer;
}

function answer(question) {
  const offer = read();
  const answer = offer.ask("run", question);
  void answer.result;
  const screen = answer.text("table");
  offer.free();
  return screen;
}

function count(shard, shards) {
  const offer = read();
  program.askRaw({
    command: "run", offers: [offer.handle()], paths: PATHS, shard: shard + 1, shards, partial: parts[shard],
  });
  offer.free();
}

const work = {
  "read, check, say what was understood": () => {
    const offer = read();
    void offer.ask("check").result.understood;
    offer.free();
  },
  "8,192 paths": () => answer({ paths: 8192 }),
  "1,048,576 paths": () => answer({ paths: PATHS }),
  "one shard of two": () => count(0, 2),
  "the other": () => count(1, 2),
  "merging two shards": () => answer({ paths: PATHS, partials: parts }),
};

const least = Object.fromEntries(Object.keys(work).map((name) => [name, Infinity]));
for (let turn = 0; turn < TURNS; turn++)
  for (const [name, one] of Object.entries(work)) {
    const before = process.cpuUsage();
    one();
    const { user, system } = process.cpuUsage(before);
    least[name] = Math.min(least[name], (user + system) / 1000);
  }
for (const [name, ms] of Object.entries(least)) console.log(`${name}: ${ms.toFixed(1)} ms`);
const two = Math.max(least["one shard of two"], least["the other"]) + least["merging two shards"];
console.log(`two workers over one: ${(two / least["1,048,576 paths"]).toFixed(2)}`);
