import { readFile } from "node:fs/promises";
import { load, type Offercast } from "./core.js";

export * from "./core.js";

export async function offercast(): Promise<Offercast> {
  return load(await readFile(new URL("./offercast.wasm", import.meta.url)));
}
