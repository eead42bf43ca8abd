// The native program's answer to a command line, in a folder of its own.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** { status, output, error, files: Map }: of the files those that were written or changed. */
export function native(program, root, { words, files }) {
  const folder = mkdtempSync(join(tmpdir(), "offercast-web."));
  const given = new Map();
  for (const path of files) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    copyFileSync(join(root, path), join(folder, name));
    given.set(name, readFileSync(join(folder, name)));
  }
  const ended = spawnSync(program, words, { cwd: folder, env: { LC_ALL: "C.UTF-8" }, input: "", maxBuffer: 1 << 28 });
  const written = new Map();
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(join(folder, name));
    if (!given.get(name)?.equals(bytes)) written.set(name, bytes);
  }
  rmSync(folder, { recursive: true });
  return { status: ended.status, output: ended.stdout, error: ended.stderr.toString(), files: written };
}

/** What differs between two answers, in one line; "" where nothing does. */
export function difference(wanted, got) {
  if (wanted.status !== got.status) return `status ${got.status}, not ${wanted.status}: ${got.error}`;
  if (wanted.error !== got.error) return `standard error is\n${got.error}\nnot\n${wanted.error}`;
  if (!Buffer.from(got.output).equals(wanted.output)) return "standard output differs";
  const names = [...new Set([...wanted.files.keys(), ...got.files.keys()])].sort();
  for (const name of names) {
    const bytes = got.files.get(name);
    if (!bytes || !wanted.files.has(name)) return `${name} is there only once`;
    if (!Buffer.from(bytes).equals(wanted.files.get(name))) return `${name} differs`;
  }
  return "";
}
