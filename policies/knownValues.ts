import { UnknownValueError } from "@pulumi/policy";
import { UNKNOWN } from "./restriction";

// Copies a property of a resource for a policy to judge, with UNKNOWN where the engine does not know a value yet.
// Left alone, the SDK's error for an unknown value ends the policy, and the engine then shows even a mandatory
// policy as "[advisory] can't run policy" and lets the preview pass.

export function knownValues(owner: object, key: string | number): unknown {
  const value = readValue(owner, key);
  if (Array.isArray(value)) {
    return Array.from(value.keys(), (index) => knownValues(value, index));
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.keys(value).map((name) => [name, knownValues(value, name)]));
  }
  return value;
}

/** Any other error goes on to the engine, which then fails the deployment. */
function readValue(owner: object, key: string | number): unknown {
  try {
    return (owner as Readonly<Record<string | number, unknown>>)[key];
  } catch (error) {
    if (error instanceof UnknownValueError) {
      return UNKNOWN;
    }
    throw error;
  }
}
