import { load, type Offercast } from "./core.js";

export * from "./core.js";

export async function offercast(): Promise<Offercast> {
  const answer = await fetch(new URL("./offercast.wasm", import.meta.url));
  if (!answer.ok) throw new Error(`offercast.wasm: ${answer.status} ${answer.statusText}`);
  return load(await answer.arrayBuffer());
}
