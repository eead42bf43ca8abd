/** One instance of the program: its memory and its files, and calls with texts. */
import createModule, { type Module } from "./module.mjs";

/** Files by path, which lie in `/offers`, where a command line stands. */
export type Files = Record<string, Uint8Array | string>;

const FOLDER = "/offers";

export class Instance {
  readonly module: Module;

  private constructor(module: Module) {
    this.module = module;
  }

  /** `output` and `error` take what is written to the standard streams. */
  static async create(
    compiled: WebAssembly.Module,
    output: (byte: number) => void = () => {},
    error: (byte: number) => void = () => {},
    input: Uint8Array = new Uint8Array(),
  ): Promise<Instance> {
    let at = 0;
    const take = (to: (byte: number) => void) => (byte: number | null) => {
      if (byte !== null) to(byte & 0xff);
    };
    const module = await createModule({
      instantiateWasm(imports, done) {
        // Asynchronous: browsers refuse to make a large instance at once outside of workers.
        void WebAssembly.instantiate(compiled, imports).then(done);
        return {};
      },
      preRun: [(made) => made.FS.init(() => input[at++] ?? null, take(output), take(error))],
    });
    module.FS.mkdirTree(FOLDER);
    module.FS.chdir(FOLDER);
    return new Instance(module);
  }

  write(files: Files): void {
    for (const [path, bytes] of Object.entries(files)) {
      const folder = path.slice(0, path.lastIndexOf("/") + 1);
      if (folder) this.module.FS.mkdirTree(`${FOLDER}/${folder}`);
      this.module.FS.writeFile(path, bytes);
    }
  }

  /** The folder with these files, and none that stood there before. */
  replaceFolder(name: string, files: Files): void {
    this.module.FS.mkdirTree(`${FOLDER}/${name}`);
    for (const old of this.module.FS.readdir(`${FOLDER}/${name}`))
      if (old !== "." && old !== "..") this.module.FS.unlink(`${FOLDER}/${name}/${old}`);
    this.write(Object.fromEntries(Object.entries(files).map(([file, bytes]) => [`${name}/${file}`, bytes])));
  }

  read(path: string): Uint8Array {
    return this.module.FS.readFile(path);
  }

  /** The files that are there, by path, but for those named. */
  files(but: ReadonlySet<string>): Map<string, Uint8Array> {
    const found = new Map<string, Uint8Array>();
    const walk = (folder: string): void => {
      for (const name of this.module.FS.readdir(`${FOLDER}/${folder}`)) {
        if (name === "." || name === "..") continue;
        const path = folder + name;
        if (this.module.FS.isDir(this.module.FS.stat(`${FOLDER}/${path}`).mode)) walk(`${path}/`);
        else if (!but.has(path)) found.set(path, this.read(path));
      }
    };
    walk("");
    return found;
  }

  /** Calls with the address of a text, which is gone afterwards. */
  withText<T>(text: string, call: (at: number) => T): T {
    const bytes = this.module.lengthBytesUTF8(text) + 1;
    const at = this.module._malloc(bytes);
    if (!at) throw new RangeError("out of memory");
    this.module.stringToUTF8(text, at, bytes);
    try {
      return call(at);
    } finally {
      this.module._free(at);
    }
  }

  text(at: number): string {
    return this.module.UTF8ToString(at);
  }

  bytes(at: number, length: number): Uint8Array {
    return this.module.HEAPU8.slice(at, at + length);
  }
}
