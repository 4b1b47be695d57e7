import assert from "node:assert/strict";
import { type Resource, SECRET, UNKNOWN, type Violation } from "../rule";
import { cloudtrailTrailLogsKmsEvents as rule } from "./cloudtrailTrailLogsKmsEvents";

// The rule on resources that are trails and event data stores themselves. Those inside other resources: trails/forms.test.ts.

const TRAIL = "aws:cloudtrail/trail:Trail";
const STORE = "aws:cloudtrail/eventDataStore:EventDataStore";
const settings = { allowTemplateUrls: [], allowTransforms: [] };

function judged(
  type: string,
  props: Resource["props"],
  ignoreChanges: readonly string[] = [],
): readonly Violation[] {
  const resource = { type, name: "audit", urn: "urn", props, protect: false, ignoreChanges };
  return rule.judge(resource, settings);
}

const sees = (selectors: Resource["props"], type = TRAIL): readonly Violation[] =>
  judged(type, { s3BucketName: UNKNOWN, kmsKeyId: SECRET, ...selectors });

const KMS = "kms.amazonaws.com";
const MANAGEMENT = { field: "eventCategory", equals: ["Management"] };
const NOT_KMS = { field: "eventSource", notEquals: [KMS] };
const missing = "so KMS reads and writes can be missed";
const known = "give it a value that is known before deployment";
const exclusion = (path: string): Violation => ({
  path,
  why: `excludes "${KMS}", ${missing}`,
  fix: `remove "${KMS}" from it`,
});
const notKnown = (path: string): Violation => ({
  path,
  why: `is not known at preview, ${missing}`,
  fix: known,
});
const secret = (path: string): Violation => ({
  path,
  why: `is a secret, which is not judged, ${missing}`,
  fix: "give it a value that is no secret",
});

