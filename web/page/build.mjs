// web/dist/offercast.html: the page with its style, scripts and module within.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";

const here = new URL(".", import.meta.url).pathname;
const web = new URL("..", import.meta.url).pathname;

function bundle(file, define = {}) {
  return buildSync({
    entryPoints: [here + file], bundle: true, minify: true, format: "iife", target: "es2022", charset: "utf8", write: false, define,
  }).outputFiles[0].text;
}

// What ends a script within HTML.
const within = (script) => script.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

// The typeface of the report, as the program has it.
const letters = readFileSync(`${web}../outputs/html_font.c`, "utf8").match(/^ {4}"[A-Za-z0-9+/=]+"/gm).map((line) => line.slice(5, -1));
const font = `@font-face{font-family:"Offercast Serif";font-weight:600;src:url(data:font/woff2;base64,${letters.join("")}) format("woff2")}`;

const style = font + buildSync({ entryPoints: [`${here}style.css`], minify: true, write: false }).outputFiles[0].text.trim();
const script = within(bundle("main.ts", { WORKER_SOURCE: JSON.stringify(bundle("program.worker.ts")) })).trim();
const parts = {
  policy: [
    "default-src 'none'", `script-src ${hash(script)} 'wasm-unsafe-eval' blob:`, "worker-src blob:", `style-src ${hash(style)}`,
    "img-src data:", "font-src data:", "connect-src 'none'", "form-action 'none'", "base-uri 'none'",
  ].join("; "),
  style,
  script,
  module: gzipSync(readFileSync(`${web}npm/dist/offercast.wasm`), { level: 9 }).toString("base64"),
};
const page = readFileSync(`${here}index.html`, "utf8").replace(/\{\{(\w+)\}\}/g, (_, part) => parts[part]);
mkdirSync(`${web}dist`, { recursive: true });
writeFileSync(`${web}dist/offercast.html`, page);
const kilobytes = (bytes) => `${Math.round(bytes / 1000)} KB`;
console.error(`web/dist/offercast.html: ${kilobytes(page.length)}, ${kilobytes(gzipSync(page, { level: 9 }).length)} compressed`);
