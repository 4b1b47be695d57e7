import type { Resource, Violation } from "../rule";
import {
  isTemplatedResource,
  isType,
  TEMPLATED_TYPES,
  type TemplatedResource,
  templatedResources,
} from "./forms";
import { isWritten } from "./restriction";
import { notKnown } from "../values";

// Finds the trails and event data stores that a resource declares, for rules on one of their properties.

export type Kind = "Trail" | "EventDataStore";

export interface Declaration {
  /** What stands before the names of its properties in a path. */
  readonly prefix: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly naming: "aws" | "aws-native" | "CloudFormation";
}

const AWS: Readonly<Record<Kind, string>> = {
  Trail: "aws:cloudtrail/trail:Trail",
  EventDataStore: "aws:cloudtrail/eventDataStore:EventDataStore",
};

const AWS_NATIVE: Readonly<Record<Kind, string>> = {
  Trail: "aws-native:cloudtrail:Trail",
  EventDataStore: "aws-native:cloudtrail:EventDataStore",
};

/** Pulumi types in which a declaration of the kind can stand. */
export function typesWith(kind: Kind): readonly string[] {
  return [AWS[kind], AWS_NATIVE[kind], ...TEMPLATED_TYPES];
}

/** One whose properties cannot be read, and why. */
export interface UnreadableDeclaration {
  readonly problem: Violation;
}

/** Templates that cannot be read at all are refused by the rule on what trails log, once and for all rules. */
export function declarationsIn(
  resource: Pick<Resource, "type" | "props">,
  kind: Kind,
): readonly (Declaration | UnreadableDeclaration)[] {
  switch (resource.type) {
    case AWS[kind]:
      return [{ prefix: "", properties: resource.props, naming: "aws" }];
    case AWS_NATIVE[kind]:
      return [{ prefix: "", properties: resource.props, naming: "aws-native" }];
    default:
      return templatedIn(resource)[kind];
  }
}

type Templated = Readonly<Record<Kind, readonly (Declaration | UnreadableDeclaration)[]>>;

/** Each rule asks about the same template, and reading one takes long. */
const alreadyRead = new WeakMap<Resource["props"], Templated>();

function templatedIn({ type, props }: Pick<Resource, "type" | "props">): Templated {
  const known = alreadyRead.get(props);
  if (known !== undefined) return known;
  const found = templatedResources({ type, props }).filter(isTemplatedResource);
  const ofKind = (kind: Kind): Templated[Kind] =>
    found.filter((one) => isType(one, `AWS::CloudTrail::${kind}`)).map(declarationOf);
  const templated = { Trail: ofKind("Trail"), EventDataStore: ofKind("EventDataStore") };
  alreadyRead.set(props, templated);
  return templated;
}

const NOT_PROPERTIES = { why: "is not an object with properties", fix: "write the properties out" };

function declarationOf({
  path,
  properties,
  problem,
}: TemplatedResource): Declaration | UnreadableDeclaration {
  return isWritten(properties)
    ? { prefix: `${path}.`, properties, naming: "CloudFormation" }
    : { problem: problem ?? { path, ...(notKnown(properties) ?? NOT_PROPERTIES) } };
}
