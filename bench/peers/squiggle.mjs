// The example offer in Squiggle, one sample at a time inside its own language. SQUIGGLE: where the module is, if not in
// a node_modules folder above this file (npm install @quri/squiggle-lang).
// node squiggle.mjs PATHS [SEED]: prints one line of JSON.
const { run } = await import(process.env.SQUIGGLE ?? "@quri/squiggle-lang");

const paths = Number(process.argv[2] ?? 10000);
const seed = process.argv[3] ?? "1";
const model = `
day = 1 / 365.25
scenario = uniform(0, 1)
u = uniform(0, 1)
t = uniform(0, 1)
worthless = uniform(0, 1)
stagnant = uniform(0, 1)
layoff = exponential(-log(0.6) / 1.5)
stay = uniform(2, 3)
elimination = uniform(0, 1)
market = uniform(120000, 250000)
salary = uniform(74000, 105000)
n = ${paths}
draw(d) = Dist.sampleN(d, n)
s = draw(scenario); us = draw(u); ts = draw(t); w = draw(worthless); z = draw(stagnant)
l = draw(layoff); st = draw(stay); e = draw(elimination); m = draw(market); o = draw(salary)
net(i) = {
  acquired = s[i] >= 0.35 && s[i] < 0.9
  value = if s[i] < 0.35 then 8e9 + 4e9 * us[i] else if s[i] < 0.65 then 6e9 + 2e9 * us[i] else if s[i] < 0.9 then 5e9 + 2e9 * us[i] else 15e9 * (1 - us[i]) ^ (-1 / 3)
  x = if s[i] < 0.35 then (322 + 731 * ts[i]) * day else if acquired then 687 * day * ts[i] else 687 * day - 2 * log(1 - ts[i])
  until = if st[i] < l[i] then st[i] else l[i]
  gone = acquired && z[i] >= 0.3 && x <= until && e[i] < 0.5
  end = if gone then x else until
  months = floor(12 * end + 1e-9)
  vested = if months < 12 then 0 else (if months > 48 then 1 else months / 48)
  equity = if w[i] < 0.3 || z[i] < 0.3 then 0 else value * 1e-4 * vested
  equity - (m[i] - o[i]) * end
}
outcomes = List.map(List.upTo(0, n - 1), net)
result = SampleSet.fromList(outcomes)
{
  mean: mean(result), sd: stdev(result),
  quantiles: List.map([0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99], {|p| quantile(result, p)})
}
`;
const started = performance.now();
const output = await run(model, { environment: { sampleCount: paths, xyPointLength: 1000, seed } });
const seconds = (performance.now() - started) / 1000;
if (!output.result.ok) {
  console.error(output.result.value.toString());
  process.exit(1);
}
const figures = output.result.value.result.value;
const mean = figures.get("mean").asJS();
const sd = figures.get("sd").asJS();
console.log(
  JSON.stringify({
    peer: "Squiggle",
    paths,
    mean,
    std_error: sd / Math.sqrt(paths),
    simulate_s: seconds,
    total_s: seconds,
  })
);
