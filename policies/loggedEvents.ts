import { isForOtherCategory, restrictionsOfAdvancedSelector } from "./advancedSelector";
import { isForDataEvents, restrictionsOfBasicSelector } from "./basicSelector";
import {
  isAbsent,
  isRecord,
  KMS_EVENT_SOURCE,
  ManagementEvent,
  Restriction,
  withholdsAll,
} from "./restriction";
import { AWS_NAMES, SelectorNames } from "./selectorNames";

// Which management events a trail logs, judged from its selectors as CloudTrail judges them:
// "if the event matches any event selector, the trail processes and logs the event".
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html

export interface BlindSpot {
  /** The KMS events that the trail does not log because of it. */
  readonly missing: "reads" | "writes" | "reads and writes";
  /** The property that is the cause, e.g. `eventSelectors[0].readWriteType`. */
  readonly path: string;
  /** The name that somebody gave the selector, if it has one. */
  readonly selectorName: string | undefined;
  /** What is wrong; continues a sentence that begins with the path. */
  readonly why: string;
  readonly fix: string;
}

interface Selector {
  readonly name: string | undefined;
  readonly asksForOtherEvents: boolean;
  readonly restrictions: readonly Restriction[];
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
): boolean {
  return isLogged(readSelectors(selectors, names), event);
}

/** Empty if the trail logs every KMS read and write; else every property to mend. */
export function kmsBlindSpots(
  selectors: object,
  names: SelectorNames = AWS_NAMES,
): readonly BlindSpot[] {
  const read = readSelectors(selectors, names);
  const missing = [KMS_READ, KMS_WRITE].filter((event) => !isLogged(read, event));
  const faulty = read.filter((selector) => !selector.asksForOtherEvents);
  if (missing.length > 0 && faulty.length === 0) {
    return [noManagementSelector(selectors, names)];
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

function readSelectors(selectors: object, names: SelectorNames): readonly Selector[] {
  const lists = selectors as Readonly<Record<string, unknown>>;
  const basic = lists[names.eventSelectors];
  const advanced = lists[names.advancedEventSelectors];
  if (!isAbsent(basic) && !isAbsent(advanced)) {
    return [bothForms(names)];
  }
  return isAbsent(advanced)
    ? readList(basic, names.eventSelectors, (selector, path) => ({
        name: undefined,
        asksForOtherEvents: isForDataEvents(selector, names),
        restrictions: restrictionsOfBasicSelector(selector, path, names),
      }))
    : readList(advanced, names.advancedEventSelectors, (selector, path) => ({
        name: nameOf(selector, names),
        asksForOtherEvents: isForOtherCategory(selector, names),
        restrictions: restrictionsOfAdvancedSelector(selector, path, names),
      }));
}

function readList(
  list: unknown,
  path: string,
  readSelector: (selector: unknown, path: string) => Selector,
): readonly Selector[] {
  if (isAbsent(list)) {
    return [];
  }
  return Array.isArray(list)
    ? list.map((selector: unknown, index) => readSelector(selector, `${path}[${index}]`))
    : [faultySelector(withholdsAll(path, list, "is not a list of selectors", "remove it"))];
}

/** AWS: "You cannot apply both event selectors and advanced event selectors to a trail." */
function bothForms({ eventSelectors, advancedEventSelectors }: SelectorNames): Selector {
  const why = `is set beside ${eventSelectors}, and CloudTrail accepts only one of the two`;
  return faultySelector(withholdsAll(advancedEventSelectors, null, why, "remove one of them"));
}

function faultySelector(restriction: Restriction): Selector {
  return {
    name: undefined,
    asksForOtherEvents: false,
    restrictions: [restriction],
  };
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

function nameOf(selector: unknown, names: SelectorNames): string | undefined {
  const name = isRecord(selector) ? selector[names.name] : undefined;
  return typeof name === "string" && name !== "" ? name : undefined;
}

function describe(withheld: readonly ManagementEvent[]): BlindSpot["missing"] {
  const [first, second] = withheld;
  if (second !== undefined) {
    return "reads and writes";
  }
  return first?.readOnly === true ? "reads" : "writes";
}
