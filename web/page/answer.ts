/** The answer of one offer, and of several side by side. */
import type { CompareResult, Metric, RunResult } from "../npm/dist/core.js";
import { chart, chartTable } from "./chart.js";
import { h } from "./dom.js";
import { money, percent } from "./numbers.js";
import { screenOf } from "./screen.js";

/** What the verdict is about: after tax where the offer has taxes. */
export function decisive(run: RunResult): Metric {
  return run.metrics["net_after_tax"] ?? run.metrics["net_advantage"]!;
}

export function answerOf(name: string | null, run: RunResult, screen: string): HTMLElement[] {
  const { verdict, bars, facts } = screenOf(screen);
  const metric = decisive(run);
  const { currency } = run.input;
  const [median, mean] = [metric.quantiles?.["p50"]?.estimate ?? 0, metric.mean.estimate ?? 0];
  const figure = metric.histogram
    ? [chart(metric.histogram, currency, median, mean, `How ${run.run.paths.toLocaleString("en")} futures end: ${verdict}`), chartTable(bars)]
    : [];
  return [
    h("p", { class: "kicker" }, name ?? "Your offer"),
    h("h1", { id: "verdict" }, verdict),
    h("figure", {}, ...figure),
    h("dl", { class: "facts" }, facts.map(({ label, text }) => h("div", {}, h("dt", {}, label), h("dd", {}, text)))),
    ...(run.warnings.length
      ? [h("details", { class: "quiet" }, h("summary", {}, `${run.warnings.length} to know`),
          h("ul", {}, run.warnings.map(({ at, text }) => h("li", {}, `${at}: ${text}`))))]
      : []),
  ];
}

export function effortOf(paths: number, sharpening: boolean): string {
  return `${paths.toLocaleString("en")} futures${sharpening ? ", more to come" : ""} · the same draws for every change`;
}

/** Of the tabs. */
export const LETTERS = "ABC";

const ROWS: [label: string, metric: string, statistic: string, share?: true][] = [
  ["Ahead by, on average", "net", "mean"],
  ["Typically", "net", "p50"],
  ["A bad future (1 in 20 is worse)", "net", "p5"],
  ["A good one (1 in 20 is better)", "net", "p95"],
  ["Comes out ahead in", "net", "p_positive", true],
  ["Equity, on average", "equity_value", "mean"],
  ["Pay given up, on average", "foregone_compensation", "mean"],
];

export function comparisonOf(compare: CompareResult): HTMLElement[] {
  const after = compare.results.some((row) => row.metric === "net_after_tax");
  const cell = (metric: string, statistic: string, share: boolean, group: string): string => {
    const wanted = metric === "net" ? (after ? "net_after_tax" : "net_advantage") : metric;
    const found = compare.results.find((row) => row.metric === wanted && row.statistic === statistic && row.group === group);
    if (!found || found.estimate === null) return "–";
    return share ? percent(found.estimate) : money(found.estimate, compare.input.currency, metric === "net");
  };
  return [
    h("h2", {}, "Side by side"),
    h("p", { class: "lead" }, compare.verdict),
    h("div", { class: "wide", tabindex: 0, role: "region", "aria-label": "Offers side by side, a table" }, h("table", {},
      h("thead", {}, h("tr", {}, h("td"), compare.offers.map(({ name }, i) => h("th", { scope: "col", class: "n", title: name }, `Offer ${LETTERS[i]}`)))),
      h("tbody", {}, ROWS.map(([label, metric, statistic, share]) => h("tr", {}, h("th", { scope: "row" }, label),
        compare.offers.map(({ name }) => h("td", { class: "n" }, cell(metric, statistic, share ?? false, name)))))))),
    h("p", { class: "note" }, "All offers see the same futures, so that what differs is the offers and not the luck of the draw."),
  ];
}
