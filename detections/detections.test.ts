import assert from "node:assert/strict";
import { matchesFilterPattern } from "../filterPatterns/match";
import { hasInnerWildcard, parseFilterPattern } from "../filterPatterns/parse";
import { metricDetections, recordDetections } from "./catalogue";
import { severities, type Calls, type CloudTrailRecord } from "./detection";
import { filterPatternOf } from "./filterPattern";
import { firstRecordsMatch } from "./firstRecords";

const own = {
  prefix: "kms-monitoring",
  trailName: "kms-monitoring-dev",
  logGroupName: "/aws/cloudtrail/kms-monitoring-dev",
};

const read = (calls: Calls) => parseFilterPattern(filterPatternOf(calls, own));

describe("detections", () => {
  const detections = [...recordDetections, ...metricDetections];

  it("have ids that are distinct and fit for resource names", () => {
    const ids = detections.map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)]);
    assert.deepEqual(
      ids.filter((id) => !/^[a-z]+(-[a-z]+)*$/.test(id) || id.length > 32),
      [],
    );
  });

  it("have a known severity, and say why a person should care and what to do first", () => {
    for (const { id, severity, title, why, runbook } of detections) {
      assert.ok(severities.includes(severity), id);
      assert.match(title, /^[A-Z].*[^.]$/, id);
      assert.match(why, /^[A-Z].*\.$/, id);
      assert.match(runbook, /^[a-z].*\.$/, id);
    }
  });

  it("tell each act once: the first record of each is matched by those that the table names", () => {
    const patterns = recordDetections.map(({ id, calls }) => ({ id, pattern: read(calls) }));
    const found = recordDetections.map(({ id, matching }) => [
      id,
      patterns.filter((one) => matchesFilterPattern(one.pattern, matching[0])).map((one) => one.id),
    ]);
    assert.deepEqual(Object.fromEntries(found), firstRecordsMatch);
  });

  it("tell no act twice by a message", () => {
    const told = recordDetections.filter(({ telling }) => telling.by === "message");
    const patterns = told.map(({ id, calls }) => ({ id, pattern: read(calls) }));
    const twice = recordDetections
      .flatMap(({ matching, notMatching }) => [...matching, ...notMatching])
      .map((record) => patterns.filter(({ pattern }) => matchesFilterPattern(pattern, record)))
      .filter((matched) => matched.length > 1);
    assert.deepEqual(
      twice.map((matched) => matched.map(({ id }) => id)),
      [],
    );
  });
});

for (const { id, calls, kmsEvent, matching, notMatching } of recordDetections) {
  describe(`detection ${id}`, () => {
    const pattern = read(calls);

    it(`matches each of its ${matching.length} records`, () => {
      assert.ok(matching.length >= 3);
      assert.deepEqual(
        matching.filter((record) => !matchesFilterPattern(pattern, record)),
        [],
      );
    });

    it(`matches none of its ${notMatching.length} near misses`, () => {
      assert.ok(notMatching.length >= 3);
      assert.deepEqual(
        notMatching.filter((record) => matchesFilterPattern(pattern, record)),
        [],
      );
    });

    it("has a pattern that CloudWatch Logs takes, however long the stack's own names are", () => {
      const prefix = "p".padEnd(64, "n");
      const trailName = "t".padEnd(128, "n");
      const logGroupName = "/".padEnd(512, "n");
      const longest = filterPatternOf(calls, { prefix, trailName, logGroupName });
      assert.ok(longest.length <= 1024, `${longest.length} characters`);
      assert.doesNotMatch(longest, /\{\{|\}\}/);
    });

    it("has a * only at the ends of its strings, where all of AWS's documents agree on it", () => {
      assert.equal(hasInnerWildcard(pattern), false);
    });

    it("is forwarded: its records have the source and name that an event rule looks for", () => {
      const others = matching.filter(
        ({ eventSource, eventName }) =>
          !calls.eventSources.includes(String(eventSource)) ||
          (calls.eventNames.length > 0 && !calls.eventNames.includes(String(eventName))),
      );
      assert.deepEqual(others, []);
    });

    it("says whether a rule must see read-only events", () => {
      assert.equal(
        matching.some(({ readOnly }) => readOnly === true),
        calls.readOnly === true,
      );
    });

    it("has records with the elements that CloudTrail always gives", () => {
      for (const record of [...matching, ...notMatching]) assertComplete(record);
    });

    if (kmsEvent !== undefined) {
      it("knows KMS's own event from others", () => {
        const fits = ({ source, "detail-type": type }: { source: string; "detail-type": string }) =>
          source === "aws.kms" && type === kmsEvent["detail-type"];
        assert.deepEqual(kmsEvent.matching.map(fits), [true]);
        assert.ok(kmsEvent.notMatching.length >= 3);
        assert.deepEqual(kmsEvent.notMatching.filter(fits), []);
      });
    }
  });
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
function assertComplete(record: CloudTrailRecord): void {
  assert.match(String(record["eventVersion"]), /^1\.\d+$/);
  assert.match(String(record["eventTime"]), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  assert.match(String(record["eventSource"]), /^[a-z0-9]+\.amazonaws\.com$/);
  assert.match(String(record["eventName"]), /^[A-Z][A-Za-z0-9]+$/);
  assert.match(String(record["awsRegion"]), /^[a-z]{2}-[a-z]+-\d$/);
  assert.match(String(record["eventID"]), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  assert.match(String(record["recipientAccountId"]), /^\d{12}$/);
  assert.match(String(record["eventType"]), /^Aws(ApiCall|ServiceEvent|VpceEvent)$/);
  assert.equal(typeof record["readOnly"], "boolean");
  assert.equal(typeof record["userIdentity"], "object");
  assert.notEqual(record["userIdentity"], null);
}
