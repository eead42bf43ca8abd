// Debian's Chromium, and the program in a page of it.
import { chromium } from "playwright-core";
import { buildSync } from "esbuild";

const here = new URL(".", import.meta.url).pathname;

/** { page, context, close }; `options` are of the context. */
export async function chromiumPage(options = {}) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: process.getuid() === 0 ? ["--no-sandbox"] : [], // which root has none of
  });
  const context = await browser.newContext(options);
  const page = await context.newPage();
  return { page, context, close: () => browser.close() };
}

/** A function that runs a command line in the page, as `commandLine` of the package does here. */
export async function programInPage(page, code) {
  const bundled = buildSync({
    stdin: { contents: 'export * from "../npm/dist/core.js"', resolveDir: here },
    bundle: true, format: "iife", globalName: "offercast", write: false, logLevel: "error",
  });
  await page.addScriptTag({ content: bundled.outputFiles[0].text });
  await page.evaluate(async (text) => {
    const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const base64 = (all) => {
      let letters = "";
      for (let i = 0; i < all.length; i += 1 << 14) letters += String.fromCharCode(...all.subarray(i, i + (1 << 14)));
      return btoa(letters);
    };
    const program = await globalThis.offercast.load(bytes(text));
    globalThis.runLine = async (words, files) => {
      const given = Object.fromEntries(Object.entries(files).map(([name, file]) => [name, bytes(file)]));
      const ended = await program.commandLine(words, given);
      const written = [...ended.files].map(([name, file]) => [name, base64(file)]);
      return { status: ended.status, error: ended.error, output: base64(ended.output), files: written };
    };
  }, code.toString("base64"));
  return async (words, files) => {
    const given = Object.fromEntries(Object.entries(files).map(([name, file]) => [name, file.toString("base64")]));
    const ended = await page.evaluate(([line, all]) => globalThis.runLine(line, all), [words, given]);
    const read = (text) => Buffer.from(text, "base64");
    return { ...ended, output: read(ended.output), files: new Map(ended.files.map(([name, file]) => [name, read(file)])) };
  };
}
