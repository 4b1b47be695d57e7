import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { suggestion } from "./nearestName";
import type { AnyResourceType } from "./resourceType";

// Finds resource types by their files: aws:kms/key:Key is types/kms/key.ts, so a new type is one new file.

const FOLDER = join(__dirname, "types");
const loadFile = createRequire(__filename);

/** Files are loaded when first asked for, because each loads an AWS client. */
export function findType(token: string): AnyResourceType {
  const problem = unknownType(token);
  if (problem !== undefined) throw new Error(problem);
  return load(moduleOf(token));
}

/** What is wrong with a token, or undefined when there is such a type. */
export function unknownType(token: string): string | undefined {
  const known = moduleNames().map(tokenOf);
  if (known.includes(token)) return undefined;
  return `the stand-in aws provider has no resource type "${token}"${suggestion(token, known)}`;
}

/** Every type, for tests and documents. */
export function allTypes(): AnyResourceType[] {
  return moduleNames().map(load);
}

function load(name: string): AnyResourceType {
  const file = loadFile(join(FOLDER, `${name}.ts`)) as { readonly default: AnyResourceType };
  return file.default;
}

/** Such as kms/key. */
function moduleNames(): string[] {
  const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => file.replace(/\.ts$/, "").replaceAll("\\", "/"))
    .sort();
}

/** aws:kms/key:Key and kms/key: the class has the name of its file. */
function tokenOf(module: string): string {
  const file = module.slice(module.lastIndexOf("/") + 1);
  return `aws:${module}:${file.charAt(0).toUpperCase()}${file.slice(1)}`;
}

function moduleOf(token: string): string {
  return token.split(":")[1] ?? "";
}
