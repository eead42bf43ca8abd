/** What to ask for, and what the answer hangs on: both tables may be tried on the spot. */
import type { FragilityResult, NegotiateResult } from "../npm/dist/core.js";
import { h } from "./dom.js";
import { money, percent } from "./numbers.js";
import { settingsOf } from "./paths.js";

export type Apply = (changes: [path: string, value: string | null][], words: string) => void;

const plain = (name: string): string => name.replaceAll("_", " ").replaceAll("-", " ");

/** "12 in 100 more" futures come out ahead. */
function oftener(share: number): string {
  const points = Math.round(share * 100);
  return points > 0 ? `in ${points} of 100 more` : "as often";
}

export function asksOf({ negotiate, input }: NegotiateResult, apply: Apply): HTMLElement[] {
  const rows = negotiate
    .filter((ask) => (ask.mean.estimate ?? 0) > 0)
    .sort((a, b) => (b.p_positive.estimate ?? 0) - (a.p_positive.estimate ?? 0) || b.mean.estimate! - a.mean.estimate!);
  return [
    h("h2", {}, "What to ask for"),
    h("p", { class: "note" }, "What each ask is worth to you, on average, how much more often you come out ahead, and what it costs the company."),
    h("div", { class: "wide", tabindex: 0, role: "region", "aria-label": "What to ask for, a table" }, h("table", {},
      h("thead", {}, h("tr", {}, ["Ask", "Worth", "Ahead", "Costs them"].map((head, i) =>
        h("th", { scope: "col", class: i === 3 ? "n spare" : i ? "n" : "" }, head)), h("td"))),
      h("tbody", {}, rows.map((ask) => h("tr", {},
        h("th", { scope: "row" }, plain(ask.lever), h("span", { class: "sub" }, `${ask.to} instead of ${ask.from}`)),
        h("td", { class: "n" }, money(ask.mean.estimate!, input.currency, true)),
        h("td", { class: "n" }, oftener(ask.p_positive.estimate ?? 0)),
        h("td", { class: "n spare" }, money(ask.company_cost.estimate ?? 0, input.currency)),
        h("td", {}, h("button", {
          type: "button", class: "small", "aria-label": `Try ${plain(ask.lever)} ${ask.to}`,
          onclick: () => apply(settingsOf(ask.setting), `${plain(ask.lever)}: ${ask.to}`),
        }, "Try"))))))),
  ];
}

export function readingsOf({ fragility, input }: FragilityResult, apply: Apply): HTMLElement[] {
  const given = fragility[0];
  return [
    h("h2", {}, "What it hangs on"),
    h("p", { class: "note" }, "The same offer, read in other ways that somebody might defend."),
    h("div", { class: "wide", tabindex: 0, role: "region", "aria-label": "What it hangs on, a table" }, h("table", {},
      h("thead", {}, h("tr", {}, ["Reading", "On average", "Ahead"].map((head, i) => h("th", { scope: "col", class: i ? "n" : "" }, head)), h("td"))),
      h("tbody", {}, fragility.map((reading) => h("tr", { class: reading.changes ? "turns" : "" },
        h("th", { scope: "row" }, plain(reading.row),
          h("span", { class: "sub" }, reading === given ? "" : reading.source),
          reading.changes ? h("span", { class: "sub turn" }, "turns the answer") : ""),
        h("td", { class: `n ${(reading.mean.estimate ?? 0) < 0 ? "down" : ""}` }, money(reading.mean.estimate ?? 0, input.currency, true)),
        h("td", { class: "n" }, percent(reading.p_better.estimate ?? 0)),
        h("td", {}, reading !== given && settingsOf(reading.settings).length > 0 && h("button", {
          type: "button", class: "small", "aria-label": `Read it so: ${plain(reading.row)}`,
          onclick: () => apply(settingsOf(reading.settings), plain(reading.row)),
        }, "Read it so"))))))),
  ];
}
