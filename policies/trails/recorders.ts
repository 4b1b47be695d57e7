import type { Resource, Violation } from "../rule";
import type { Recorder } from "./fieldSelector";
import {
  carryingProperties,
  type Found,
  isTemplatedResource,
  isType,
  TEMPLATED_TYPES,
  templatedResources,
  type TemplateSettings,
} from "./forms";
import { ignoredChanges } from "./ignoredChanges";
import { isWritten } from "./restriction";
import { notKnown } from "../values";
import {
  AWS_NAMES,
  AWS_NATIVE_NAMES,
  PULUMI_NAMES,
  type SelectorNames,
  TEMPLATE_NAMES,
} from "./selectorNames";

// Finds the trails and event data stores of a Pulumi resource, in each form in which one can be written.

export interface SelectingRecorder {
  readonly recorder: Recorder;
  readonly names: SelectorNames;
  /** Stands before the path of a selector. */
  readonly prefix: string;
  /** What holds the selectors. */
  readonly properties: object;
}

const DIRECT: Readonly<Record<string, Pick<SelectingRecorder, "recorder" | "names">>> = {
  "aws:cloudtrail/trail:Trail": { recorder: "trail", names: PULUMI_NAMES },
  "aws:cloudtrail/eventDataStore:EventDataStore": {
    recorder: "eventDataStore",
    names: PULUMI_NAMES,
  },
  "aws-native:cloudtrail:Trail": { recorder: "trail", names: AWS_NATIVE_NAMES },
  "aws-native:cloudtrail:EventDataStore": { recorder: "eventDataStore", names: AWS_NATIVE_NAMES },
};

/** Pulumi types in which a trail or an event data store can stand. */
export const RECORDER_TYPES: readonly string[] = [...Object.keys(DIRECT), ...TEMPLATED_TYPES];

/** A violation for each part in which one may stand that cannot be read. */
export function recordersIn(
  resource: Resource,
  settings: TemplateSettings,
): readonly (SelectingRecorder | Violation)[] {
  const direct = Object.hasOwn(DIRECT, resource.type) ? DIRECT[resource.type] : undefined;
  if (direct !== undefined) {
    const { eventSelectors, advancedEventSelectors } = direct.names;
    const basic = direct.recorder === "trail" ? [eventSelectors] : [];
    return [
      ...ignoredChanges(resource, [...basic, advancedEventSelectors]),
      { ...direct, prefix: "", properties: resource.props },
    ];
  }
  const names = resource.type.includes("cloudformation") ? TEMPLATE_NAMES : AWS_NAMES;
  const found = templatedResources(resource, settings);
  const judged = found.flatMap((each) => recorderIn(each, names));
  // A bucket in Cloud Control may well ignore changes; a stack may not, because nobody sees what it holds instead.
  return judged.length > 0 || carriesTemplate(resource)
    ? [...ignoredChanges(resource, carryingProperties(resource.type)), ...judged]
    : [];
}

/** Rather than one resource, whose type tells whether it matters. */
function carriesTemplate({ type }: Resource): boolean {
  return carryingProperties(type).every((name) => name !== "typeName" && name !== "type");
}

function recorderIn(
  found: Found,
  names: SelectorNames,
): readonly (SelectingRecorder | Violation)[] {
  if (!isTemplatedResource(found)) return [found];
  const recorder = recorderOf(found);
  if (recorder === undefined) return [];
  const { path, properties, problem } = found;
  if (problem !== undefined) return [problem];
  return isWritten(properties)
    ? [{ recorder, names, prefix: `${path}.`, properties }]
    : [{ path, ...(notKnown(properties) ?? NOT_PROPERTIES) }];
}

const NOT_PROPERTIES = { why: "is not an object with properties", fix: "write the properties out" };

function recorderOf(found: Parameters<typeof isType>[0]): Recorder | undefined {
  if (isType(found, "AWS::CloudTrail::Trail")) return "trail";
  return isType(found, "AWS::CloudTrail::EventDataStore") ? "eventDataStore" : undefined;
}
