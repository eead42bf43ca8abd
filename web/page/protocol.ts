/** What the page asks its workers, and what they answer. */
import type {
  CheckResult, CompareResult, Ended, Files, FragilityResult, Message, NegotiateResult, RunResult,
} from "../npm/dist/core.js";

/** What a file holds; of a folder, its files. */
export type Content = Uint8Array | string | Files;

export function isFolder(content: Content): content is Files {
  return typeof content !== "string" && !(content instanceof Uint8Array);
}

/** A document and what was set over it, in order. */
export interface Given {
  file: string;
  bytes: Content;
  settings: [path: string, value: string][];
}

export interface Drafted {
  name: string | null;
  /** Flags: `--set stay='2-3 years'`. */
  missing: string[];
  messages: Message[];
  faults: Message[];
  understood: CheckResult["understood"];
  /** The offer file, as understood. */
  json: string;
  /** With figures only where nothing is missing and nothing wrong. */
  run?: RunResult;
  screen?: string;
}

export interface Sharpened {
  compare?: CompareResult;
  /** Why they cannot be compared. */
  apart?: string;
}

export interface Requests {
  start: { compiled: WebAssembly.Module };
  template: { name: string };
  split: { file: string; bytes: Content };
  draft: { offers: Given[]; paths: number };
  shard: { offers: Given[]; paths: number; shard: number; shards: number };
  /** `partials[shard][offer]`. */
  merge: { offers: Given[]; paths: number; partials: Uint8Array[][] };
  compare: { offers: Given[]; paths: number };
  ask: { command: "fragility" | "negotiate"; offer: Given; paths: number };
  files: { words: string[]; files: Files };
}

export interface Replies {
  start: { templates: { name: string; meaning: string }[] };
  template: { text: string };
  split: { offers: { file: string; bytes: Content }[] };
  draft: { drafts: Drafted[] } & Sharpened;
  shard: { partials: Uint8Array[] };
  merge: { runs: { run: RunResult; screen: string }[] };
  compare: Sharpened;
  ask: { result: FragilityResult | NegotiateResult };
  files: Ended;
}

export interface Request<Kind extends keyof Requests = keyof Requests> {
  id: number;
  kind: Kind;
  asked: Requests[Kind];
}

export type Reply = { id: number; reply: Replies[keyof Replies] } | { id: number; failed: string };
