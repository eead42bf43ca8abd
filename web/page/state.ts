/** What a session is: offers as they were given, and what was set over them. All else follows from it. */
import type { Given } from "./protocol.js";

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

/** Text as it was given, or bytes in base64. */
interface Written {
  offercast_page: 1;
  selected: number;
  offers: { file: string; text?: string; base64?: string; settings: [string, string][] }[];
}

export function toJson(state: State): string {
  const written: Written = {
    offercast_page: 1,
    selected: state.selected,
    offers: state.offers.map(({ file, bytes, settings }) =>
      typeof bytes === "string" ? { file, text: bytes, settings } : { file, base64: base64Of(bytes), settings },
    ),
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
  const text = (value: unknown): value is string => typeof value === "string";
  if (written?.offercast_page !== 1 || !Array.isArray(written.offers)) return null;
  const offers: Given[] = [];
  for (const offer of written.offers.slice(0, MOST_OFFERS)) {
    if (!text(offer?.file) || !Array.isArray(offer.settings) || !(text(offer.text) || text(offer.base64))) return null;
    const settings = offer.settings.filter((pair) => Array.isArray(pair) && pair.length === 2 && pair.every(text));
    // A name is a name, never a path.
    const file = offer.file.replace(/[/\\\0]/g, "_") || "offer.json";
    offers.push({ file, bytes: offer.text ?? bytesOf(offer.base64!), settings });
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
