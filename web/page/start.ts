/** How an offer comes in: dropped, chosen, pasted, or begun from a template. */
import { byId, h } from "./dom.js";
import type { Content } from "./protocol.js";

export type Take = (file: string, bytes: Content) => void;

const TABLES = /\.(csv|tsv)$/i;
const TEXTS = /\.(json|md|markdown|txt|csv|tsv)$/i;

async function contentOf(file: File): Promise<Uint8Array | string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!TEXTS.test(file.name)) return bytes;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes; // in another encoding, which the program tells
  }
}

/** What comes with a table is one offer with it, a folder to the program; without one, each file is an offer. */
async function takeFiles(files: File[], take: Take): Promise<void> {
  const contents = await Promise.all(files.map(async (file) => [file.name, await contentOf(file)] as const));
  if (files.length > 1 && files.some(({ name }) => TABLES.test(name))) return take("offer", Object.fromEntries(contents));
  for (const [name, content] of contents) take(name, content);
}

/** A name for what was pasted, by its first character. */
function nameOf(text: string): string {
  if (/^\s*[{[]/.test(text)) return "offer.json";
  if (/^\s*#|^\s*\|/m.test(text)) return "report.md";
  return /^[^\n]*[,;\t][^\n]*\n/.test(text) && !/\. /.test(text.slice(0, 200)) ? "offer.csv" : "letter.txt";
}

export function listenForFiles(take: Take): void {
  const chosen = byId("file") as HTMLInputElement;
  chosen.addEventListener("change", () => {
    void takeFiles([...(chosen.files ?? [])], take);
    chosen.value = "";
  });
  for (const button of document.querySelectorAll("[data-choose]")) button.addEventListener("click", () => chosen.click());
  let inside = 0;
  const mark = (step: number): void => {
    inside = Math.max(0, inside + step);
    document.body.classList.toggle("dropping", inside > 0);
  };
  addEventListener("dragenter", () => mark(1));
  addEventListener("dragleave", () => mark(-1));
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    mark(-Infinity);
    void takeFiles([...(event.dataTransfer?.files ?? [])], take);
  });
  addEventListener("paste", (event) => {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
    const text = event.clipboardData?.getData("text/plain");
    if (text?.trim()) take(nameOf(text), text);
  });
  const pasted = byId("pasted") as HTMLTextAreaElement;
  byId("read-pasted").addEventListener("click", () => {
    if (pasted.value.trim()) take(nameOf(pasted.value), pasted.value);
  });
}

export function showTemplates(templates: { name: string; meaning: string }[], begin: (name: string) => void): void {
  byId("templates").replaceChildren(...templates.map(({ name, meaning }) =>
    h("li", {}, h("button", { type: "button", class: "template", onclick: () => begin(name) },
      h("strong", {}, name.replaceAll("-", " ")), h("span", {}, meaning.replace(" (default)", ""))))));
}
