// Samples as they would come now from the deployed stack: what was told an hour ago is not told again, so each has ids of its own.
import { randomUUID } from "node:crypto";
import type { AwsEvent, CloudTrailRecord } from "../../detections/detection";
import { sampleKeyArn } from "../../detections/kmsRecord";
import { SAMPLE_NAMES } from "../../detections/record";

/** Names of the deployed stack that samples speak of by other names. */
export interface DeployedNames {
  readonly trailName: string;
  readonly logGroupName: string;
}

const SAMPLE_KEY_ID = sampleKeyArn.split("/")[1] ?? "";

/** A whole name or the end of an ARN: names of other resources may begin with it. */
const TRAIL_IN_SAMPLE = new RegExp(`(?<=["/])${SAMPLE_NAMES.trailName}(?=")`, "g");

/** A new act on a new key. */
export function freshRecord(record: CloudTrailRecord, names: DeployedNames): CloudTrailRecord {
  return asNew(renamed(record, names, randomUUID()));
}

/** The same call once more, on the same resources. */
export function asNew(record: CloudTrailRecord): CloudTrailRecord {
  return { ...record, eventID: randomUUID(), eventTime: now() };
}

/** Two witnesses of one new act on one new key: KMS's event, and the record of the same. */
export function freshPair(
  event: AwsEvent,
  record: CloudTrailRecord,
  names: DeployedNames,
): readonly [AwsEvent, CloudTrailRecord] {
  const keyId = randomUUID();
  const time = now();
  return [
    { ...renamed(event, names, keyId), id: randomUUID(), time },
    { ...renamed(record, names, keyId), eventID: randomUUID(), eventTime: time },
  ];
}

function renamed<T extends object>(sample: T, names: DeployedNames, keyId: string): T {
  const text = JSON.stringify(sample)
    .replaceAll(SAMPLE_NAMES.logGroupName, names.logGroupName)
    .replaceAll(TRAIL_IN_SAMPLE, names.trailName)
    .replaceAll(SAMPLE_KEY_ID, keyId);
  return JSON.parse(text) as T;
}

/** As CloudTrail and EventBridge write it: to the second. */
function now(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, "Z");
}
