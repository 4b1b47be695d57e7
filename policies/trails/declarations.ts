import type { Resource } from "../rule";
import { isTemplatedResource, isType, TEMPLATED_TYPES, templatedResources } from "./forms";
import { isRecord } from "./restriction";

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

export function declarationsIn(resource: Resource, kind: Kind): readonly Declaration[] {
  switch (resource.type) {
    case AWS[kind]:
      return [{ prefix: "", properties: resource.props, naming: "aws" }];
    case AWS_NATIVE[kind]:
      return [{ prefix: "", properties: resource.props, naming: "aws-native" }];
    default:
      return templatedIn(resource)[kind];
  }
}

type Templated = Readonly<Record<Kind, readonly Declaration[]>>;

/** Each rule asks about the same template, and reading one takes long. */
const alreadyRead = new WeakMap<Resource["props"], Templated>();

function templatedIn({ type, props }: Resource): Templated {
  const known = alreadyRead.get(props);
  if (known !== undefined) return known;
  const found = templatedResources({ type, props }).filter(isTemplatedResource);
  // One whose properties cannot be read is refused by the rule on what trails log, once and for all rules.
  const ofKind = (kind: Kind): readonly Declaration[] =>
    found
      .filter((one) => isType(one, `AWS::CloudTrail::${kind}`))
      .flatMap(({ path, properties }) =>
        isRecord(properties)
          ? [{ prefix: `${path}.`, properties, naming: "CloudFormation" as const }]
          : [],
      );
  const templated = { Trail: ofKind("Trail"), EventDataStore: ofKind("EventDataStore") };
  alreadyRead.set(props, templated);
  return templated;
}
