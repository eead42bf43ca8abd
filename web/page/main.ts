/** The page: a state, its drafts at once, its sharpened figures when nobody moves anything. */
import type { FragilityResult, NegotiateResult } from "../npm/dist/core.js";
import { type Apply, asksOf, readingsOf } from "./advice.js";
import { answerOf, comparisonOf, effortOf, LETTERS } from "./answer.js";
import { Controls } from "./controls.js";
import { Crew, Overtaken } from "./crew.js";
import { byId, download, fill, h, say } from "./dom.js";
import { downloadOffer, downloadResult, lineOf, shellLine } from "./downloads.js";
import { faultsOf } from "./faults.js";
import type { Content, Drafted, Replies } from "./protocol.js";
import { listenForFiles, showTemplates } from "./start.js";
import {
  bytesOf, EMPTY, fromFragment, fromJson, gunzip, History, MOST_OFFERS, type State, toFragment, toJson, withSettings,
} from "./state.js";

const DRAFT_PATHS = 2 ** 13;
const PATHS = 2 ** 20;
const ADVICE_PATHS = 2 ** 16;
const QUIET_MS = 350;

class Page {
  private readonly crew: Crew;
  private readonly history = new History();
  private readonly controls: Controls;
  private drafts: Drafted[] = [];
  private drafting = false;
  private again = false;
  private quiet: ReturnType<typeof setTimeout> | undefined;
  /** Counts states: what was begun for an older one is not shown. */
  private turn = 0;

  constructor(crew: Crew) {
    this.crew = crew;
    const place = { gaps: byId("gaps"), first: byId("first"), all: byId("all"), assumed: byId("assumed") };
    this.controls = new Controls(place, (changes, merge) => this.go(withSettings(this.history.present, changes), merge));
  }

  async open(): Promise<void> {
    const { templates } = await this.crew.front.ready;
    showTemplates(templates, (name) => void this.begin(name));
    this.listen();
    const shared = await fromFragment(location.hash);
    if (shared) this.go(shared);
    else this.show();
    document.body.classList.add("ready");
  }

  private async begin(name: string): Promise<void> {
    const { text } = await this.crew.front.ask("template", { name });
    await this.take(`${name}.json`, text);
  }

  /** A document, or a session that was saved. */
  async take(file: string, bytes: Content): Promise<void> {
    const saved = typeof bytes === "string" ? fromJson(bytes) : null;
    if (saved) return this.go(saved);
    const { offers } = await this.crew.front.ask("split", { file, bytes });
    const { present } = this.history;
    const all = [...present.offers, ...offers.map((offer) => ({ ...offer, settings: [] }))].slice(0, MOST_OFFERS);
    this.go({ offers: all, selected: Math.min(present.offers.length, all.length - 1) });
  }

  /** To another state, and to what follows from it. */
  private go(state: State, merge: string | null = null): void {
    this.history.push(state, merge);
    this.follow();
  }

  private follow(): void {
    this.turn++;
    byId("answer").dataset["paths"] = "0"; // of this state: none yet
    this.crew.overtake();
    clearTimeout(this.quiet);
    if (this.drafting) this.again = true;
    else void this.draft();
  }

  private async draft(): Promise<void> {
    this.drafting = true;
    do {
      this.again = false;
      const { turn } = this;
      const state = this.history.present;
      if (!state.offers.length) this.drafts = [];
      const reply = state.offers.length ? await this.crew.front.ask("draft", { offers: state.offers, paths: DRAFT_PATHS }) : null;
      if (reply) this.drafts = reply.drafts;
      if (turn === this.turn) this.show(reply);
    } while (this.again);
    this.drafting = false;
    const complete = this.drafts.length > 0 && this.drafts.every(({ run }) => run);
    if (complete) this.quiet = setTimeout(() => void this.sharpen().catch(overtaken), QUIET_MS);
  }