describe("cloudtrail-trail-logs-kms-events", () => {
  it("is mandatory, and needs no settings", () => {
    assert.equal(rule.level, "mandatory");
    assert.deepEqual(rule.settings.parse({}), settings);
  });

  it("refuses settings that it does not know", () => {
    assert.equal(rule.settings.safeParse({ allowTemplateUrl: ["*"] }).success, false);
    assert.equal(rule.settings.safeParse({ allowTemplateUrls: "*" }).success, false);
  });

  it("allows a trail that logs reads and writes, though its bucket and key are not known", () => {
    assert.deepEqual(sees({}), []);
    assert.deepEqual(sees({ eventSelectors: [{ readWriteType: "All" }] }), []);
    assert.deepEqual(sees({ advancedEventSelectors: [{ fieldSelectors: [MANAGEMENT] }] }), []);
  });

  it("allows unknown ARNs of data events", () => {
    const dataResources = [{ type: "AWS::S3::Object", values: [UNKNOWN] }];
    const arns = { field: "resources.ARN", startsWiths: [UNKNOWN] };
    const data = { fieldSelectors: [{ field: "eventCategory", equals: ["Data"] }, arns] };
    assert.deepEqual(sees({ eventSelectors: [{ dataResources }] }), []);
    assert.deepEqual(
      sees({ advancedEventSelectors: [data, { fieldSelectors: [MANAGEMENT] }] }),
      [],
    );
  });

  it("leaves other resource types alone, whatever they are called", () => {
    const props = { eventSelectors: [{ excludeManagementEventSources: [KMS] }] };
    assert.deepEqual(judged("aws:s3/bucket:Bucket", props), []);
    assert.deepEqual(judged("constructor", props), []);
    assert.deepEqual(judged("__proto__", props), []);
  });

  it("refuses a basic exclusion", () => {
    assert.deepEqual(sees({ eventSelectors: [{ excludeManagementEventSources: [KMS] }] }), [
      exclusion("eventSelectors[0].excludeManagementEventSources"),
    ]);
  });

  it("refuses a trail of one half, and names the half", () => {
    assert.deepEqual(sees({ eventSelectors: [{ readWriteType: "WriteOnly" }] }), [
      {
        path: "eventSelectors[0].readWriteType",
        why: 'is "WriteOnly", so KMS reads can be missed',
        fix: 'set it to "All", or leave it out',
      },
    ]);
  });

  it("refuses an advanced exclusion, and names the selector", () => {
    const selector = { name: 'Not "KMS"', fieldSelectors: [MANAGEMENT, NOT_KMS] };
    const path = "advancedEventSelectors[0].fieldSelectors[1].notEquals";
    assert.deepEqual(sees({ advancedEventSelectors: [selector] }), [
      { ...exclusion(path), why: `(selector "Not \\"KMS\\"") excludes "${KMS}", ${missing}` },
    ]);
  });

  it("refuses what is unknown or secret, whole or in part, and names the part", () => {
    const excludeManagementEventSources = ["rdsdata.amazonaws.com", UNKNOWN];
    const notEquals = { fieldSelectors: [MANAGEMENT, { ...NOT_KMS, notEquals: SECRET }] };
    assert.deepEqual(sees({ eventSelectors: UNKNOWN }), [notKnown("eventSelectors")]);
    assert.deepEqual(sees({ advancedEventSelectors: SECRET }), [secret("advancedEventSelectors")]);
    assert.deepEqual(sees({ eventSelectors: [{ excludeManagementEventSources }] }), [
      notKnown("eventSelectors[0].excludeManagementEventSources[1]"),
    ]);
    assert.deepEqual(sees({ advancedEventSelectors: [notEquals] }), [
      secret("advancedEventSelectors[0].fieldSelectors[1].notEquals"),
    ]);
  });

  it("refuses selectors under a name in another case, which no provider surely overlooks", () => {
    assert.deepEqual(sees({ EventSelectors: [{}] }), [
      { path: "EventSelectors", why: `is misspelt, ${missing}`, fix: "write eventSelectors" },
    ]);
  });

  it("refuses a trail of aws-native in the same way", () => {
    const type = "aws-native:cloudtrail:Trail";
    const excluding = { eventSelectors: [{ excludeManagementEventSources: [KMS] }] };
    assert.deepEqual(sees(excluding, type), [
      exclusion("eventSelectors[0].excludeManagementEventSources"),
    ]);
    assert.deepEqual(sees({ eventSelectors: [{}] }, type), []);
  });

  it("refuses an event data store that leaves KMS out, in the operators of each provider", () => {
    const withOperator = (operator: string): Resource["props"] => ({
      advancedEventSelectors: [
        { fieldSelectors: [MANAGEMENT, { field: "eventSource", [operator]: ["kms."] }] },
      ],
    });
    const path = "advancedEventSelectors[0].fieldSelectors[1]";
    for (const [type, operator] of [
      [STORE, "notStartsWiths"],
      ["aws-native:cloudtrail:EventDataStore", "notStartsWith"],
    ] as const) {
      assert.deepEqual(sees(withOperator(operator), type), [
        { path: `${path}.${operator}[0]`, why: `excludes "${KMS}", ${missing}`, fix: "remove it" },
      ]);
    }
    assert.deepEqual(sees(withOperator("startsWiths"), STORE), []);
  });

  it("leaves an event data store alone that records no management events, as its title says", () => {
    const of = (category: string, type: string): readonly Violation[] =>
      sees(
        {
          advancedEventSelectors: [
            { fieldSelectors: [{ field: "eventCategory", equals: [category] }] },
          ],
        },
        type,
      );
    assert.match(
      rule.title,
      /^A trail, and an event data store that records management events, logs every/,
    );
    for (const category of ["Data", "Insight", "ConfigurationItem"]) {
      assert.deepEqual(of(category, STORE), [], category);
    }
    assert.equal(of("Data", TRAIL).length, 1);
  });

  it("refuses to judge selectors whose changes are ignored", () => {
    const ignored = (entry: string, name: string): Violation => ({
      path: name,
      why: `is in ignoreChanges (as ${JSON.stringify(entry)}), so what is deployed may differ from what is judged`,
      fix: `take ${JSON.stringify(entry)} out of ignoreChanges`,
    });
    assert.deepEqual(judged(TRAIL, {}, ["tags", "eventSelectors[0].readWriteType"]), [
      ignored("eventSelectors[0].readWriteType", "eventSelectors"),
    ]);
    assert.deepEqual(judged(TRAIL, {}, ["*"]), [
      ignored("*", "eventSelectors"),
      ignored("*", "advancedEventSelectors"),
    ]);
    assert.deepEqual(judged(STORE, {}, ["*"]), [ignored("*", "advancedEventSelectors")]);
    assert.deepEqual(judged(TRAIL, {}, ["tags", "kmsKeyId"]), []);
  });
});
