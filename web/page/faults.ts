/** Errors at their place: each with its line of the document, and the text itself to be mended. */
import type { Message } from "../npm/dist/core.js";
import { h } from "./dom.js";
import type { Given } from "./protocol.js";

export function faultsOf(faults: Message[], given: Given, rewrite: (text: string) => void): HTMLElement[] {
  if (!faults.length) return [];
  const text = typeof given.bytes === "string" ? h("textarea", { id: "mend", rows: 14, spellcheck: false, "aria-label": `The text of ${given.file}` }) : null;
  if (text && typeof given.bytes === "string") text.value = given.bytes;
  const show = (fault: Message): void => {
    if (!text) return;
    const lines = text.value.split("\n");
    const start = lines.slice(0, fault.line - 1).join("\n").length + (fault.line > 1 ? 1 : 0) + fault.column - 1;
    text.focus();
    text.setSelectionRange(start, start + (/^[^|,}\]\n]*/.exec(text.value.slice(start))?.[0].trimEnd().length ?? 1));
    const height = text.scrollHeight / lines.length;
    text.scrollTop = Math.max(0, (fault.line - 4) * height);
  };
  const count = faults.length === 1 ? "one place" : `${faults.length} places`;
  return [
    h("h1", { id: "verdict" }, faults.every(({ file }) => file === "--set")
      ? "A value you changed can't be read" : `${given.file} can't be read in ${count}`),
    h("ol", { class: "faults" }, faults.map((fault) => h("li", {},
      h("p", {}, fault.text, fault.pointer && fault.line > 0 && h("span", { class: "sub" }, `line ${fault.line}, ${fault.pointer}`)),
      excerptOf(fault) && h("pre", {}, excerptOf(fault)),
      fault.help && h("p", { class: "note" }, fault.help),
      text && fault.line > 0 && fault.file === given.file &&
        h("button", { type: "button", class: "small", onclick: () => show(fault) }, `Go to line ${fault.line}`)))),
    ...(text ? [h("h2", {}, "Mend it here"), text, h("p", {}, h("button", { type: "button", onclick: () => rewrite(text.value) }, "Read it again"))] : []),
  ];
}

/** The source line with its caret, of what the program prints. */
function excerptOf(fault: Message): string {
  return fault.printed.split("\n").filter((line) => line.startsWith("  | ")).map((line) => line.slice(4)).join("\n");
}
