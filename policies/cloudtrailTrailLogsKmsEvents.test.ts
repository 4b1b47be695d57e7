import assert from "node:assert/strict";
import { unknownCheckingProxy, type ResourceValidationArgs } from "@pulumi/policy";
import * as sdk from "@pulumi/policy/deserialize";
import * as pulumi from "@pulumi/pulumi";
import { cloudtrailTrailLogsKmsEvents } from "./cloudtrailTrailLogsKmsEvents";

type Properties = Readonly<Record<string, unknown>>;

/** What the SDK makes of the engine's message and gives to a policy; the function is left out of the SDK's types. */
function handedOver(sent: Properties): object {
  const { deserializeProperties } = sdk as unknown as {
    readonly deserializeProperties: (message: object, proxySecrets: boolean) => object;
  };
  return unknownCheckingProxy(deserializeProperties({ toJavaScript: () => sent }, false));
}

/** As the engine sends it. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const secret = (value: unknown): object => ({
  [pulumi.runtime.specialSigKey]: pulumi.runtime.specialSecretSig,
  value,
});

function violationsOf(props: object, type = "aws:cloudtrail/trail:Trail"): readonly string[] {
  const violations: string[] = [];
  const args = { type, name: "audit", props } as ResourceValidationArgs;
  cloudtrailTrailLogsKmsEvents.validateResource(args, (violation) => {
    violations.push(String(violation));
  });
  return violations;
}

const KMS = "kms.amazonaws.com";
const MANAGEMENT = { field: "eventCategory", equals: ["Management"] };
const NOT_KMS = { field: "eventSource", notEquals: [KMS] };
const sees = (selectors: Properties): readonly string[] =>
  violationsOf(handedOver({ s3BucketName: UNKNOWN, kmsKeyId: UNKNOWN, ...selectors }));
const notKnown = (path: string): readonly string[] => [
  `Trail "audit" can miss KMS reads and writes: ${path} is not known at preview. Fix: give it a value that is known before deployment.`,
];

describe("cloudtrail-trail-logs-kms-events", () => {
  it("is mandatory", () => {
    assert.equal(cloudtrailTrailLogsKmsEvents.enforcementLevel, "mandatory");
  });

  it("allows a trail that logs reads and writes, though its bucket and key are not known yet", () => {
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

  it("leaves other resource types alone", () => {
    const props = { eventSelectors: [{ excludeManagementEventSources: [KMS] }] };
    assert.deepEqual(violationsOf(props, "aws:cloudtrail/eventDataStore:EventDataStore"), []);
  });

  it("refuses a basic exclusion", () => {
    assert.deepEqual(sees({ eventSelectors: [{ excludeManagementEventSources: [KMS] }] }), [
      'Trail "audit" can miss KMS reads and writes: eventSelectors[0].excludeManagementEventSources excludes "kms.amazonaws.com". Fix: remove "kms.amazonaws.com" from it.',
    ]);
  });

  it("refuses a trail without management events", () => {
    assert.deepEqual(sees({ eventSelectors: [{ includeManagementEvents: false }] }), [
      'Trail "audit" can miss KMS reads and writes: eventSelectors has no selector for management events. Fix: set includeManagementEvents to true in one selector.',
    ]);
  });

  it("refuses a trail of one half, and names the half", () => {
    assert.deepEqual(sees({ eventSelectors: [{ readWriteType: "WriteOnly" }] }), [
      'Trail "audit" can miss KMS reads: eventSelectors[0].readWriteType is "WriteOnly". Fix: set it to "All", or leave it out.',
    ]);
  });

  it("refuses an advanced exclusion, and names the selector", () => {
    const selector = { name: 'Not "KMS"', fieldSelectors: [MANAGEMENT, NOT_KMS] };
    assert.deepEqual(sees({ advancedEventSelectors: [selector] }), [
      'Trail "audit" can miss KMS reads and writes: advancedEventSelectors[0].fieldSelectors[1].notEquals (selector "Not \\"KMS\\"") excludes "kms.amazonaws.com". Fix: remove "kms.amazonaws.com" from it.',
    ]);
  });

  it("refuses both forms at once", () => {
    const advancedEventSelectors = [{ fieldSelectors: [MANAGEMENT] }];
    assert.deepEqual(sees({ eventSelectors: [{}], advancedEventSelectors }), [
      'Trail "audit" can miss KMS reads and writes: advancedEventSelectors is set beside eventSelectors, and CloudTrail accepts only one of the two. Fix: remove one of them.',
    ]);
  });

  it("refuses selectors that are not known at preview, whole or in part, and names the part", () => {
    const excludeManagementEventSources = ["rdsdata.amazonaws.com", UNKNOWN];
    const fieldSelectors = [MANAGEMENT, { ...NOT_KMS, notEquals: UNKNOWN }];
    assert.deepEqual(sees({ eventSelectors: UNKNOWN }), notKnown("eventSelectors"));
    assert.deepEqual(sees({ advancedEventSelectors: UNKNOWN }), notKnown("advancedEventSelectors"));
    assert.deepEqual(
      sees({ eventSelectors: [{ excludeManagementEventSources }] }),
      notKnown("eventSelectors[0].excludeManagementEventSources[1]"),
    );
    assert.deepEqual(
      sees({ advancedEventSelectors: [{ name: UNKNOWN, fieldSelectors }] }),
      notKnown("advancedEventSelectors[0].fieldSelectors[1].notEquals"),
    );
  });

  it("judges a secret by its value, and refuses one that is not known", () => {
    const excludeManagementEventSources = [secret(KMS)];
    assert.deepEqual(sees({ eventSelectors: secret([{ readWriteType: secret("All") }]) }), []);
    assert.deepEqual(sees({ eventSelectors: secret([{ excludeManagementEventSources }]) }), [
      'Trail "audit" can miss KMS reads and writes: eventSelectors[0].excludeManagementEventSources excludes "kms.amazonaws.com". Fix: remove "kms.amazonaws.com" from it.',
    ]);
    assert.deepEqual(sees({ eventSelectors: secret(UNKNOWN) }), notKnown("eventSelectors"));
  });

  it("passes on any other error, which the engine takes as a failure", () => {
    const props = {
      get eventSelectors(): never {
        throw new RangeError("not an unknown value");
      },
    };
    assert.throws(() => violationsOf(props), new RangeError("not an unknown value"));
  });
});
