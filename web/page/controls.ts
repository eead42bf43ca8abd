/** What can be changed: gaps to fill, sliders for what matters, and every other value beside its source. */
import { h } from "./dom.js";
import { factorOf, lonePercent, percentSetting, scaled } from "./numbers.js";
import { matters, missingOf, type Place, pathOf, placeOf } from "./paths.js";
import type { Drafted, Given } from "./protocol.js";

/** `merge` names what is being moved, so that one drag is one step to undo. */
export type Change = (changes: [path: string, value: string | null][], merge: string | null) => void;

interface Value extends Place {
  /** As the document has it. */
  written: string;
  /** As it is now. */
  now: string;
  understood: string;
  source: string;
}

const STEPS = 60; // of a slider, either way; a step is a twentieth of a doubling

/** Remembers what the document says of values that were set over it. */
export class Controls {
  private readonly place: { gaps: HTMLElement; first: HTMLElement; all: HTMLElement; assumed: HTMLElement };
  private readonly change: Change;
  private which = 0;
  private readonly parts = new Map<string, { shape: string; updates: (() => void)[] }>();
  /** By document, which is the same in every state that came of it. */
  private readonly written = new Map<Given["bytes"], Map<string, string>>();
  /** What a slider scales, where it is not what is written: what was typed last, or found set. */
  private readonly base = new Map<string, string>();
  /** Of the part that is being made. */
  private updates: (() => void)[] = [];
  private values = new Map<string, Value>();

  constructor(place: Controls["place"], change: Change) {
    this.place = place;
    this.change = change;
  }

  /** `which` tells the offers apart. */
  show(given: Given, drafted: Drafted, which: number): void {
    if (which !== this.which) this.base.clear();
    this.which = which;
    if (drafted.faults.length) return; // the values stay as they were, to be mended
    const assumed = drafted.messages.filter(({ kind, pointer, text }) => kind === "assumption" && / is not given: /.test(text) && pointer);
    const values = this.valuesOf(given, drafted, assumed);
    this.values = new Map(values.map((value) => [value.path, value]));
    const first = values.filter(({ path }) => matters(path));
    const all = values.filter(({ source }) => source);
    const names = (of: Value[]): string[] => of.map(({ path, group }) => `${path} ${group}`);
    this.part("gaps", drafted.missing, () => this.gaps(drafted.missing));
    this.part("first", names(first).sort(), () => this.groups(first));
    this.part("all", names(all), () => [this.table(all)]);
    this.part("assumed", assumed.map(({ pointer }) => pointer), () => assumed.map((message) => this.assumption(message)));
    for (const { updates } of this.parts.values()) for (const update of updates) update();
  }

  /** Makes a part anew only where other things stand in it, so that nobody is interrupted. */
  private part(name: keyof Controls["place"], things: string[], make: () => HTMLElement[]): void {
    const shape = JSON.stringify([this.which, things]);
    if (this.parts.get(name)?.shape === shape) return;
    const place = this.place[name];
    const typing = place.contains(document.activeElement) && document.activeElement instanceof HTMLInputElement ? document.activeElement : null;
    this.updates = [];
    place.replaceChildren(...make());
    this.parts.set(name, { shape, updates: this.updates });
    if (typing) this.resume(typing);
  }

  private valuesOf(given: Given, drafted: Drafted, assumed: Drafted["messages"]): Value[] {
    let offer: unknown = null;
    try {
      offer = JSON.parse(drafted.json);
    } catch {
      // An offer with gaps may have none: names are missed, no more.
    }
    const before = this.written.get(given.bytes) ?? new Map<string, string>();
    this.written.set(given.bytes, before);
    const set = new Set(given.settings.map(([path]) => path));
    return drafted.understood.map(({ at, written, understood, place }) => {
      const path = pathOf(at);
      if (!set.has(path)) before.set(path, written);
      return { ...placeOf(at, offer), written: before.get(path) ?? "", now: written, understood, source: sourceOf(place) };
    }).concat(assumed.filter(({ pointer }) => assumedMatters(pathOf(pointer))).map(({ pointer, text }) => {
      const now = exampleOf(text);
      return { ...placeOf(pointer, offer), written: now, now, understood: "", source: "" };
    }));
  }

