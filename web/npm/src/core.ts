/** Read an offer once, ask it many questions. */
import { commandLine, type Ended } from "./command_line.js";
import { type Files, Instance } from "./instance.js";
import type { Message, Question, Results } from "./types.js";

export type { Ended } from "./command_line.js";
export type { Files } from "./instance.js";
export type * from "./types.js";

/** The lists of the program, in the order of `enum offercast_list`. */
const LISTS = [
  "metrics", "statistics", "formats", "endings", "samplers", "instructions", "tax_flows", "alternatives", "templates",
] as const;
export type ListName = (typeof LISTS)[number];

/** How a call ended; the numbers are the exit status of the command line. */
export class OffercastError extends Error {
  readonly status: number;
  readonly messages: Message[];

  constructor(status: number, messages: Message[], otherwise: string) {
    super(messages.find((message) => message.kind === "error")?.printed ?? otherwise);
    this.name = "OffercastError";
    this.status = status;
    this.messages = messages;
  }
}

interface Reply {
  status: number;
  messages: Message[];
  [member: string]: unknown;
}

const ACCURACY = 5; // the asked accuracy was not reached; the result is there all the same

/** Makes the program ready: `code` is offercast.wasm, as bytes or compiled. */
export async function load(code: BufferSource | WebAssembly.Module): Promise<Offercast> {
  const compiled = code instanceof WebAssembly.Module ? code : await WebAssembly.compile(code);
  return new Offercast(compiled, await Instance.create(compiled));
}

export class Offercast {
  readonly compiled: WebAssembly.Module;
  /** @internal */
  readonly instance: Instance;

  /** Use `load`. */
  constructor(compiled: WebAssembly.Module, instance: Instance) {
    this.compiled = compiled;
    this.instance = instance;
  }

  get version(): string {
    return this.instance.text(this.instance.module._module_list_version());
  }

  list(name: ListName): { name: string; meaning: string }[] {
    return this.reply(this.instance.module._module_list(LISTS.indexOf(name)))["list"] as never;
  }

  /** The key paths of an offer, as `set` takes them. */
  keys(): { name: string; meaning: string }[] {
    return this.reply(this.instance.module._module_list_keys())["list"] as never;
  }

  /** An offer file to start from. */
  template(name: string): string {
    const at = this.instance.withText(name, (text) => this.instance.module._module_list_template(text));
    if (!at) throw new OffercastError(2, [], `there is no template ${name}`);
    return this.instance.text(at);
  }

  /** Reads a document, by the ending of its name or its first bytes. An offer that has faults throws what they are. */
  read(name: string, bytes: Uint8Array | string, others: Files = {}): Offer {
    this.instance.write({ ...others, [name]: bytes });
    const reply = this.reply(this.instance.withText(name, (path) => this.instance.module._module_offer_read(path)));
    return new Offer(this, reply, null);
  }

  /** Reads a folder of tables, letters and the like as one offer. */
  readFolder(name: string, files: Files): Offer {
    this.instance.replaceFolder(name, files);
    const reply = this.reply(this.instance.withText(name, (path) => this.instance.module._module_offer_read(path)));
    return new Offer(this, reply, null);
  }

  /** Asks about several offers at once, `compare` for one. */
  ask<Command extends keyof Results>(command: Command, offers: readonly Offer[], question: Question = {}): Answer<Results[Command]> {
    for (const offer of offers) offer.check();
    return new Answer(this, this.askRaw({ command, offers: offers.map((offer) => offer.handle()), ...question }));
  }

  /** Runs a command line in an instance of its own: `["run", "offer.json", "-o", "offer.xlsx"]`. */
  commandLine(words: string[], files: Files = {}, input?: Uint8Array): Promise<Ended> {
    return commandLine(this.compiled, words, files, input);
  }

  /** @internal */
  askRaw(question: object): Reply {
    const reply = this.reply(
      this.instance.withText(JSON.stringify(question), (text) => this.instance.module._module_result_ask(text)),
    );
    this.answers++;
    if (reply.status !== 0 && reply.status !== ACCURACY) throw this.error(reply);
    return reply;
  }

  /** @internal The number of questions asked so far: an answer is good until the next one. */
  answers = 0;

