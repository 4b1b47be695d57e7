// Sample records that the log tables are asked over: those of the detections and saved queries, and a day's use of keys.
import { recordDetections } from "../../detections/catalogue";
import type { CloudTrailRecord } from "../../detections/detection";
import { savedQueries } from "../../queries/catalogue";
import { keyArn, sampleRecord, session } from "../../queries/sampleRecord";

const USERS = [
  ["Payments", 34],
  ["Ledger", 21],
  ["Backups", 13],
  ["Reports", 8],
  ["Deployment", 5],
] as const;

export function sampleRecords(): readonly CloudTrailRecord[] {
  const uses = USERS.flatMap(([role, calls], user) =>
    Array.from({ length: calls }, (_, call) =>
      sampleRecord(1000 * user + call, "2026-03-05T12:00:00Z", "Decrypt", {
        userIdentity: session(role, "i-1234567890"),
        readOnly: true,
        resources: [{ ARN: keyArn }],
        ...(call % 9 === 4 ? { errorCode: "AccessDenied" } : {}),
      }),
    ),
  );
  const told = recordDetections.flatMap(({ matching }) => matching);
  return [...told, ...savedQueries.flatMap(({ finds }) => finds), ...uses];
}
