/** What a session is: offers as they were given, and what was set over them. All else follows from it. */
import { type Content, type Given, isFolder } from "./protocol.js";

export interface State {
  offers: Given[];
  /** The offer whose values are shown. */
  selected: number;
}

export const EMPTY: State = { offers: [], selected: 0 };
export const MOST_OFFERS = 3;

/** States, the present one last before those that were undone. */
export class History {
  private states: State[] = [EMPTY];
  private at = 0;
  private merged: string | null = null;

  get present(): State {
    return this.states[this.at]!;
  }

  /** `merge` names what is being moved: moving it further is the same step. */
  push(state: State, merge: string | null = null): void {
    if (merge === null || merge !== this.merged) this.at++;
    this.merged = merge;
    this.states.splice(this.at, Infinity, state);
  }

  get canUndo(): boolean {
    return this.at > 0;
  }

  get canRedo(): boolean {
    return this.at + 1 < this.states.length;
  }

  undo(): void {
    if (this.canUndo) this.at--;
    this.merged = null;
  }

  redo(): void {
    if (this.canRedo) this.at++;
    this.merged = null;
  }
}

/** The state with `settings` of the selected offer changed: a value of null takes a setting back. */
export function withSettings(state: State, changes: [path: string, value: string | null][]): State {
  const offers = state.offers.map((offer, i) => {
    if (i !== state.selected) return offer;
    const changed = new Map(changes);
    const kept = offer.settings.filter(([path]) => !changed.has(path));
    const added = changes.filter((change): change is [string, string] => change[1] !== null);
    return { ...offer, settings: [...kept, ...added] };
  });
  return { ...state, offers };
}

/** Text as it was given, or bytes in base64; of a folder, its files. */
interface WrittenFile {
  file: string;
  text?: string;
  base64?: string;
  folder?: WrittenFile[];
}

interface Written {
  offercast_page: 1;
  selected: number;
  offers: (WrittenFile & { settings: [string, string][] })[];
}

function writtenFile(file: string, bytes: Content): WrittenFile {
  if (isFolder(bytes)) return { file, folder: Object.entries(bytes).map(([name, inner]) => writtenFile(name, inner)) };
  return typeof bytes === "string" ? { file, text: bytes } : { file, base64: base64Of(bytes) };
}

const isText = (value: unknown): value is string => typeof value === "string";

/** A name is a name, never a path; null: there is no content. */
function readFile(written: WrittenFile): [name: string, bytes: Uint8Array | string] | null {
  if (!isText(written?.file) || !(isText(written.text) || isText(written.base64))) return null;
  const name = written.file.replace(/[/\\\0]/g, "_").replace(/^\.*$/, "_");
  return [name || "offer.json", written.text ?? bytesOf(written.base64!)];
}

/** The same of a folder too, which holds no other. */
function readContent(written: WrittenFile): [name: string, bytes: Content] | null {
  if (!Array.isArray(written?.folder)) return readFile(written);
  const files = written.folder.map(readFile);
  const named = readFile({ file: written.file, text: "" });
  return named && files.length && files.every((file) => file !== null) ? [named[0], Object.fromEntries(files)] : null;
}

export function toJson(state: State): string {
  const written: Written = {
    offercast_page: 1,
    selected: state.selected,
    offers: state.offers.map(({ file, bytes, settings }) => ({ ...writtenFile(file, bytes), settings })),
  };
  return JSON.stringify(written);
}

/** Null: it is no session of this page. */
export function fromJson(json: string): State | null {
  let written: Written;
  try {
    written = JSON.parse(json) as Written;
  } catch {
    return null;
  }
  if (written?.offercast_page !== 1 || !Array.isArray(written.offers)) return null;
  const offers: Given[] = [];
  for (const offer of written.offers.slice(0, MOST_OFFERS)) {
    const content = readContent(offer);
    if (!content || !Array.isArray(offer.settings)) return null;
    const settings = offer.settings.filter((pair) => Array.isArray(pair) && pair.length === 2 && pair.every(isText));
    offers.push({ file: content[0], bytes: content[1], settings });
  }
  const selected = Math.min(Math.max(0, Math.trunc(Number(written.selected)) || 0), Math.max(0, offers.length - 1));
  return { offers, selected };
}

export function base64Of(bytes: Uint8Array): string {
  let letters = "";
  for (let i = 0; i < bytes.length; i += 1 << 14) letters += String.fromCharCode(...bytes.subarray(i, i + (1 << 14)));
  return btoa(letters);
}

export function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

async function through(bytes: Uint8Array, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  const passed = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(passed).arrayBuffer());
}

export function gunzip(bytes: Uint8Array): Promise<Uint8Array> {
  return through(bytes, new DecompressionStream("gzip"));
}

/** "#o=...": the whole state, compressed; a browser sends no fragment to anyone. */
export async function toFragment(state: State): Promise<string> {
  const packed = await through(new TextEncoder().encode(toJson(state)), new CompressionStream("deflate-raw"));
  return `#o=${base64Of(packed).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

/** Null: there is none, or it is damaged. */
export async function fromFragment(fragment: string): Promise<State | null> {
  const found = /^#o=([A-Za-z0-9_-]+)$/.exec(fragment);
  if (!found) return null;
  try {
    const packed = bytesOf(found[1]!.replaceAll("-", "+").replaceAll("_", "/"));
    return fromJson(new TextDecoder().decode(await through(packed, new DecompressionStream("deflate-raw"))));
  } catch {
    return null;
  }
}
