import assert from "node:assert/strict";
import type { RecordDetection } from "../detections/detection";
import { matchesFilterPattern } from "../filterPatterns/match";
import { FilterPatternError } from "../filterPatterns/parse";
import { decryptFailed, decryptFailure, putEventSelectors } from "./sampleEntries";
import { watchListOf, type WatchList } from "./watch";

const own = { prefix: "kms-monitoring-dev", trailName: "trail", logGroupName: "logs" };
const options = { queryFolder: "kms-monitoring-dev" };

const detection: RecordDetection = {
  ...decryptFailed,
  calls: { eventSources: ["kms.amazonaws.com"], eventNames: ["Decrypt"], outcome: "failed" },
  telling: { by: "message" },
  matching: [decryptFailure],
  notMatching: [putEventSelectors],
};

const ofKms: RecordDetection = {
  ...detection,
  id: "key-rotated",
  kmsEvent: { "detail-type": "KMS CMK Rotation", matching: [], notMatching: [] },
};

describe("watchListOf", () => {
  it("keeps what the formatter must know of the detections that are told by messages", () => {
    const counted = { by: "count", threshold: 5, periodSeconds: 300 } as const;
    const list = watchListOf(
      [
        detection,
        { ...detection, id: "counted", telling: counted },
        { ...detection, id: "controlled", telling: { by: "control" } },
        ofKms,
      ],
      own,
      options,
    );
    const { pattern, ...text } = list.detections[0] ?? assert.fail("no detection");
    assert.deepEqual(text, decryptFailed);
    assert.equal(pattern.kind, "and");
    assert.deepEqual(
      list.detections.map(({ id }) => id),
      ["decrypt-failed", "key-rotated"],
    );
    assert.deepEqual(list.kmsEvents, { "KMS CMK Rotation": "key-rotated" });
    assert.deepEqual(list.savedQueries, {
      key: "kms-monitoring-dev/Life of one key",
      trail: "kms-monitoring-dev/Changes to what trails log",
    });
  });

  it("is the same after it was written and read as JSON, and matches the same records", () => {
    const list = watchListOf([detection, ofKms], own, options);
    const read: WatchList = JSON.parse(JSON.stringify(list));
    assert.deepEqual(read, list);
    const matching = read.detections.map(({ pattern }) =>
      [...detection.matching, ...detection.notMatching].map((record) =>
        matchesFilterPattern(pattern, record),
      ),
    );
    assert.deepEqual(matching, [
      [true, false],
      [true, false],
    ]);
  });

  it("puts the stack's own names into patterns", () => {
    const where = '$.requestParameters.trailName = "{{trailName}}"';
    const calls = {
      eventSources: ["cloudtrail.amazonaws.com"],
      eventNames: ["PutEventSelectors"],
      outcome: "any",
      where,
    } as const;
    const ownTrail = { ...own, trailName: "kms-monitoring" };
    const matches = [own, ownTrail].map((names) => {
      const [watched] = watchListOf([{ ...detection, calls }], names, options).detections;
      return watched !== undefined && matchesFilterPattern(watched.pattern, putEventSelectors);
    });
    assert.deepEqual(matches, [false, true]);
  });

  it("takes the address of runbooks with and without a slash at its end", () => {
    const addresses = [undefined, "https://example.com/a", "https://example.com/a/"].map(
      (runbookBaseUrl) =>
        watchListOf([], own, { ...options, ...(runbookBaseUrl && { runbookBaseUrl }) })
          .runbookBaseUrl,
    );
    assert.deepEqual(addresses, [null, "https://example.com/a", "https://example.com/a"]);
  });

  it("refuses a detection whose pattern is not valid", () => {
    const calls = { ...detection.calls, where: "$.a IS NOT NULL" };
    assert.throws(() => watchListOf([{ ...detection, calls }], own, options), FilterPatternError);
  });
});
