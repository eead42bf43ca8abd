/** How an offer comes in: dropped, chosen, pasted, or begun from a template. */
import { byId, h } from "./dom.js";

export type Take = (file: string, bytes: Uint8Array | string) => void;

const TEXTS = /\.(json|md|markdown|txt|csv|tsv)$/i;

async function takeFile(file: File, take: Take): Promise<void> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!TEXTS.test(file.name)) return take(file.name, bytes);
  try {
    take(file.name, new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    take(file.name, bytes); // in another encoding, which the program tells
  }
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
    for (const file of chosen.files ?? []) void takeFile(file, take);
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
    for (const file of event.dataTransfer?.files ?? []) void takeFile(file, take);
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
