/** Key paths of an offer, and what people call them. */

/** "/exits/0/valuation" as `set` takes it. */
export function pathOf(pointer: string): string {
  return pointer.slice(1).replaceAll("~1", "/").replaceAll("~0", "~").split("/").join(".");
}

type Tree = { [name: string]: unknown };

function child(tree: unknown, name: string): unknown {
  return tree && typeof tree === "object" ? (tree as Tree)[name] : undefined;
}

export interface Place {
  path: string;
  /** What it belongs to: "IPO", "Your offer". */
  group: string;
  label: string;
}

const GROUPS: Record<string, string> = { exits: "exits", risks: "risks", grants: "grants" };

/** `offer` is the offer file, whose rows have names. */
export function placeOf(pointer: string, offer: unknown): Place {
  const path = pathOf(pointer);
  const steps = path.split(".");
  const words = (from: number): string => steps.slice(from).join(", ").replaceAll("_", " ");
  if (steps[0]! in GROUPS && steps.length > 2) {
    const row = child(child(offer, steps[0]!), steps[1]!);
    const name = child(row, "name");
    const otherwise = steps[0] === "grants" ? "Grant" : `${steps[0]} ${Number(steps[1]) + 1}`;
    return { path, group: typeof name === "string" ? name : otherwise, label: words(2) };
  }
  if (steps[0] === "compensation" && steps.length > 2)
    return { path, group: steps[1] === "market" ? "The job you could have instead" : "This job", label: words(2) };
  return { path, group: "This job", label: words(0) };
}

/** Whether a value belongs to what one would move first. */
export function matters(path: string): boolean {
  return (
    /^(stay|search|severance|discount_rate)$/.test(path) ||
    /^compensation\.(offer|market)\.(salary|bonus|signing|annual_equity)$/.test(path) ||
    /^grants\.\d+\.(percent|shares|value|strike)$/.test(path) ||
    /^exits\.\d+\.(probability|valuation)$/.test(path)
  );
}

/** "--set stay='2-3 years'": its path and the example. */
export function missingOf(flag: string): { path: string; example: string } {
  const found = /^--set ([^=]+)=(.*)$/.exec(flag);
  return { path: found?.[1] ?? flag, example: (found?.[2] ?? "").replace(/^'(.*)'$/, "$1") };
}

/** "search=5 months, reemployed_at=90%": settings of a reading, or of an ask. */
export function settingsOf(text: string): [path: string, value: string][] {
  return text
    .split(/, (?=[a-z_0-9.]+=)/)
    .filter((pair) => pair.includes("="))
    .map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]);
}
