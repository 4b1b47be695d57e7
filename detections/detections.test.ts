import assert from "node:assert/strict";
import { matchesFilterPattern } from "../filterPatterns/match";
import { hasInnerWildcard, parseFilterPattern } from "../filterPatterns/parse";
import { eventDetections, logDetections, metricDetections } from "./catalogue";
import { severities } from "./detection";

const detections = [...logDetections, ...eventDetections, ...metricDetections];

describe("detections", () => {
  it("have ids that are distinct and fit for resource names", () => {
    // A rule's name has at most 64 characters: project, id, severity, and what Pulumi adds.
    const longest = 64 - "kms-monitoring-".length - "-critical".length - "-0123456".length;
    const ids = detections.map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)]);
    assert.deepEqual(
      ids.filter((id) => !/^[a-z]+(-[a-z]+)*$/.test(id) || id.length > longest),
      [],
    );
  });

  it("have a known severity, and say why a person should care and what to do first", () => {
    for (const { id, severity, why, runbook } of detections) {
      assert.ok(severities.includes(severity), id);
      assert.match(why, /^[A-Z].*\.$/, id);
      assert.match(runbook, /^[a-z].*\.$/, id);
    }
  });

  for (const { id, filterPattern, matching, notMatching } of logDetections) {
    const pattern = parseFilterPattern(filterPattern);

    it(`${id} matches each of its ${matching.length} records`, () => {
      assert.ok(matching.length >= 3);
      assert.deepEqual(
        matching.filter((record) => !matchesFilterPattern(pattern, record)),
        [],
      );
    });

    it(`${id} has a * only at the ends of its strings, where all of AWS's documents agree on it`, () => {
      assert.equal(hasInnerWildcard(pattern), false);
    });

    it(`${id} matches none of its ${notMatching.length} near misses`, () => {
      assert.ok(notMatching.length >= 3);
      assert.deepEqual(
        notMatching.filter((record) => matchesFilterPattern(pattern, record)),
        [],
      );
    });
  }
});
