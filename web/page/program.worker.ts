/** A worker: one instance of the program, asked by messages. */
import { type Answer, type Offer, Offercast, OffercastError, load, type Message } from "../npm/dist/core.js";
import { type Content, isFolder } from "./protocol.js";
import type { Drafted, Given, Replies, Request, Requests, Sharpened } from "./protocol.js";

let program: Offercast;

function open(file: string, bytes: Content): Offer {
  return isFolder(bytes) ? program.readFolder(file, bytes) : program.read(file, bytes);
}

function read({ file, bytes, settings }: Given): Offer {
  const offer = open(file, bytes);
  for (const [path, value] of settings) offer.set(path, value);
  return offer;
}

/** The table of a result, which is where the program words its answer. */
function screenOf(answer: Answer<unknown>): string {
  return answer.text("table");
}

function draftOf(given: Given, paths: number): { drafted: Drafted; offer: Offer | null } {
  try {
    const offer = read(given);
    const drafted: Drafted = {
      name: offer.name, missing: offer.missing, messages: offer.messages, faults: [], json: offer.json,
      understood: offer.ask("check").result.understood,
    };
    if (offer.missing.length) return { drafted, offer: null };
    const answer = offer.ask("run", { paths });
    return { drafted: { ...drafted, run: answer.result, screen: screenOf(answer) }, offer };
  } catch (error) {
    if (!(error instanceof OffercastError)) throw error;
    const faults: Message[] = error.messages.filter((message) => message.kind === "error");
    if (!faults.length) faults.push({ ...NOWHERE, text: error.message, printed: error.message });
    return { drafted: { name: null, missing: [], messages: [], faults, understood: [], json: "" }, offer: null };
  }
}

const NOWHERE = { kind: "error" as const, file: "", line: 0, column: 0, pointer: "" };

/** Compared where they can be: offers in two currencies cannot. */
function compared(offers: Offer[], question: object): Pick<Sharpened, "compare" | "apart"> {
  try {
    return { compare: program.ask("compare", offers, question).result };
  } catch (error) {
    if (!(error instanceof OffercastError)) throw error;
    return { apart: error.messages[0]?.text ?? error.message };
  }
}

const parts = (count: number, prefix: string): string[] => Array.from({ length: count }, (_, i) => `${prefix}${i}`);

const answers: { [Kind in keyof Requests]: (asked: Requests[Kind]) => Replies[Kind] | Promise<Replies[Kind]> } = {
  async start({ compiled }) {
    program = await load(compiled);
    return { templates: program.list("templates") };
  },
  template({ name }) {
    return { text: program.template(name) };
  },
  /** Each offer of a document as a file of its own; of most documents, the only one is the document. */
  split({ file, bytes }) {
    try {
      const whole = open(file, bytes);
      const apart: { file: string; bytes: string }[] = [];
      for (let i = 0; whole.parts > 1 && i < whole.parts; i++)
        apart.push({ file: `${file.replace(/\.[a-z]+$/, "")}-${i + 1}.json`, bytes: whole.part(i).json });
      whole.free();
      return { offers: apart.length ? apart : [{ file, bytes }] };
    } catch {
      return { offers: [{ file, bytes }] }; // its faults are told when it is drafted
    }
  },
  draft({ offers, paths }) {
    const drafts = offers.map((given) => draftOf(given, paths));
    const whole = drafts.flatMap(({ offer }) => (offer ? [offer] : []));
    const comparison = whole.length > 1 && whole.length === offers.length ? compared(whole, { paths }) : {};
    for (const offer of whole) offer.free();
    return { drafts: drafts.map(({ drafted }) => drafted), ...comparison };
  },
  shard({ offers, paths, shard, shards }) {
    const partials = offers.map((given) => {
      const offer = read(given);
      offer.check();
      program.askRaw({ command: "run", offers: [offer.handle()], paths, shard, shards, partial: "part" });
      offer.free();
      return program.instance.read("part").slice();
    });
    return { partials };
  },
  merge({ offers, paths, partials }) {
    const whole = offers.map((given) => read(given));
    const runs = whole.map((offer, i) => {
      const names = parts(partials.length, "part");
      program.instance.write(Object.fromEntries(names.map((name, shard) => [name, partials[shard]![i]!])));
      const answer = program.ask("run", [offer], { paths, partials: names } as object);
      return { run: answer.result, screen: screenOf(answer) };
    });
    for (const offer of whole) offer.free();
    return { runs };
  },
  compare({ offers, paths }) {
    const whole = offers.map((given) => read(given));
    const comparison = compared(whole, { paths });
    for (const offer of whole) offer.free();
    return comparison;
  },
  ask({ command, offer, paths }) {
    const whole = read(offer);
    const { result } = whole.ask(command, { paths });
    whole.free();
    return { result } as Replies["ask"];
  },
  files({ words, files }) {
    return program.commandLine(words, files);
  },
};

self.onmessage = async ({ data }: MessageEvent<Request>) => {
  try {
    const answer = answers[data.kind] as (asked: Request["asked"]) => unknown;
    self.postMessage({ id: data.id, reply: await answer(data.asked) });
  } catch (error) {
    self.postMessage({ id: data.id, failed: error instanceof Error ? error.message : String(error) });
  }
};
