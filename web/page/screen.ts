/** The answer as the program words it: its screen, taken apart. */

export interface Screen {
  verdict: string;
  /** The bars of the screen: "-$300K to $0", "65%". */
  bars: { range: string; share: string }[];
  facts: { label: string; text: string }[];
}

export function screenOf(text: string): Screen {
  const [head = "", bars = "", rest = ""] = text.split(/\n\s*\n/);
  const facts: Screen["facts"] = [];
  for (const line of rest.split("\n")) {
    if (/^(The rest:|seed \d)/.test(line)) break;
    const begun = /^(\S.{0,12}?)\s{2,}(\S.*)$/.exec(line);
    if (begun) facts.push({ label: begun[1]!, text: begun[2]! });
    else if (facts.length) facts[facts.length - 1]!.text += ` ${line.trim()}`;
  }
  return {
    verdict: head.split("\n").slice(1).join(" "),
    bars: bars.split("\n").flatMap((line) => {
      const bar = /^\s*(\S.*?)\s+(<?\d+%)/.exec(line);
      return bar ? [{ range: bar[1]!, share: bar[2]! }] : [];
    }),
    facts,
  };
}
