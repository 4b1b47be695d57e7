import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { zipSync, type Zippable } from "fflate";

// An archive of the program, as the engine sends it, made the zip file that AWS Lambda takes.

/** https://pulumi-developer-docs.readthedocs.io/latest/docs/architecture/deployment-execution/serialization.html */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";

export interface Archive {
  readonly [SIGNATURE]: typeof ARCHIVE;
  readonly hash?: string;
  /** Of a folder or a zip file, seen from the folder of the program. */
  readonly path?: string;
  readonly assets?: Readonly<Record<string, Asset | Archive>>;
}

interface Asset {
  readonly [SIGNATURE]: string;
  readonly hash?: string;
  readonly text?: string;
  readonly path?: string;
}

type Files = Record<string, Uint8Array>;

/** Of no day, so that the same files make the same zip file: the first that a zip file can say. */
const NO_DAY = new Date(1980, 0, 1);

export function isArchive(value: unknown): value is Archive {
  return typeof value === "object" && value !== null && signatureOf(value) === ARCHIVE;
}

/** The zip file of an archive. One that is a zip file already is taken as it is. */
export function zipOf(archive: Archive): Uint8Array {
  const { path } = archive;
  if (path !== undefined && !statSync(path).isDirectory()) return readFileSync(path);
  const files = Object.entries(filesOf(archive)).sort(([one], [other]) => (one < other ? -1 : 1));
  return zipSync(Object.fromEntries(files.map(zipped)), { mtime: NO_DAY });
}

/** Everybody may read it: https://docs.aws.amazon.com/lambda/latest/dg/configuration-function-zip.html */
function zipped([name, content]: [string, Uint8Array]): [string, Zippable[string]] {
  const readableByAll = 0o100644 * 2 ** 16;
  return [name, [content, { os: 3, attrs: readableByAll }]];
}

function filesOf({ path, assets = {} }: Archive): Files {
  if (path !== undefined) return filesIn(path);
  return Object.assign({}, ...Object.entries(assets).map(filesAt)) as Files;
}

/** A file, or an archive in a folder of this name. */
function filesAt([name, content]: [string, Asset | Archive]): Files {
  if (!isArchive(content)) return { [name]: contentOf(name, content) };
  const files = Object.entries(filesOf(content));
  return Object.fromEntries(files.map(([inner, bytes]) => [`${name}/${inner}`, bytes]));
}

function filesIn(folder: string): Files {
  if (!statSync(folder).isDirectory())
    throw new Error(`${basename(folder)}: an archive within an archive must be a folder`);
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(
    files.map((name) => [name.replaceAll("\\", "/"), readFileSync(join(folder, name))]),
  );
}

function contentOf(name: string, { text, path }: Asset): Uint8Array {
  if (text !== undefined) return Buffer.from(text);
  if (path !== undefined) return readFileSync(path);
  throw new Error(`the content of ${name} is neither a text nor a file of this machine`);
}

function signatureOf(value: object): unknown {
  return SIGNATURE in value ? value[SIGNATURE] : undefined;
}
