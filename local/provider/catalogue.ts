import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Lookup } from "./lookup";
import { suggestion } from "./nearestName";
import type { AnyResourceType } from "./resourceType";

// Finds resource types and lookups by their files, so that a new one is one new file: aws:kms/key:Key is types/kms/key.ts,
// and aws:index/getRegion:getRegion is functions/index/getRegion.ts.

const loadFile = createRequire(__filename);

/** Files are loaded when first asked for, because each loads an AWS client. */
export function findType(token: string): AnyResourceType {
  const problem = unknownType(token);
  if (problem !== undefined) throw new Error(problem);
  return load<AnyResourceType>("types", moduleOf(token));
}

/** What is wrong with a token, or undefined when there is such a type. */
export function unknownType(token: string): string | undefined {
  const known = moduleNames("types").map(typeToken);
  if (known.includes(token)) return undefined;
  return `the stand-in aws provider has no resource type "${token}"${suggestion(token, known)}`;
}

/** Every type, for tests and documents. */
export function allTypes(): AnyResourceType[] {
  return moduleNames("types").map((name) => load<AnyResourceType>("types", name));
}

export function findFunction(token: string): Lookup {
  const known = moduleNames("functions").map(functionToken);
  if (!known.includes(token))
    throw new Error(
      `the stand-in aws provider has no function ${token}${suggestion(token, known)}`,
    );
  return load<Lookup>("functions", moduleOf(token));
}

type Folder = "types" | "functions";

function load<T>(folder: Folder, name: string): T {
  const file = loadFile(join(__dirname, folder, `${name}.ts`)) as { readonly default: T };
  return file.default;
}

/** Such as kms/key. */
function moduleNames(folder: Folder): string[] {
  const files = readdirSync(join(__dirname, folder), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => file.replace(/\.ts$/, "").replaceAll("\\", "/"))
    .sort();
}

/** aws:kms/key:Key and kms/key: the class has the name of its file. */
function typeToken(module: string): string {
  const name = nameOf(module);
  return `aws:${module}:${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

function functionToken(module: string): string {
  return `aws:${module}:${nameOf(module)}`;
}

function nameOf(module: string): string {
  return module.slice(module.lastIndexOf("/") + 1);
}

function moduleOf(token: string): string {
  return token.split(":")[1] ?? "";
}
