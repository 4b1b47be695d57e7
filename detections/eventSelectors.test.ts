import assert from "node:assert/strict";
import { matchesFilterPattern } from "../filterPatterns/match";
import { parseFilterPattern } from "../filterPatterns/parse";
import { KMS_EVENT_SOURCE } from "../policies/trails/kmsEventSource";
import { managementEventIsLogged } from "../policies/trails/loggedEvents";
import { AWS_NATIVE_NAMES } from "../policies/trails/selectorNames";
import { eventSelectors } from "./eventSelectors";
import { filterPatternOf } from "./filterPattern";
import type { Request } from "./ownResources";
import { recordOf } from "./record";

// The policy pack judges what a trail logs from all of its selectors; the patterns can only look at some places. Both are
// asked here about every selector that can be made of a few parts, alone and in pairs.
const RDS_DATA = "rdsdata.amazonaws.com";
const exclusions = [
  [],
  [KMS_EVENT_SOURCE],
  [RDS_DATA],
  [KMS_EVENT_SOURCE, RDS_DATA],
  [RDS_DATA, KMS_EVENT_SOURCE],
];
const basic = [{}, ...["All", "ReadOnly", "WriteOnly"].map((readWriteType) => ({ readWriteType }))]
  .flatMap((one) => [one, ...[true, false].map((is) => ({ ...one, includeManagementEvents: is }))])
  .flatMap((one) =>
    exclusions.map((excluded) => ({ ...one, excludeManagementEventSources: excluded })),
  );

const management = { field: "eventCategory", equals: ["Management"] };
const data = [
  { field: "eventCategory", equals: ["Data"] },
  { field: "resources.type", equals: ["AWS::S3::Object"] },
];
const reads = { field: "readOnly", equals: ["true"] };
const sources = exclusions.slice(1).map((notEquals) => ({ field: "eventSource", notEquals }));
const advanced = [
  [management],
  ...[reads, ...sources].flatMap((one) => [
    [management, one],
    [one, management],
  ]),
  ...sources.flatMap((one) => [
    [management, one, reads],
    [reads, one, management],
  ]),
  data,
].map((fieldSelectors) => ({ fieldSelectors }));

const patterns = eventSelectors.map(({ id, severity, calls }) => {
  const own = { prefix: "kms-monitoring", trailName: "kms-monitoring", logGroupName: "/trail" };
  return { id, severity, pattern: parseFilterPattern(filterPatternOf(calls, own)) };
});

function matched(request: Request): typeof patterns {
  const eventSource = "cloudtrail.amazonaws.com";
  const record = recordOf({
    eventSource,
    eventName: "PutEventSelectors",
    requestParameters: { trailName: "management-events", ...request },
  });
  return patterns.filter(({ pattern }) => matchesFilterPattern(pattern, record));
}

function logsAllOfKms(request: Request): boolean {
  return [true, false].every((readOnly) =>
    managementEventIsLogged(request, { eventSource: KMS_EVENT_SOURCE, readOnly }, AWS_NATIVE_NAMES),
  );
}

function alarming(request: Request): boolean {
  return matched(request).some(({ severity }) => severity === "critical");
}

const single = [
  ...basic.map((one) => ({ eventSelectors: [one] })),
  ...advanced.map((one) => ({ advancedEventSelectors: [one] })),
];
const pairs = [
  ...basic.flatMap((one) => basic.map((other) => ({ eventSelectors: [one, other] }))),
  ...advanced.flatMap((one) => advanced.map((other) => ({ advancedEventSelectors: [one, other] }))),
];

describe("detections on event selectors", () => {
  it("tell each change once", () => {
    const others = [...single, ...pairs].filter((request) => matched(request).length !== 1);
    assert.deepEqual(others, []);
  });

  it("tell at once of every change after which the policy pack misses KMS events", () => {
    const blinding = [...single, ...pairs].filter((one) => !logsAllOfKms(one));
    assert.equal(blinding.length, 3030);
    assert.deepEqual(
      blinding.filter((one) => !alarming(one)),
      [],
    );
  });

  it("tell at once of no other single selector, but of an exclusion of the RDS Data API in unusual order", () => {
    assert.deepEqual(
      single.filter((one) => logsAllOfKms(one) && alarming(one)),
      [
        {
          advancedEventSelectors: [
            { fieldSelectors: [{ field: "eventSource", notEquals: [RDS_DATA] }, management] },
          ],
        },
      ],
    );
  });
});
