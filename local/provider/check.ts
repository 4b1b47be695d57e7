import { isArchive } from "./archive";
import { hasUnknown, isObject, UNKNOWN } from "./meaning";
import { suggestion } from "./nearestName";
import type { Properties, Shape, Values } from "./resourceType";

// Refuses, before anything is made, what the real provider would refuse: unknown and misspelt properties,
// missing ones, wrong basic types. Every problem is reported, each by its path.

/** Each problem is a sentence that names its property. */
export function check(token: string, properties: Properties, values: Values): string[] {
  return checkProperties(token, "", properties, values);
}

/** Policies may be given as objects; the real provider makes them texts, too. Nulls are as good as absent. */
export function normalised(properties: Properties, values: Values): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined) continue;
    const isDocument = properties[name]?.type === "policy" && isObject(value);
    result[name] = !isDocument ? value : hasUnknown(value) ? UNKNOWN : JSON.stringify(value);
  }
  return result;
}

function checkProperties(
  owner: string,
  path: string,
  properties: Properties,
  values: Values,
): string[] {
  const accepted = Object.keys(properties).filter((name) => properties[name]?.output !== true);
  const given = Object.entries(values).filter(
    ([name, value]) => !name.startsWith("__") && value !== null,
  );
  const problems = given.flatMap(([name, value]) => {
    const property = properties[name];
    const where = path + name;
    if (property === undefined)
      return [`"${where}" is not a property of ${owner}${suggestion(name, accepted)}`];
    if (property.output === true) return [`"${where}" is made by AWS and cannot be given`];
    return checkValue(owner, where, property, value);
  });
  const missing = accepted
    .filter((name) => properties[name]?.required === true && (values[name] ?? null) === null)
    .map((name) => `missing required property "${path}${name}"`);
  return [...problems, ...missing, ...conflicts(path, properties, values)];
}

function conflicts(path: string, properties: Properties, values: Values): string[] {
  const isGiven = (name: string): boolean => (values[name] ?? null) !== null;
  return Object.entries(properties).flatMap(([name, { conflictsWith = [] }]) =>
    conflictsWith
      .filter((other) => isGiven(name) && isGiven(other))
      .map((other) => `give "${path}${name}" or "${path}${other}", not both`),
  );
}

function checkValue(owner: string, path: string, shape: Shape, value: unknown): string[] {
  if (value === UNKNOWN) return [];
  switch (shape.type) {
    case "object":
      return isObject(value)
        ? checkProperties(owner, `${path}.`, shape.properties, value)
        : [wrongType(path, "an object", value)];
    case "list":
    case "set":
      return Array.isArray(value)
        ? value.flatMap((item, index) => checkValue(owner, `${path}[${index}]`, shape.of, item))
        : [wrongType(path, "a list", value)];
    case "map":
      return isObject(value)
        ? Object.entries(value).flatMap(([key, text]) =>
            checkValue(owner, `${path}.${key}`, { type: "string" }, text),
          )
        : [wrongType(path, "a map of strings", value)];
    case "archive":
      return isArchive(value) ? [] : [wrongType(path, "an archive", value)];
    case "boolean":
      return typeof value === "boolean" ? [] : [wrongType(path, "true or false", value)];
    case "number":
      return typeof value === "number" ? [] : [wrongType(path, "a number", value)];
    case "integer":
      return Number.isInteger(value) ? [] : [wrongType(path, "a whole number", value)];
    case "string":
      return typeof value === "string" ? [] : [wrongType(path, "a string", value)];
    case "json":
    case "policy":
      return checkDocument(path, value);
  }
}

function checkDocument(path: string, value: unknown): string[] {
  if (typeof value !== "string") return [wrongType(path, "a JSON text", value)];
  try {
    JSON.parse(value);
    return [];
  } catch (error) {
    return [
      `"${path}" is not valid JSON: ${error instanceof Error ? error.message : "cannot be read"}`,
    ];
  }
}

function wrongType(path: string, wanted: string, value: unknown): string {
  return `"${path}" must be ${wanted}, not ${JSON.stringify(value)}`;
}
