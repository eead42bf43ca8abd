/** The spread of futures: bars of a histogram, zero marked, the median and the mean by name. */
import type { Histogram } from "../npm/dist/core.js";
import { h, svg } from "./dom.js";
import { money } from "./numbers.js";

const HEIGHT = 240;
const TOP = 46;
const BOTTOM = 26;
/** Of the paper that is drawn on, so that letters are as large on a phone. */
let width = 640;

/** The same shares, but for the last few of each end in one open bar, so that what is likely has room. */
function folded({ edges, shares }: Histogram): Histogram {
  const ends = { low: 0.004, high: 0.02 };
  let [first, last] = [0, shares.length - 1];
  for (let sum = shares[first]!; first < last && sum < ends.low; sum += shares[++first]!);
  for (let sum = shares[last]!; first < last && sum < ends.high; sum += shares[--last]!);
  const sum = (from: number, to: number): number => shares.slice(from, to).reduce((all, share) => all + share, 0);
  return {
    edges: [edges[0]!, ...edges.slice(first + 1, last + 1), edges[edges.length - 1]!],
    shares: [sum(0, first + 1), ...shares.slice(first + 1, last), sum(last, shares.length)],
  };
}

interface Scale {
  /** Where an amount lies; what is beyond the drawn range lies at its end. */
  x(amount: number): number;
  low: number;
  high: number;
  step: number;
}

/** Bins are of one width, but for the first and the last, which may be open. */
function scaleOf({ edges }: Histogram): Scale {
  const middle = Math.floor(edges.length / 2);
  const step = edges[middle]! - edges[middle - 1]!;
  const low = Math.max(edges[0]!, edges[1]! - step);
  const high = Math.min(edges[edges.length - 1]!, edges[edges.length - 2]! + step);
  return { step, low, high, x: (amount) => ((Math.min(Math.max(amount, low), high) - low) / (high - low)) * width };
}

function ticks({ low, high }: Scale): number[] {
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((digit) => digit * power).find((size) => size >= rough) ?? rough;
  const found: number[] = [];
  for (let at = Math.ceil(low / step) * step; at <= high; at += step) found.push(Math.abs(at) < step / 2 ? 0 : at);
  return found;
}

function bars(histogram: Histogram, scale: Scale): SVGElement[] {
  const most = Math.max(...histogram.shares);
  return histogram.shares.map((share, i) => {
    const [from, to] = [scale.x(histogram.edges[i]!), scale.x(histogram.edges[i + 1]!)];
    const height = (share / most) * (HEIGHT - TOP - BOTTOM);
    const side = histogram.edges[i + 1]! <= 0 ? "loss" : "gain";
    const thick = Math.max(0.5, to - from - 1.5);
    return svg("rect", { class: `bar ${side}`, x: from + 0.75, y: HEIGHT - BOTTOM - height, width: thick, height, rx: 1.5 });
  });
}

function mark(scale: Scale, amount: number, row: number, words: string, kind: string): SVGElement {
  const x = scale.x(amount);
  const end = x > width * 0.62;
  const y = 14 + 18 * row;
  return svg("g", { class: `mark ${kind}` },
    svg("line", { x1: x, x2: x, y1: y - 9, y2: HEIGHT - BOTTOM }),
    svg("text", { x: x + (end ? -6 : 6), y, "text-anchor": end ? "end" : "start" }, words));
}

export function chart(histogram: Histogram, currency: string, median: number, mean: number, words: string): SVGElement {
  width = matchMedia("(max-width: 36rem)").matches ? 360 : 640;
  const shown = folded(histogram);
  const scale = scaleOf(shown);
  const zero = scale.low < 0 && scale.high > 0;
  const base = HEIGHT - BOTTOM;
  return svg("svg", { viewBox: `0 0 ${width} ${HEIGHT}`, role: "img", "aria-label": words, class: "chart" },
    svg("line", { class: "axis", x1: 0, x2: width, y1: base, y2: base }),
    bars(shown, scale),
    zero && svg("line", { class: "zero", x1: scale.x(0), x2: scale.x(0), y1: TOP - 8, y2: base }),
    mark(scale, median, 0, `typically ${money(median, currency, true)}`, "median"),
    mark(scale, mean, 1, `on average ${money(mean, currency, true)}`, "mean"),
    ticks(scale).map((amount) => {
      const x = scale.x(amount);
      const anchor = x < 24 ? "start" : x > width - 24 ? "end" : "middle";
      return svg("text", { class: "tick", x, y: HEIGHT - 8, "text-anchor": anchor }, money(amount, currency));
    }));
}

/** The same in words and numbers. */
export function chartTable(rows: { range: string; share: string }[]): HTMLElement {
  return h("details", { class: "quiet" }, h("summary", {}, "The same in numbers"),
    h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "You end"), h("th", { scope: "col", class: "n" }, "Of futures"))),
      h("tbody", {}, rows.map(({ range, share }) => h("tr", {}, h("td", {}, range), h("td", { class: "n" }, share))))));
}
