/** The command line as it is: words and files in, standard streams and files out. */
import { type Files, Instance } from "./instance.js";

export interface Ended {
  /** As the shell would see it. */
  status: number;
  output: Uint8Array;
  error: string;
  /** Those that were written or changed, by path. */
  files: Map<string, Uint8Array>;
}

class Stream {
  private bytes = new Uint8Array(1 << 16);
  private length = 0;

  readonly put = (byte: number): void => {
    if (this.length === this.bytes.length) {
      const larger = new Uint8Array(2 * this.length);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    this.bytes[this.length++] = byte;
  };

  all(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}

function same(a: Uint8Array, b: Uint8Array | string | undefined): boolean {
  const other = typeof b === "string" ? new TextEncoder().encode(b) : b;
  return other !== undefined && a.length === other.length && a.every((byte, i) => byte === other[i]);
}

/** Runs `offercast WORDS...`, in a fresh instance, so that one run leaves nothing to the next. */
export async function commandLine(
  compiled: WebAssembly.Module,
  words: string[],
  files: Files = {},
  input?: Uint8Array,
): Promise<Ended> {
  const output = new Stream();
  const error = new Stream();
  const instance = await Instance.create(compiled, output.put, error.put, input);
  instance.write(files);
  const status = instance.module.callMain(words);
  const written = instance.files(new Set());
  for (const [path, bytes] of written) if (same(bytes, files[path])) written.delete(path);
  return { status, output: output.all(), error: new TextDecoder().decode(error.all()), files: written };
}
