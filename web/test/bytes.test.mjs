// The bytes of WebAssembly are those of the native program, in node and in Chromium, for every command line of the list.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { offercast } from "../npm/dist/node.js";
import { chromiumPage, programInPage } from "./chromium.mjs";
import { commandLines } from "./command_lines.mjs";
import { filesOf, nativeProgram, root } from "./files.mjs";
import { difference, native } from "./native.mjs";

const lines = commandLines(root);
const wanted = lines.map((line) => native(nativeProgram(), root, line));

async function differences(run) {
  const differing = [];
  for (const [i, line] of lines.entries()) {
    const found = difference(wanted[i], await run(line.words, filesOf(line)));
    if (found) differing.push(`offercast ${line.words.join(" ")}: ${found}`);
  }
  return differing;
}

test("there are command lines enough", () => {
  assert.ok(lines.length >= 200, `${lines.length} command lines`);
});

test("the bytes of every command line in node", async () => {
  const wasm = await offercast();
  assert.deepEqual(await differences((words, files) => wasm.commandLine(words, files)), []);
});

test("the bytes of every command line in Chromium", async () => {
  const { page, close } = await chromiumPage();
  try {
    const run = await programInPage(page, readFileSync(`${root}/web/npm/dist/offercast.wasm`));
    assert.deepEqual(await differences(run), []);
  } finally {
    await close();
  }
});
