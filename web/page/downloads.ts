/** Files with the bytes of the command line, which is shown. */
import type { Crew } from "./crew.js";
import { download, say } from "./dom.js";
import { type Drafted, type Given, isFolder } from "./protocol.js";
import type { State } from "./state.js";

/** A word as a shell takes it. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The words and files whose command line has the same bytes. */
export function lineOf(state: State, drafts: Drafted[], output: string): { words: string[]; files: Record<string, Uint8Array | string> } {
  if (state.offers.length === 1) {
    const { file, bytes, settings } = state.offers[0]!;
    const sets = settings.flatMap(([path, value]) => ["--set", `${path}=${value}`]);
    const files = isFolder(bytes)
      ? Object.fromEntries(Object.entries(bytes).map(([name, inner]) => [`${file}/${name}`, inner]))
      : { [file]: bytes };
    return { words: ["run", file, ...sets, "-o", output], files };
  }
  // Each offer has settings of its own, which only a file can tell.
  const names = state.offers.map((_, i) => `offer-${i + 1}.json`);
  return { words: ["compare", ...names, "-o", output], files: Object.fromEntries(names.map((name, i) => [name, drafts[i]!.json])) };
}

export function shellLine(words: string[]): string {
  return ["offercast", ...words].map(quoted).join(" ");
}

export async function downloadResult(crew: Crew, state: State, drafts: Drafted[], ending: string): Promise<void> {
  const output = `offercast.${ending}`;
  say(`Making ${output}`);
  const ended = await crew.errand("files", lineOf(state, drafts, output));
  const bytes = ended.files.get(output);
  if (bytes) download(output, bytes);
  say(bytes ? `${output} is made` : ended.error);
}

export function downloadOffer(given: Given, drafted: Drafted): void {
  download(`${given.file.replace(/\.[a-z]+$/i, "")}.offer.json`, drafted.json);
}
