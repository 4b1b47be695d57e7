import type { Properties, Property, Shape, Values } from "./resourceType";

// Says when two values mean the same to AWS, so that spelling (order, white space, a default written out) is no change.

/** The engine sends this text in place of a value that is known only after an update. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function hasUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(hasUnknown);
}

export function isObject(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function sameMeaning(property: Property, one: unknown, other: unknown): boolean {
  return (
    meaning(property, one ?? property.default) === meaning(property, other ?? property.default)
  );
}

/** The values with the table's defaults filled in, nested ones too; nulls are left out. */
export function withDefaults(properties: Properties, values: Values): Values {
  const filled: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(properties)) {
    const value = values[name] ?? property.default;
    if (value !== undefined && value !== null) filled[name] = fill(property, value);
  }
  return filled;
}

function fill(shape: Shape, value: unknown): unknown {
  if (shape.type === "object" && isObject(value)) return withDefaults(shape.properties, value);
  if ((shape.type === "list" || shape.type === "set") && Array.isArray(value))
    return value.map((item) => fill(shape.of, item));
  return value;
}

/** One text per meaning. As for the real provider, "", false, [], {} and an object of defaults mean the same as nothing. */
function meaning(shape: Shape, value: unknown): string {
  if (value === undefined || value === null || value === "" || value === false) return "";
  if (shape.type === "json" || shape.type === "policy") return documentMeaning(shape.type, value);
  if (shape.type === "object" && isObject(value)) {
    const filled = withDefaults(shape.properties, value);
    const parts = Object.entries(shape.properties).flatMap(([name, property]) => {
      const part = meaning(property, filled[name]);
      return part === meaning(property, property.default) ? [] : [[name, part]];
    });
    return parts.length === 0 ? "" : JSON.stringify(parts);
  }
  if ((shape.type === "list" || shape.type === "set") && Array.isArray(value)) {
    const items = value.map((item) => meaning(shape.of, item));
    if (items.length === 0) return "";
    return JSON.stringify(shape.type === "set" ? items.sort() : items);
  }
  if (shape.type === "archive") return archiveMeaning(value);
  if (shape.type === "map" && isObject(value) && Object.keys(value).length === 0) return "";
  return JSON.stringify(sortedKeys(value));
}

/** The engine hashes the content of what the program gives. */
function archiveMeaning(value: unknown): string {
  return JSON.stringify(isObject(value) && value.hash !== undefined ? value.hash : value);
}

function documentMeaning(type: "json" | "policy", value: unknown): string {
  try {
    const document: unknown = typeof value === "string" ? JSON.parse(value) : value;
    return JSON.stringify(sortedKeys(type === "policy" ? policyMeaning(document) : document));
  } catch {
    return JSON.stringify(value);
  }
}

/**
 * In a policy a list of one is the same as its element, and the order of a list has no meaning:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
function policyMeaning(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => JSON.stringify(sortedKeys(policyMeaning(item)))).sort();
    return items.length === 1 ? JSON.parse(items[0] ?? "null") : items;
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, policyMeaning(part)]));
}

function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sortedKeys(part)]));
}