  private show(reply: Replies["draft"] | null = null): void {
    const { offers, selected } = this.history.present;
    document.body.classList.toggle("empty", offers.length === 0);
    (byId("undo") as HTMLButtonElement).disabled = !this.history.canUndo;
    (byId("redo") as HTMLButtonElement).disabled = !this.history.canRedo;
    (byId("reset") as HTMLButtonElement).disabled = !offers[selected]?.settings.length;
    const [given, drafted] = [offers[selected], this.drafts[selected]];
    if (!given || !drafted) return;
    this.showTabs();
    fill(byId("faults"), faultsOf(drafted.faults, given, (text) => this.rewrite(text)));
    this.controls.show(given, drafted, selected);
    document.body.classList.toggle("answered", Boolean(drafted.run));
    document.body.classList.toggle("wrong", drafted.faults.length > 0);
    if (drafted.run) this.showAnswer(true);
    else fill(byId("answer"));
    this.showComparison(reply);
    byId("line").textContent = shellLine(lineOf(this.history.present, this.drafts, "offercast.xlsx").words);
    for (const button of document.querySelectorAll<HTMLButtonElement>("[data-ending]")) button.disabled = !this.drafts.every(({ run }) => run);
    if (drafted.faults.length) say(`${given.file} has faults: ${drafted.faults[0]!.text}`);
  }

  private showTabs(): void {
    const { offers, selected } = this.history.present;
    const focused = document.activeElement?.id;
    byId("tabs").replaceChildren(
      ...offers.map((given, i) => h("div", { class: "tab" },
        h("button", { type: "button", id: `tab-${i}`, "aria-pressed": i === selected ? "true" : "false", onclick: () => this.select(i) },
          h("b", {}, LETTERS[i]!), ` ${this.drafts[i]?.name ?? given.file}`),
        h("button", { type: "button", class: "close", "aria-label": `Take away offer ${LETTERS[i]}`, onclick: () => this.remove(i) }, "×"))),
      offers.length < MOST_OFFERS && h("button", { type: "button", id: "another", "data-choose": "", onclick: () => byId("file").click() }, "+ Another offer") || "",
      offers.length < MOST_OFFERS && h("button", { type: "button", id: "twin", onclick: () => this.twin() }, "+ This one, changed") || "");
    if (focused) document.getElementById(focused)?.focus();
  }

  private showAnswer(sharpening: boolean): void {
    const drafted = this.drafts[this.history.present.selected];
    if (!drafted?.run || !drafted.screen) return;
    const place = byId("answer");
    const opened = [...place.querySelectorAll("details")].map(({ open }) => open);
    fill(place, answerOf(drafted.name, drafted.run, drafted.screen));
    place.querySelectorAll("details").forEach((details, i) => (details.open = opened[i] ?? false));
    place.dataset["paths"] = String(drafted.run.run.paths);
    place.dataset["turn"] = String(this.turn);
    byId("effort").textContent = effortOf(drafted.run.run.paths, sharpening);
    if (!sharpening) say(place.querySelector("h1")?.textContent ?? "");
  }

  private showComparison(reply: Pick<Replies["draft"], "compare" | "apart"> | null): void {
    if (this.drafts.length < 2) fill(byId("comparison"));
    else if (reply?.compare) fill(byId("comparison"), comparisonOf(reply.compare));
    else fill(byId("comparison"), h("h2", {}, "Side by side"), h("p", {}, reply?.apart ?? "When every offer has what it needs."));
  }

  /** The same draws, more of them: in shards, one a worker, merged to what one run would have. */
  private async sharpen(): Promise<void> {
    const { turn } = this;
    const { offers, selected } = this.history.present;
    const hands = this.crew.background();
    const shards = hands.length;
    const counted = await Promise.all(hands.map((hand, i) => hand.ask("shard", { offers, paths: PATHS, shard: i + 1, shards })));
    const partials = counted.map((reply) => reply.partials);
    const { runs } = await hands[0]!.ask("merge", { offers, paths: PATHS, partials });
    if (turn !== this.turn) return;
    this.drafts = this.drafts.map((drafted, i) => ({ ...drafted, ...runs[i]! }));
    this.showAnswer(false);
    const advice = { offer: offers[selected]!, paths: ADVICE_PATHS };
    const apply: Apply = (changes, words) => {
      say(`Tried: ${words}`);
      this.go(withSettings(this.history.present, changes));
    };
    const tables: Promise<unknown>[] = [
      hands[1 % shards]!.ask("ask", { command: "negotiate", ...advice }).then(({ result }) =>
        turn === this.turn && fill(byId("asks"), asksOf(result as NegotiateResult, apply))),
      hands[0]!.ask("ask", { command: "fragility", ...advice }).then(({ result }) =>
        turn === this.turn && fill(byId("readings"), readingsOf(result as FragilityResult, apply))),
    ];
    if (offers.length > 1)
      tables.push(hands[shards - 1]!.ask("compare", { offers, paths: PATHS }).then((comparison) => turn === this.turn && this.showComparison(comparison)));
    await Promise.all(tables);
  }