  private groups(first: Value[]): HTMLElement[] {
    const groups = [...new Set(first.map(({ group }) => group))].sort((a, b) => rank(first, a) - rank(first, b));
    return groups.map((group) => h("fieldset", {}, h("legend", {}, group),
      first.filter((value) => value.group === group).map((value) => this.slider(value))));
  }

  /** Whoever was in a field that was made anew goes on in it, or in the next gap. */
  private resume({ id, value, selectionStart, selectionEnd }: HTMLInputElement): void {
    const same = id ? document.getElementById(id) : null;
    const next = same ?? (id.startsWith("gap-") ? (this.place.gaps.querySelector("input") ?? document.getElementById("main")) : null);
    next?.focus();
    if (!(same instanceof HTMLInputElement) || same.type !== "text") return;
    same.value = value;
    same.setSelectionRange(selectionStart, selectionEnd);
  }

  private gaps(missing: string[]): HTMLElement[] {
    if (!missing.length) return [];
    const fields = missing.map((flag) => {
      const { path, example } = missingOf(flag);
      const { group, label } = placeOf(`/${path.replaceAll(".", "/")}`, null);
      const id = `gap-${path}`;
      const commit = (event: Event): void => {
        const { value } = event.target as HTMLInputElement;
        if (value.trim()) this.change([[path, value.trim()]], null);
      };
      return h("p", { class: "field" }, h("label", { for: id }, `${group}: ${label}`),
        h("input", { id, type: "text", placeholder: example, autocomplete: "off", onchange: commit }));
    });
    const count = missing.length === 1 ? "one more thing" : `${missing.length} more things`;
    return [h("h2", {}, `To answer, it needs ${count}`), ...fields,
      h("p", { class: "note" }, "Ranges are welcome: $74-105K. What stands in a field is an example.")];
  }

  /** A text field, which takes any text that a file would, and a slider that scales its numbers. */
  private slider({ path, label, group }: Value): HTMLElement {
    const id = `value-${path}`;
    const text = h("input", { id, type: "text", autocomplete: "off", onchange: () => this.commit(path, text.value) });
    const range = h("input", {
      type: "range", min: -STEPS, max: STEPS, step: 1, "aria-label": `${group}: ${label}, slider`, value: 0,
      oninput: () => this.slide(path, Number(range.value)),
    });
    const back = h("button", { type: "button", class: "back", title: "As it was", "aria-label": `${group}: ${label}, as it was`,
      onclick: () => this.commit(path, "") }, "↺");
    const chance = path.endsWith(".probability");
    this.updates.push(() => {
      const { now, written } = this.values.get(path)!;
      if (document.activeElement !== text) text.value = now;
      back.hidden = now === written || !written;
      const share = lonePercent(now);
      const factor = chance ? null : factorOf(this.baseOf(path), now);
      range.hidden = chance ? share === null : factor === null;
      if (document.activeElement !== range || !range.matches(":active"))
        range.value = String(chance ? Math.round(((share ?? 0) * 2 - 1) * STEPS) : Math.round(Math.log2(factor ?? 1) * (STEPS / 2)));
      range.setAttribute("aria-valuetext", now);
    });
    return h("div", { class: "control" }, h("label", { for: id }, label), text, back, range);
  }

  private baseOf(path: string): string {
    const { written, now } = this.values.get(path)!;
    const base = this.base.get(path) ?? (written || now);
    if (!written || factorOf(base, now) === null) this.base.set(path, factorOf(base, now) === null ? now : base);
    return this.base.get(path) ?? base;
  }

  private slide(path: string, at: number): void {
    const base = this.baseOf(path);
    if (path.endsWith(".probability")) this.chance(path, (at / STEPS + 1) / 2, "slide");
    else this.change([[path, at === 0 && base === this.values.get(path)!.written ? null : scaled(base, 2 ** (at / (STEPS / 2)))]], `slide ${path}`);
  }

