/** What the build makes of the C program: a function that makes instances of it. */
export interface Module {
  callMain(words: string[]): number;
  readonly FS: FileSystem;
  UTF8ToString(at: number): string;
  stringToUTF8(text: string, at: number, bytes: number): void;
  lengthBytesUTF8(text: string): number;
  readonly HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  _free(at: number): void;
  _module_offer_read(path: number): number;
  _module_offer_part(offer: number, i: number): number;
  _module_offer_set(offer: number, setting: number): number;
  _module_offer_assume(offer: number, name: number): number;
  _module_offer_check(offer: number): number;
  _module_offer_json(offer: number): number;
  _module_offer_free(offer: number): void;
  _module_result_ask(question: number): number;
  _module_result_write(format: number, full: number): number;
  _module_result_length(): number;
  _module_result_save_memo(path: number): number;
  _module_list(list: number): number;
  _module_list_keys(): number;
  _module_list_template(name: number): number;
  _module_list_version(): number;
}

export interface FileSystem {
  init(input: () => number | null, output: (byte: number | null) => void, error: (byte: number | null) => void): void;
  writeFile(path: string, bytes: Uint8Array | string): void;
  readFile(path: string): Uint8Array;
  readdir(path: string): string[];
  mkdirTree(path: string): void;
  unlink(path: string): void;
  chdir(path: string): void;
  stat(path: string): { mode: number };
  isDir(mode: number): boolean;
}

export interface ModuleOptions {
  instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): object;
  preRun: ((module: Module) => void)[];
}

export default function createModule(options: ModuleOptions): Promise<Module>;
