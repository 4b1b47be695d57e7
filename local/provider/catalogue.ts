import { readdirSync } from "node:fs";
import { join } from "node:path";
import { suggestion } from "./nearestName";
import type { AnyResourceType } from "./resourceType";

// Finds resource types by their files: aws:kms/key:Key is types/kms/key.ts, so a new type is one new file.

const FOLDER = join(__dirname, "types");

/** Files are loaded when first asked for, because each loads an AWS client. */
export async function findType(token: string): Promise<AnyResourceType> {
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
export function allTypes(): Promise<AnyResourceType[]> {
  return Promise.all(moduleNames().map(load));
}

async function load(name: string): Promise<AnyResourceType> {
  const file = (await import(join(FOLDER, name))) as { readonly default: AnyResourceType };
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