  /** @internal */
  reply(at: number): Reply {
    return JSON.parse(this.instance.text(at)) as Reply;
  }

  /** @internal */
  error(reply: Reply): OffercastError {
    const wrong = reply["wrong"] === undefined ? "" : `: ${String(reply["wrong"])} of the question`;
    return new OffercastError(reply.status, reply.messages, `offercast ended with status ${reply.status}${wrong}`);
  }
}

export class Offer {
  private readonly program: Offercast;
  private readonly whole: Offer | null;
  private at: number;
  private checked: Reply | null = null;
  /** How many offers the document holds. */
  readonly parts: number;

  /** @internal */
  constructor(program: Offercast, read: Reply, whole: Offer | null) {
    this.program = program;
    this.whole = whole;
    this.at = read["offer"] as number;
    this.parts = (read["parts"] as number | undefined) ?? 1;
    if (read.status === 0) return;
    this.free();
    throw program.error(read);
  }

  /** One of several, as an offer of its own. */
  part(i: number): Offer {
    const { module } = this.program.instance;
    return new Offer(this.program, this.program.reply(module._module_offer_part(this.handle(), i)), this.whole ?? this);
  }

  /** Sets a key, as --set does. */
  set(path: string, value: string): this {
    return this.change(`${path}=${value}`, this.program.instance.module._module_offer_set);
  }

  /** Takes the offer another way where it says nothing, as --assume does. */
  assume(name: string): this {
    return this.change(name, this.program.instance.module._module_offer_assume);
  }

  private change(text: string, call: (offer: number, text: number) => number): this {
    this.checked = null;
    const reply = this.program.reply(this.program.instance.withText(text, (at) => call(this.handle(), at)));
    if (reply.status !== 0) throw this.program.error(reply);
    return this;
  }

  /** @internal */
  check(): Reply {
    if (this.checked) return this.checked;
    const reply = this.program.reply(this.program.instance.module._module_offer_check(this.handle()));
    if (reply.status !== 0) throw this.program.error(reply);
    return (this.checked = reply);
  }

  get name(): string | null {
    return this.check()["name"] as string | null;
  }

  /** Warnings and assumptions. */
  get messages(): Message[] {
    return this.check().messages;
  }

  /** What a simulation still needs, as flags: `--set stay='2-3 years'`. */
  get missing(): string[] {
    return this.check()["missing"] as string[];
  }

  /** As an offer file. */
  get json(): string {
    this.check();
    return this.program.reply(this.program.instance.module._module_offer_json(this.handle()))["json"] as string;
  }

  ask<Command extends keyof Results>(command: Command, question: Question = {}): Answer<Results[Command]> {
    return this.program.ask(command, [this], question);
  }

  run(question: Question = {}): Results["run"] {
    return this.ask("run", question).result;
  }

  /** @internal */
  handle(): number {
    if (!this.at) throw new OffercastError(2, [], "the offer was freed");
    return this.at;
  }

  free(): void {
    if (this.at) this.program.instance.module._module_offer_free(this.at);
    this.at = 0;
  }

  [Symbol.dispose](): void {
    this.free();
  }
}

/** The answer to a question; good until the program is asked the next one. */
export class Answer<Result> {
  private readonly program: Offercast;
  private readonly question: number;
  readonly status: number;
  readonly messages: Message[];

  /** @internal */
  constructor(program: Offercast, reply: Reply) {
    this.program = program;
    this.question = program.answers;
    this.status = reply.status;
    this.messages = reply.messages;
  }

  /** The bytes that the command line would write. */
  write(format: string, full = false): Uint8Array {
    const { instance } = this.program;
    if (this.question !== this.program.answers) throw new OffercastError(2, [], "another question was asked since");
    const at = instance.withText(format, (text) => instance.module._module_result_write(text, Number(full)));
    if (!at) throw new OffercastError(2, [], `no result in the format ${format}`);
    return instance.bytes(at, instance.module._module_result_length());
  }

  text(format: string, full = false): string {
    return new TextDecoder().decode(this.write(format, full));
  }

  private parsed: Result | undefined;

  get result(): Result {
    return (this.parsed ??= JSON.parse(this.text("json")) as Result);
  }
}
