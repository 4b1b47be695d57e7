import {
  isAbsent,
  isRecord,
  Restriction,
  restrictionsOfExcludedSources,
  restrictionsOfOtherProperties,
  withholdsAll,
} from "./restriction";
import { SelectorNames } from "./selectorNames";

// What one basic event selector keeps out of the trail.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html

/** True if the selector only asks for data events: no fault of its own, but it logs no KMS call. */
export function isForDataEvents(selector: unknown, names: SelectorNames): boolean {
  return isRecord(selector) && selector[names.includeManagementEvents] === false;
}

export function restrictionsOfBasicSelector(
  selector: unknown,
  path: string,
  names: SelectorNames,
): readonly Restriction[] {
  if (!isRecord(selector)) {
    return [withholdsAll(path, selector, "is not an event selector", "remove it")];
  }
  const { readWriteType, includeManagementEvents, excludeManagementEventSources } = names;
  const excluded = selector[excludeManagementEventSources];
  return [
    ...restrictionsOfOtherProperties(selector, path, [
      readWriteType,
      includeManagementEvents,
      excludeManagementEventSources,
      names.dataResources,
    ]),
    ...ofIncludeManagementEvents(
      selector[includeManagementEvents],
      `${path}.${includeManagementEvents}`,
    ),
    ...ofReadWriteType(selector[readWriteType], `${path}.${readWriteType}`),
    ...(isAbsent(excluded)
      ? []
      : restrictionsOfExcludedSources(excluded, `${path}.${excludeManagementEventSources}`)),
  ];
}

/** AWS: "By default, the value is true." */
function ofIncludeManagementEvents(value: unknown, path: string): readonly Restriction[] {
  if (value === undefined || value === null || value === true) {
    return [];
  }
  const why = value === false ? "is false" : "is neither true nor false";
  return [withholdsAll(path, value, why, "set it to true, or leave it out")];
}

/** AWS: "By default, the value is All." */
function ofReadWriteType(value: unknown, path: string): readonly Restriction[] {
  const fix = 'set it to "All", or leave it out';
  switch (value) {
    case undefined:
    case null:
    case "All":
      return [];
    case "ReadOnly":
      return [
        {
          path,
          why: 'is "ReadOnly"',
          fix,
          withholds: (event) => !event.readOnly,
        },
      ];
    case "WriteOnly":
      return [
        {
          path,
          why: 'is "WriteOnly"',
          fix,
          withholds: (event) => event.readOnly,
        },
      ];
    default:
      return [withholdsAll(path, value, "is not a value that CloudTrail knows", fix)];
  }
}
