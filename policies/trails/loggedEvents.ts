import type { Recorder } from "./fieldSelector";
import { KMS_EVENT_SOURCE } from "./kmsEventSource";
import { readSelectors, type Selector } from "./readSelectors";
import { type ManagementEvent } from "./restriction";
import { isAbsent } from "../values";
import { AWS_NAMES, type SelectorNames } from "./selectorNames";

// Which management events a trail or an event data store logs, judged from its selectors as CloudTrail judges them:
// "if the event matches any event selector, the trail processes and logs the event".
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html

export type MissingEvents = "reads" | "writes" | "reads and writes";

export interface BlindSpot {
  /** The KMS events that the trail does not log because of it. */
  readonly missing: MissingEvents;
  /** The property that is the cause, e.g. `eventSelectors[0].readWriteType`. */
  readonly path: string;
  /** The name that somebody gave the selector, if it has one. */
  readonly selectorName: string | undefined;
  /** What is wrong; continues a sentence that begins with the path. */
  readonly why: string;
  readonly fix: string;
}

const KMS_READ: ManagementEvent = {
  eventSource: KMS_EVENT_SOURCE,
  readOnly: true,
};
const KMS_WRITE: ManagementEvent = {
  eventSource: KMS_EVENT_SOURCE,
  readOnly: false,
};

/** `selectors`: what holds the two lists of selectors, such as the answer of GetEventSelectors. */
export function managementEventIsLogged(
  selectors: object,
  event: ManagementEvent,
  names: SelectorNames = AWS_NAMES,
  recorder: Recorder = "trail",
): boolean {
  return isLogged(readSelectors(selectors, names, recorder), event);
}

/**
 * Empty if every KMS read and write is logged; else every property to mend. An event data store that asks for no management
 * event at all, but for configuration items, say, is none that anybody looks for KMS events in: it has no blind spot.
 */
export function kmsBlindSpots(
  selectors: object,
  names: SelectorNames = AWS_NAMES,
  recorder: Recorder = "trail",
): readonly BlindSpot[] {
  const read = readSelectors(selectors, names, recorder);
  const missing = [KMS_READ, KMS_WRITE].filter((event) => !isLogged(read, event));
  const faulty = read.filter((selector) => !selector.asksForOtherEvents);
  if (missing.length > 0 && faulty.length === 0) {
    return recorder === "trail" ? [noManagementSelector(selectors, names)] : [];
  }
  return faulty.flatMap(({ name, restrictions }) =>
    restrictions.flatMap(({ path, why, fix, withholds }) => {
      const withheld = missing.filter(withholds);
      return withheld.length === 0
        ? []
        : [{ missing: describe(withheld), path, selectorName: name, why, fix }];
    }),
  );
}

/** By default, a trail logs "all read and write management events". */
function isLogged(selectors: readonly Selector[], event: ManagementEvent): boolean {
  return (
    selectors.length === 0 ||
    selectors.some(({ restrictions }) => !restrictions.some(({ withholds }) => withholds(event)))
  );
}

function noManagementSelector(selectors: object, names: SelectorNames): BlindSpot {
  const isBasic = isAbsent(
    (selectors as Readonly<Record<string, unknown>>)[names.advancedEventSelectors],
  );
  return {
    missing: "reads and writes",
    path: isBasic ? names.eventSelectors : names.advancedEventSelectors,
    selectorName: undefined,
    why: "has no selector for management events",
    fix: isBasic
      ? `set ${names.includeManagementEvents} to true in one selector`
      : `add a selector with ${names.fieldSelectors} [{ ${names.field}: "eventCategory", ${names.equals}: ["Management"] }]`,
  };
}

function describe(withheld: readonly ManagementEvent[]): MissingEvents {
  const [first, second] = withheld;
  if (second !== undefined) {
    return "reads and writes";
  }
  return first?.readOnly === true ? "reads" : "writes";
}
