// Command lines whose bytes are compared: each with its files, all of them below the repository.
import { readdirSync } from "node:fs";

const SAMPLERS = ["sobol", "lhs", "antithetic", "mc"];
const OFFERS = [
  "examples/hugging-face.json",
  "examples/series-b.json",
  "examples/incentive-options.json",
  "examples/public-rsu.json",
  "examples/full-cap-table.json",
  "inputs/templates/seed.json",
  "inputs/templates/late-stage.json",
];
const GAPS = [
  "--set", "compensation.offer.salary=$74-105K",
  "--set", "compensation.market.salary=$120-250K",
  "--set", "grants.0.percent=0.01%",
];
const ALL_FORMATS = ["json", "jsonl", "csv", "md", "html", "xlsx", "txt"].flatMap((ending) => ["-o", `out.${ending}`]);

const name = (path) => path.slice(path.lastIndexOf("/") + 1);
const below = (root, folder, pattern) =>
  readdirSync(`${root}/${folder}`)
    .filter((file) => pattern.test(file))
    .sort()
    .map((file) => `${folder}/${file}`);

/** [{ words, files: [path below root] }]; a file stands in the working folder under its own name. */
export function commandLines(root) {
  const lines = [];
  const add = (words, ...files) => lines.push({ words, files });
  for (const offer of OFFERS) {
    const file = name(offer);
    for (const sampler of SAMPLERS)
      add(["run", file, "--sampler", sampler, "--paths", "4096", "-q", "-o", "-", "--full", ...ALL_FORMATS], offer);
    for (const command of ["sensitivity", "fragility", "negotiate", "quit"])
      add([command, file, "--paths", "1024", "-q", "-o", "-", "-o", "out.json", "-o", "out.html"], offer);
    add(["run", file, "--paths", "10000", "--seed", "18446744073709551615", "--replicates", "8", "--format", "csv"], offer);
    add(["explain", file, "--path", "7"], offer);
    add(["check", file, "--format", "json"], offer);
    add(["sweep", file, "--vary", "stay=1y:3y:0.5y", "--paths", "1024", "-q", "--format", "csv", "--wide"], offer);
    add(["run", file, "--paths", "4096", "-q", "--keep", "kept.csv", "--keep-paths", "50", "--format", "csv"], offer);
  }
  const two = OFFERS.slice(0, 2);
  for (const sampler of SAMPLERS)
    add(["compare", ...two.map(name), "--sampler", sampler, "--paths", "4096", "-q", ...ALL_FORMATS], ...two);
  for (const format of ["table", "json", "csv", "html", "xlsx"]) {
    add(["waterfall", "full-cap-table.json", "--exit", "50M,80M,100M", "--format", format], "examples/full-cap-table.json");
    add(["breakeven", "hugging-face.json", "--vary", "grants.0.percent", "--paths", "2048", "-q", "--format", format], OFFERS[0]);
  }
  add(["coverage", "hugging-face.json", "--paths", "512", "--repeats", "20", "--format", "json"], OFFERS[0]);
  add(["run", "hugging-face.json", "--target", "5%", "--paths", "100000", "--format", "json"], OFFERS[0]);
  add(["run", "hugging-face.json", "--second-order", "8", "--paths", "1024", "--format", "json"], OFFERS[0]);
  add(["run", "hugging-face.md", "--paths", "4096", ...GAPS, ...ALL_FORMATS], "examples/hugging-face.md");
  add(["run", "hugging-face.md"], "examples/hugging-face.md");
  add(["run", "none.json"]);
  add(["run", "hugging-face.json", "--nothing"], OFFERS[0]);
  add(["negotiate", "hugging-face.json", "--paths", "2048", "--memo", "ask.md", "-q"], OFFERS[0]);
  add(["import", "hugging-face.md", "-o", "offer.json"], "examples/hugging-face.md");
  add(["schema"]);
  add(["schema", "--results"]);
  add(["help"]);
  add(["init", "--list"]);
  for (const template of ["series-a", "seed", "public"]) add(["init", "--template", template, "-o", `${template}.json`]);
  add(["init", "-o", "blank.xlsx"]);
  for (const file of below(root, "tests/cases/corpus", /\.(md|txt|csv)$/)) add(["check", name(file), "--format", "json"], file);
  for (const file of below(root, "tests/cases/json", /\.json$/)) add(["check", name(file)], file);
  return lines;
}
