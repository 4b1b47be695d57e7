// Incidents that CloudTrail records: one for each detection on records, as data describes it, and one of what is near to them.
import { recordDetections } from "../../detections/catalogue";
import type { AwsEvent, CloudTrailRecord, RecordDetection } from "../../detections/detection";
import { filterPatternOf } from "../../detections/filterPattern";
import { kmsRecord } from "../../detections/kmsRecord";
import { SAMPLE_NAMES } from "../../detections/record";
import { matchesFilterPattern } from "../../filterPatterns/match";
import { parseFilterPattern } from "../../filterPatterns/parse";
import { deliver } from "./cloudTrail";
import { freshPair, freshRecord, type DeployedNames } from "./fresh";
import type { Incident } from "./incident";
import { publishEvent } from "./serviceEvents";

export function recordIncidents(home: string, names: DeployedNames): readonly Incident[] {
  return recordDetections.flatMap((detection): readonly Incident[] => {
    const [record] = detection.matching;
    if (record === undefined) return [];
    switch (detection.telling.by) {
      case "control":
        return [];
      case "count":
        return [manyRecords(detection, record, home, names)];
      case "message":
        return [oneAct(detection, record, home, names)];
    }
  });
}

/** KMS's own event, where there is one, and the record are witnesses of the same act. */
function oneAct(
  detection: RecordDetection,
  sample: CloudTrailRecord,
  home: string,
  names: DeployedNames,
): Incident {
  const [event] = detection.kmsEvent?.matching ?? [];
  return {
    title: detection.title,
    happen: async () => {
      if (event === undefined) {
        await deliver([freshRecord(sample, names)], home);
      } else {
        const [kmsEvent, record] = freshPair(event, sample, names);
        await publishEvent(kmsEvent);
        await publishEvent({ ...kmsEvent, id: `${kmsEvent.id}-again` });
        await deliver([record], home);
      }
      return [];
    },
    expected: [
      {
        detection: detection.id,
        severity: detection.severity,
        // Whichever witness comes first is told.
        mentions: event === undefined ? String(sample["eventName"]) : detection.title,
      },
    ],
  };
}

function manyRecords(
  detection: RecordDetection,
  sample: CloudTrailRecord,
  home: string,
  names: DeployedNames,
): Incident {
  const { telling } = detection;
  const threshold = telling.by === "count" ? telling.threshold : 1;
  return {
    title: `${detection.title}: ${threshold} records in one period`,
    happen: async () => {
      const records = Array.from({ length: threshold }, () => freshRecord(sample, names));
      await deliver(records.slice(1), home);
      await deliver(records.slice(0, 1), home);
      return [];
    },
    expected: [{ detection: detection.id, severity: detection.severity, mentions: detection.id }],
  };
}

/** Records near to some detection, and matched by none. */
export function nearMisses(names: DeployedNames): readonly CloudTrailRecord[] {
  const own = { prefix: "kms-monitoring", ...SAMPLE_NAMES };
  const patterns = recordDetections.map(({ calls }) =>
    parseFilterPattern(filterPatternOf(calls, own)),
  );
  return recordDetections
    .flatMap(({ notMatching }) => notMatching)
    .filter((record) => !patterns.some((pattern) => matchesFilterPattern(pattern, record)))
    .map((record) => freshRecord(record, names));
}

/** Events near to one that KMS sends, and told by none. */
export function eventsNearby(): readonly AwsEvent[] {
  const told = recordDetections.flatMap(({ kmsEvent }) => kmsEvent?.matching ?? []);
  const near = recordDetections.flatMap(({ kmsEvent }) => kmsEvent?.notMatching ?? []);
  return near.filter((event) => !told.includes(event));
}

/** An encryption as thousands happen every day. */
export function ordinaryUse(keyArn: string): CloudTrailRecord {
  return kmsRecord({ eventName: "Encrypt", readOnly: true, keyArn });
}
