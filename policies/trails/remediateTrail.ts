import { isForOtherCategory } from "./advancedSelector";
import { isForDataEvents } from "./basicSelector";
import { kmsBlindSpots } from "./loggedEvents";
import { SECRET, UNKNOWN } from "../rule";
import { isRecord } from "../values";
import { PULUMI_NAMES } from "./selectorNames";

// Mends the selectors of an `aws.cloudtrail.Trail` so that it logs every KMS event. Selectors for other events stay as they are.

type Properties = Readonly<Record<string, unknown>>;

const MANAGEMENT = { field: "eventCategory", equals: ["Management"] };
const RDS_DATA = "rdsdata.amazonaws.com";

/** The properties that are not as they should be, with their new values; none if what stays has a value that cannot be handed on. */
export function remedyOfTrail(props: Properties): Properties {
  const mended = remediateTrail(props);
  const keys = new Set([...Object.keys(props), ...Object.keys(mended)]);
  const changed = [...keys].filter((key) => props[key] !== mended[key]);
  const remedy = Object.fromEntries(changed.map((key) => [key, mended[key]]));
  return holdsMarker(remedy) ? {} : remedy;
}

function holdsMarker(value: unknown): boolean {
  if (value === UNKNOWN || value === SECRET) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsMarker);
}

/** The same object if there is nothing to mend. What stays may hold UNKNOWN and SECRET, but never where KMS events are decided. */
export function remediateTrail(props: Properties): Properties {
  if (kmsBlindSpots(props, PULUMI_NAMES).length === 0) return props;
  const { eventSelectors, advancedEventSelectors, ...others } = wellSpelt(props);
  if (isFilled(advancedEventSelectors)) {
    // AWS keeps the advanced ones where both are given.
    return { ...others, advancedEventSelectors: mendedAdvanced(advancedEventSelectors) };
  }
  return isFilled(eventSelectors)
    ? { ...others, eventSelectors: mendedBasic(eventSelectors) }
    : others;
}

/** A list that is not known is left out: without selectors, a trail logs every management event. */
function isFilled(list: unknown): list is readonly unknown[] {
  return Array.isArray(list) && list.length > 0;
}

function wellSpelt(props: Properties): Properties {
  const misspelt = (key: string): boolean =>
    [PULUMI_NAMES.eventSelectors, PULUMI_NAMES.advancedEventSelectors].some(
      (name) => key !== name && key.toLowerCase() === name.toLowerCase(),
    );
  return Object.fromEntries(Object.entries(props).filter(([key]) => !misspelt(key)));
}

function mendedBasic(selectors: readonly unknown[]): readonly unknown[] {
  const isOther = (selector: unknown): boolean => isForDataEvents(selector, PULUMI_NAMES);
  const mended = selectors.map((selector) => (isOther(selector) ? selector : ofBasic(selector)));
  return selectors.every(isOther) ? [...mended, ofBasic({})] : mended;
}

function ofBasic(selector: unknown): Properties {
  const { excludeManagementEventSources: sources, dataResources } = isRecord(selector)
    ? selector
    : {};
  const excludesRdsData = Array.isArray(sources) && sources.includes(RDS_DATA);
  return {
    readWriteType: "All",
    includeManagementEvents: true,
    ...(excludesRdsData && { excludeManagementEventSources: [RDS_DATA] }),
    ...(dataResources !== undefined && { dataResources }),
  };
}

function mendedAdvanced(selectors: readonly unknown[]): readonly unknown[] {
  const isOther = (selector: unknown): boolean =>
    isForOtherCategory(selector, PULUMI_NAMES, "trail");
  const mended = selectors.map((selector) => (isOther(selector) ? selector : ofAdvanced(selector)));
  return selectors.every(isOther) ? [...mended, ofAdvanced({})] : mended;
}

function ofAdvanced(selector: unknown): Properties {
  const { name, fieldSelectors } = isRecord(selector) ? selector : {};
  const excludesRdsData = Array.isArray(fieldSelectors) && fieldSelectors.some(isRdsDataExclusion);
  return {
    ...(typeof name === "string" && { name }),
    fieldSelectors: [
      MANAGEMENT,
      ...(excludesRdsData ? [{ field: "eventSource", notEquals: [RDS_DATA] }] : []),
    ],
  };
}

function isRdsDataExclusion(field: unknown): boolean {
  if (!isRecord(field) || field.field !== "eventSource") return false;
  const sources = field.notEquals;
  return Array.isArray(sources) && sources.includes(RDS_DATA);
}
