import { isForOtherCategory, restrictionsOfAdvancedSelector } from "./advancedSelector";
import { isForDataEvents, restrictionsOfBasicSelector } from "./basicSelector";
import type { Recorder } from "./fieldSelector";
import { isTooLong, type Restriction, tooLong, withholdsAll } from "./restriction";
import { isAbsent, isRecord } from "../values";
import type { SelectorNames } from "./selectorNames";

// Reads the selectors of a trail or an event data store, basic or advanced, into what each keeps out.

export interface Selector {
  readonly name: string | undefined;
  readonly asksForOtherEvents: boolean;
  readonly restrictions: readonly Restriction[];
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedEventSelector.html */
const LONGEST_NAME = 1000;

export function readSelectors(
  selectors: object,
  names: SelectorNames,
  recorder: Recorder,
): readonly Selector[] {
  const lists = selectors as Readonly<Record<string, unknown>>;
  const basic = recorder === "trail" ? lists[names.eventSelectors] : undefined;
  const advanced = lists[names.advancedEventSelectors];
  const misspelt = misspeltLists(lists, names);
  if (misspelt.length > 0) {
    return misspelt;
  }
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
        asksForOtherEvents: isForOtherCategory(selector, names, recorder),
        restrictions: restrictionsOfAdvancedSelector(selector, path, names, recorder),
      }));
}

/** Whoever wrote `eventselectors` meant selectors; whether they come to count is not sure. */
function misspeltLists(
  lists: Readonly<Record<string, unknown>>,
  { eventSelectors, advancedEventSelectors }: SelectorNames,
): readonly Selector[] {
  return [eventSelectors, advancedEventSelectors].flatMap((name) =>
    Object.keys(lists)
      .filter((key) => key !== name && key.toLowerCase() === name.toLowerCase())
      .filter((key) => !isAbsent(lists[key]))
      .map((key) => faultySelector(withholdsAll(key, undefined, "is misspelt", `write ${name}`))),
  );
}

function readList(
  list: unknown,
  path: string,
  readSelector: (selector: unknown, path: string) => Selector,
): readonly Selector[] {
  if (isAbsent(list)) {
    return [];
  }
  if (Array.isArray(list) && isTooLong(list)) {
    return [faultySelector(tooLong(path))];
  }
  return Array.isArray(list)
    ? Array.from(list, (selector: unknown, index) => readSelector(selector, `${path}[${index}]`))
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

function nameOf(selector: unknown, names: SelectorNames): string | undefined {
  const name = isRecord(selector) ? selector[names.name] : undefined;
  return typeof name === "string" && name !== "" ? name.slice(0, LONGEST_NAME) : undefined;
}
