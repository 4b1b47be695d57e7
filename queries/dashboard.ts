// What the dashboard asks the trail's log group besides saved queries: short lists, over the range of time that the dashboard is set to.
import type { RecordDetection } from "../detections/detection";
import { keyAccess } from "../detections/keyAccess";
import { keyAvailability } from "../detections/keyAvailability";
import { keyLifecycle } from "../detections/keyLifecycle";
import { KMS_EVENT_SOURCE } from "../policies/trails/kmsEventSource";
import { key, principal, principalOrRole } from "./insights";

const ROWS = 20;

const namesOf = ({ calls }: RecordDetection): readonly string[] => calls.eventNames;
const changes = [
  ...new Set([...keyAvailability, ...keyAccess, ...keyLifecycle].flatMap(namesOf)),
].toSorted();

/** What was done to keys, newest first: every call that a detection on keys looks for, and what KMS does itself. */
export const keyChanges = `filter eventSource = "${KMS_EVENT_SOURCE}"
    and eventName in [${changes.map((name) => `"${name}"`).join(", ")}]
| fields ${principal} as principal, ${key} as key
| sort eventTime desc
| limit ${ROWS}
| display eventTime, awsRegion, eventName, principal, key, errorCode`;

/** Who calls KMS most. All sessions of a role count as one. */
export const mostCalls = `filter eventSource = "${KMS_EVENT_SOURCE}"
| fields ${principalOrRole} as principal
| stats count(*) as calls, count(errorCode) as failed by principal
| sort calls desc
| limit ${ROWS}`;