  private select(selected: number): void {
    this.go({ ...this.history.present, selected });
  }

  private remove(i: number): void {
    const { offers, selected } = this.history.present;
    const left = offers.filter((_, at) => at !== i);
    this.go(left.length ? { offers: left, selected: Math.min(selected, left.length - 1) } : EMPTY);
  }

  private twin(): void {
    const { offers, selected } = this.history.present;
    this.go({ offers: [...offers, { ...offers[selected]! }], selected: offers.length });
  }

  private rewrite(bytes: string): void {
    const { offers, selected } = this.history.present;
    this.go({ offers: offers.map((offer, i) => (i === selected ? { ...offer, bytes } : offer)), selected });
  }

  private listen(): void {
    const on = (id: string, act: () => void): void => byId(id).addEventListener("click", act);
    const undo = (): void => {
      this.history.undo();
      this.follow();
    };
    const redo = (): void => {
      this.history.redo();
      this.follow();
    };
    on("undo", undo);
    on("redo", redo);
    on("reset", () => {
      const { offers, selected } = this.history.present;
      this.go({ offers: offers.map((offer, i) => (i === selected ? { ...offer, settings: [] } : offer)), selected });
    });
    addEventListener("keydown", (event) => {
      const typing = event.target instanceof HTMLTextAreaElement || (event.target instanceof HTMLInputElement && event.target.type === "text");
      if (typing || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
      event.preventDefault();
      (event.shiftKey ? redo : undo)();
    });
    on("share", () => void this.share());
    on("save", () => download("session.offercast.json", toJson(this.history.present)));
    on("offer-file", () => {
      const { offers, selected } = this.history.present;
      downloadOffer(offers[selected]!, this.drafts[selected]!);
    });
    for (const button of document.querySelectorAll<HTMLElement>("[data-ending]"))
      button.addEventListener("click", () => void downloadResult(this.crew, this.history.present, this.drafts, button.dataset["ending"]!));
    addEventListener("hashchange", () => void fromFragment(location.hash).then((state) => state && this.go(state)));
  }

  /** The address, with the whole session in its fragment; into the clipboard where the browser lets. */
  private async share(): Promise<void> {
    history.replaceState(null, "", await toFragment(this.history.present));
    const field = byId("address") as HTMLInputElement;
    field.value = location.href;
    byId("shared").hidden = false;
    field.select();
    try {
      await navigator.clipboard.writeText(location.href);
      say("The address is in the clipboard. It holds the offer; nobody else has it.");
    } catch {
      say("The address is in the field, to be copied. It holds the offer; nobody else has it.");
    }
  }
}

function overtaken(error: unknown): void {
  if (!(error instanceof Overtaken)) throw error;
}

async function start(): Promise<Page> {
  const packed = bytesOf(byId("module").textContent!.trim());
  const compiled = await WebAssembly.compile((await gunzip(packed)) as Uint8Array<ArrayBuffer>);
  const page = new Page(new Crew(compiled));
  await page.open();
  return page;
}

const started = start();
// From the first moment: a file that is dropped early waits, and does not open in the place of the page.
listenForFiles((file, bytes) => void started.then((page) => page.take(file, bytes)).catch(() => {}));
started.catch((error: unknown) => {
  byId("trouble").textContent = `This browser can't run the page: ${error instanceof Error ? error.message : String(error)}`;
  byId("trouble").hidden = false;
});
