/** Numbers of people, and the texts of an offer moved by a slider. */

const SYMBOLS: Record<string, string> = { USD: "$", EUR: "€", GBP: "£" };

/** Three significant digits: "-$41.3K". */
export function money(amount: number, currency: string, sign = false): string {
  const size = Math.abs(amount);
  const [unit, letter] = size >= 999.5e6 ? [1e9, "B"] : size >= 999.5e3 ? [1e6, "M"] : size >= 999.5 ? [1e3, "K"] : [1, ""];
  const digits = size === 0 ? "0" : String(Number((size / unit).toPrecision(3)));
  const before = amount < 0 && digits !== "0" ? "-" : sign && amount > 0 ? "+" : "";
  return `${before}${SYMBOLS[currency] ?? `${currency} `}${digits}${letter}`;
}

/** Whole percent, one decimal below ten. */
export function percent(share: number): string {
  const size = Math.abs(share) * 100;
  return `${(share * 100).toFixed(size > 0 && size < 10 ? 1 : 0)}%`;
}

const NUMBER = /\d+(?:,\d{3})*(?:\.\d+)?/g;

/** "$74-105K" by 1.1: "$81.4-115.5K": every number of a text, with as many digits as say it. */
export function scaled(text: string, factor: number): string {
  return text.replace(NUMBER, (written) => {
    const value = Number(written.replaceAll(",", "")) * factor;
    const decimals = (/\.(\d+)/.exec(written)?.[1]?.length ?? 0) + (value < 1 ? 3 : value < 1000 ? 1 : 0);
    const short = String(Number(value.toFixed(decimals)));
    return written.includes(",") ? short.replace(/\B(?=(\d{3})+(?!\d))/g, ",") : short;
  });
}

/** How many times `text` is `base`, where it is that, scaled; else null. */
export function factorOf(base: string, text: string): number | null {
  const numbers = (of: string): number[] => (of.match(NUMBER) ?? []).map((number) => Number(number.replaceAll(",", "")));
  const [from, to] = [numbers(base), numbers(text)];
  if (!from.length || from.length !== to.length || from.some((number) => number === 0)) return null;
  const factor = to[0]! / from[0]!;
  return base.replace(NUMBER, "") === text.replace(NUMBER, "") && from.every((n, i) => Math.abs(n * factor - to[i]!) <= 0.02 * n + 0.06)
    ? factor
    : null;
}

/** A lone percentage, as a share; else null. */
export function lonePercent(text: string): number | null {
  const found = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(text);
  return found ? Number(found[1]) / 100 : null;
}

/** A share as it is set: "33.33%". */
export function percentSetting(share: number): string {
  return `${Number((share * 100).toFixed(4))}%`;
}
