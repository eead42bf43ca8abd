// Files of a command line, as bytes by their own name.
import { readFileSync } from "node:fs";

export const root = new URL("../..", import.meta.url).pathname;

export function filesOf({ files }) {
  return Object.fromEntries(
    files.map((path) => [path.slice(path.lastIndexOf("/") + 1), readFileSync(`${root}/${path}`)]),
  );
}

export function nativeProgram() {
  const program = process.env.OFFERCAST_NATIVE;
  if (!program) throw new Error("OFFERCAST_NATIVE names the native program");
  return program;
}
