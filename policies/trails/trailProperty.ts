import type { Resource, Violation } from "../rule";
import { type Declaration, declarationsIn, type Kind } from "./declarations";
import { carryingProperties } from "./forms";
import { ignoredChanges } from "./ignoredChanges";
import { notKnown } from "../values";

// Judges one property of each trail, or each event data store, that a resource declares in whatever form.

/** A property by its two names, and what each form has when it is left out. */
export interface Flag {
  readonly kind: Kind;
  readonly name: string;
  readonly cloudFormationName: string;
  readonly wanted: boolean;
  /** The opposite is wanted under CloudFormation's name, as of `suspend` and `IngestionEnabled`. */
  readonly isReversed?: true;
  readonly whenAbsent: boolean;
  /** What is wrong; continues "is false" or the like. */
  readonly consequence: string;
}

export interface GivenProperty {
  readonly kind: Kind;
  readonly name: string;
  readonly cloudFormationName: string;
  readonly consequence: string;
  readonly fix: string;
}

export function flagViolations(resource: Resource, flag: Flag): readonly Violation[] {
  const found = declarationsIn(resource, flag.kind).map((declaration) => {
    if (!("problem" in declaration)) return ofFlag(declaration, flag);
    const { path, fix } = declaration.problem;
    return [{ path, why: `cannot be read, so ${flag.cloudFormationName} is not known`, fix }];
  });
  return found.length === 0 ? [] : [...ignoredIn(resource, flag), ...found.flat()];
}

/** A template stands in the cloud as a whole, so to ignore its changes is to ignore those of each trail in it. */
function ignoredIn(resource: Resource, flag: Flag): readonly Violation[] {
  const carrying = carryingProperties(resource.type);
  const naming = resource.type.startsWith("aws-native:") ? "aws-native" : "aws";
  return ignoredChanges(resource, carrying.length > 0 ? carrying : [nameIn(flag, naming)]);
}

function ofFlag({ prefix, properties, naming }: Declaration, flag: Flag): readonly Violation[] {
  const isReversed = naming !== "aws" && flag.isReversed === true;
  const wanted = isReversed ? !flag.wanted : flag.wanted;
  const absent = isReversed ? !flag.whenAbsent : flag.whenAbsent;
  const name = nameIn(flag, naming);
  const value = properties[name];
  if (isTruth(value ?? absent, wanted)) return [];
  const unknown = notKnown(value)?.why;
  const why =
    unknown === undefined
      ? `${describe(value, !wanted, absent)}, ${flag.consequence}`
      : `${unknown}, so nobody can tell that it is ${wanted}`;
  return [{ path: `${prefix}${name}`, why, fix: `set it to ${wanted}` }];
}

/** Any value will do, even one that is not known yet, such as the ARN of a key of the same stack. */
export function absenceViolations(resource: Resource, given: GivenProperty): readonly Violation[] {
  return declarationsIn(resource, given.kind).flatMap((declaration) => {
    if ("problem" in declaration) return [];
    const { prefix, properties, naming } = declaration;
    const name = nameIn(given, naming);
    const value = properties[name];
    if (value !== undefined && value !== null && value !== "") return [];
    return [{ path: `${prefix}${name}`, why: `is not set, ${given.consequence}`, fix: given.fix }];
  });
}

function nameIn(
  { name, cloudFormationName }: Pick<Flag, "name" | "cloudFormationName">,
  naming: Declaration["naming"],
): string {
  switch (naming) {
    case "aws":
      return name;
    case "aws-native":
      return lowerFirst(cloudFormationName);
    case "CloudFormation":
      return cloudFormationName;
  }
}

/** As Pulumi's SDKs for CloudFormation-shaped types name properties: KMSKeyId becomes kmsKeyId, IsLogging isLogging. */
function lowerFirst(name: string): string {
  return name.replace(/^([A-Z]+(?=[A-Z][a-z])|[A-Z])/, (start) => start.toLowerCase());
}

/** Providers and CloudFormation take booleans also as text. */
function isTruth(value: unknown, wanted: boolean): boolean {
  return value === wanted || (typeof value === "string" && value.toLowerCase() === `${wanted}`);
}

function describe(value: unknown, unwanted: boolean, whenAbsent: boolean): string {
  if (value === undefined || value === null) return `is not set and so ${whenAbsent}`;
  return isTruth(value, unwanted) ? `is ${unwanted}` : "is neither true nor false";
}