  private commit(path: string, text: string): void {
    const value = this.values.get(path);
    const wanted = text.trim();
    const share = lonePercent(wanted || (value?.written ?? ""));
    if (value && wanted === value.now) return;
    if (wanted) this.base.set(path, wanted);
    else this.base.delete(path);
    if (/^exits\.\d+\.probability$/.test(path) && share !== null) this.chance(path, share, null);
    else this.change([[path, wanted === "" || wanted === value?.written ? null : wanted]], null);
  }

  /** The chances of exits add up to a whole: the others share what is left as they did. */
  private chance(path: string, share: number, merge: string | null): void {
    const key = merge && `${merge} ${path}`;
    const all = [...this.values.values()].filter((value) => /^exits\.\d+\.probability$/.test(value.path));
    const shares = all.map(({ now }) => lonePercent(now));
    const before = lonePercent(this.values.get(path)!.now);
    const whole = shares.every((one) => one !== null) && Math.abs(shares.reduce((sum, one) => sum! + one!, 0)! - 1) < 1e-6;
    if (!path.startsWith("exits.") || !whole || before === null || before >= 1)
      return this.change([[path, percentSetting(share)]], key);
    const others = all.filter((value) => value.path !== path);
    const settings = others.map(({ path: other, now }): [string, string] =>
      [other, percentSetting((lonePercent(now)! * (1 - share)) / (1 - before))]);
    this.change([...settings, [path, percentSetting(1 - settings.reduce((sum, [, text]) => sum + lonePercent(text)!, 0))]], key);
  }

  private table(values: Value[]): HTMLElement {
    const rows = values.map(({ path, group, label }) => {
      const text = h("input", { type: "text", "aria-label": `${group}: ${label}`, autocomplete: "off", onchange: () => this.commit(path, text.value) });
      const understood = h("td", {});
      const source = h("span", { class: "sub" });
      this.updates.push(() => {
        const value = this.values.get(path)!;
        if (document.activeElement !== text) text.value = value.now;
        understood.textContent = value.understood;
        source.textContent = value.source;
      });
      return h("tr", {}, h("th", { scope: "row" }, `${group}: ${label}`, source), h("td", {}, text), understood);
    });
    return h("table", { class: "understood" },
      h("thead", {}, h("tr", {}, ["What", "As written", "Understood as"].map((head) => h("th", { scope: "col" }, head)))), h("tbody", {}, rows));
  }

  private assumption({ pointer, text }: Drafted["messages"][number]): HTMLElement {
    const { group, label, path } = placeOf(pointer, null);
    return h("p", { class: "field" }, h("label", { for: `assumed-${path}` }, `${group}: ${label}`),
      h("input", { id: `assumed-${path}`, type: "text", placeholder: exampleOf(text), autocomplete: "off",
        onchange: (event: Event) => this.commit(path, (event.target as HTMLInputElement).value) }));
  }
}

/** "`stay` is not given: 4 years": what is assumed. */
function exampleOf(text: string): string {
  const from = text.indexOf(" is not given: ") + " is not given: ".length;
  return text.slice(from);
}

/** Of what is assumed, what one would move first all the same. */
function assumedMatters(path: string): boolean {
  return /^(stay|severance|compensation\.offer\.signing)$/.test(path);
}

/** Groups in the order in which one thinks of them: the job, the other one, the grant, how it ends. */
function rank(values: Value[], group: string): number {
  const { path } = values.find((value) => value.group === group)!;
  return 1 + ["compensation.market", "grants", "exits"].findIndex((begin) => path.startsWith(begin));
}

/** "report.md:16:9": line 16. */
function sourceOf(place: string): string {
  const line = /:(\d+):\d+$/.exec(place)?.[1];
  return place.startsWith("--set") ? "changed here" : line ? `line ${line}` : place;
}
