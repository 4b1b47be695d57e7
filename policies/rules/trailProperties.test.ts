import assert from "node:assert/strict";
import { type Resource, type ResourceRule, SECRET, UNKNOWN } from "../rule";
import { cloudtrailEventDataStoreCoversAllRegions } from "./cloudtrailEventDataStoreCoversAllRegions";
import { cloudtrailEventDataStoreHasCustomerKey } from "./cloudtrailEventDataStoreHasCustomerKey";
import { cloudtrailEventDataStoreIsIngesting } from "./cloudtrailEventDataStoreIsIngesting";
import { cloudtrailEventDataStoreIsProtectedFromTermination } from "./cloudtrailEventDataStoreIsProtectedFromTermination";
import { cloudtrailTrailCoversAllRegions } from "./cloudtrailTrailCoversAllRegions";
import { cloudtrailTrailDeliversToCloudWatchLogs } from "./cloudtrailTrailDeliversToCloudWatchLogs";
import { cloudtrailTrailHasCustomerKey } from "./cloudtrailTrailHasCustomerKey";
import { cloudtrailTrailIncludesGlobalEvents } from "./cloudtrailTrailIncludesGlobalEvents";
import { cloudtrailTrailIsLogging } from "./cloudtrailTrailIsLogging";
import { cloudtrailTrailValidatesLogFiles } from "./cloudtrailTrailValidatesLogFiles";

// The rules on one property of a trail or an event data store, which differ in little but the property.

const TYPES = {
  Trail: { aws: "aws:cloudtrail/trail:Trail", native: "aws-native:cloudtrail:Trail" },
  EventDataStore: {
    aws: "aws:cloudtrail/eventDataStore:EventDataStore",
    native: "aws-native:cloudtrail:EventDataStore",
  },
};

function seen(
  rule: ResourceRule,
  type: string,
  props: Resource["props"],
  ignoreChanges: readonly string[] = [],
): readonly string[] {
  assert.ok(rule.types.includes(type), `${rule.name} is not asked about ${type}`);
  const urn = `urn:pulumi:test::test::${type}::audit`;
  const resource = { type, name: "audit", urn, props, protect: false, ignoreChanges };
  return rule.judge(resource, {}).map(({ path, why, fix }) => `${path} ${why}. Fix: ${fix}.`);
}

interface FlagCase {
  readonly rule: ResourceRule;
  readonly kind: keyof typeof TYPES;
  readonly property: string;
  readonly nativeProperty: string;
  readonly wanted: boolean;
  readonly nativeWanted: boolean;
  readonly consequence: string;
  /** Whether CloudTrail's default is right. */
  readonly mayBeLeftOut: boolean;
}

const onTrails = { kind: "Trail", wanted: true, nativeWanted: true } as const;
const onStores = { kind: "EventDataStore", wanted: true, nativeWanted: true } as const;

const FLAGS: readonly FlagCase[] = [
  {
    ...onTrails,
    rule: cloudtrailTrailIsLogging,
    property: "enableLogging",
    nativeProperty: "isLogging",
    consequence: "so the trail records nothing",
    mayBeLeftOut: true,
  },
  {
    ...onTrails,
    rule: cloudtrailTrailCoversAllRegions,
    property: "isMultiRegionTrail",
    nativeProperty: "isMultiRegionTrail",
    consequence: "so the trail sees one region only",
    mayBeLeftOut: false,
  },
  {
    ...onTrails,
    rule: cloudtrailTrailIncludesGlobalEvents,
    property: "includeGlobalServiceEvents",
    nativeProperty: "includeGlobalServiceEvents",
    consequence: "so the trail does not see IAM and the other global services",
    mayBeLeftOut: true,
  },
  {
    ...onTrails,
    rule: cloudtrailTrailValidatesLogFiles,
    property: "enableLogFileValidation",
    nativeProperty: "enableLogFileValidation",
    consequence: "so nothing proves that log files are complete and unchanged",
    mayBeLeftOut: false,
  },
  {
    ...onStores,
    rule: cloudtrailEventDataStoreIsIngesting,
    property: "suspend",
    nativeProperty: "ingestionEnabled",
    wanted: false,
    consequence: "so the event data store records nothing",
    mayBeLeftOut: true,
  },
  {
    ...onStores,
    rule: cloudtrailEventDataStoreCoversAllRegions,
    property: "multiRegionEnabled",
    nativeProperty: "multiRegionEnabled",
    consequence: "so the event data store sees one region only",
    mayBeLeftOut: true,
  },
  {
    ...onStores,
    rule: cloudtrailEventDataStoreIsProtectedFromTermination,
    property: "terminationProtectionEnabled",
    nativeProperty: "terminationProtectionEnabled",
    consequence: "so one call deletes it with its events",
    mayBeLeftOut: true,
  },
];

for (const flag of FLAGS) {
  const { rule, kind, property, nativeProperty, wanted, nativeWanted, consequence } = flag;
  const { aws, native } = TYPES[kind];

  describe(rule.name, () => {
    it("is mandatory", () => {
      assert.equal(rule.level, "mandatory");
    });

    it(`allows ${wanted}, as a boolean or as text, in either provider's form`, () => {
      assert.deepEqual(seen(rule, aws, { [property]: wanted }), []);
      assert.deepEqual(seen(rule, aws, { [property]: `${wanted}` }), []);
      assert.deepEqual(seen(rule, native, { [nativeProperty]: nativeWanted }), []);
    });

    it("refuses the opposite, in either provider's form", () => {
      for (const value of [!wanted, `${!wanted}`]) {
        assert.deepEqual(seen(rule, aws, { [property]: value }), [
          `${property} is ${!wanted}, ${consequence}. Fix: set it to ${wanted}.`,
        ]);
      }
      assert.deepEqual(seen(rule, native, { [nativeProperty]: !nativeWanted }), [
        `${nativeProperty} is ${!nativeWanted}, ${consequence}. Fix: set it to ${nativeWanted}.`,
      ]);
    });

    it(`${flag.mayBeLeftOut ? "allows" : "refuses"} a ${kind} that leaves it out`, () => {
      const expected = flag.mayBeLeftOut
        ? []
        : [`${property} is not set and so ${!wanted}, ${consequence}. Fix: set it to ${wanted}.`];
      assert.deepEqual(seen(rule, aws, {}), expected);
      assert.deepEqual(seen(rule, aws, { [property]: null }), expected);
    });

    it("refuses what it cannot know, and never repeats it", () => {
      const refusal = (why: string) => [`${property} ${why}. Fix: set it to ${wanted}.`];
      const unknown = (why: string) => refusal(`${why}, so nobody can tell that it is ${wanted}`);
      const not = `is neither true nor false, ${consequence}`;
      assert.deepEqual(
        seen(rule, aws, { [property]: UNKNOWN }),
        unknown("is not known at preview"),
      );
      assert.deepEqual(
        seen(rule, aws, { [property]: SECRET }),
        unknown("is a secret, which is not judged"),
      );
      assert.deepEqual(seen(rule, aws, { [property]: "hunter2" }), refusal(not));
      assert.deepEqual(seen(rule, aws, { [property]: [wanted] }), refusal(not));
    });

    it("refuses to have it ignored in later deployments, in either provider's form", () => {
      for (const [type, name, value] of [
        [aws, property, wanted],
        [native, nativeProperty, nativeWanted],
      ] as const) {
        for (const entry of [name, "*"]) {
          assert.deepEqual(seen(rule, type, { [name]: value }, [entry, "tags"]), [
            `${name} is in ignoreChanges (as "${entry}"), so what is deployed may differ from what is judged. Fix: take "${entry}" out of ignoreChanges.`,
          ]);
        }
      }
    });

    it("leaves other types alone", () => {
      const [other] = Object.keys(TYPES).filter((name) => name !== kind);
      const type = other === "Trail" ? TYPES.Trail.aws : TYPES.EventDataStore.aws;
      assert.equal(rule.types.includes(type), false);
    });
  });
}

const GIVEN = [
  {
    rule: cloudtrailTrailHasCustomerKey,
    type: TYPES.Trail.aws,
    missing: [
      "kmsKeyId is not set, so no key policy decides who reads the log files. Fix: set it to the ARN of a customer managed key.",
    ],
    complete: { kmsKeyId: UNKNOWN },
  },
  {
    rule: cloudtrailEventDataStoreHasCustomerKey,
    type: TYPES.EventDataStore.aws,
    missing: [
      "kmsKeyId is not set, so no key policy decides who reads the events. Fix: set it to the ARN of a customer managed key.",
    ],
    complete: { kmsKeyId: SECRET },
  },
  {
    rule: cloudtrailTrailDeliversToCloudWatchLogs,
    type: TYPES.Trail.aws,
    missing: [
      'cloudWatchLogsGroupArn is not set, so no metric filter and no alarm sees the records. Fix: set it to the ARN of a log group, with ":*" at its end.',
      "cloudWatchLogsRoleArn is not set, so CloudTrail may not write to a log group. Fix: set it to the ARN of a role that CloudTrail may assume and that may write log streams.",
    ],
    complete: { cloudWatchLogsGroupArn: UNKNOWN, cloudWatchLogsRoleArn: UNKNOWN },
  },
] as const;

for (const { rule, type, missing, complete } of GIVEN) {
  describe(rule.name, () => {
    it("is advisory, because no event is missed without it", () => {
      assert.equal(rule.level, "advisory");
    });

    it("asks for what is missing, null or empty", () => {
      assert.deepEqual(seen(rule, type, {}), missing);
      const names = Object.keys(complete);
      for (const nothing of [null, ""]) {
        const props = Object.fromEntries(names.map((name) => [name, nothing]));
        assert.deepEqual(seen(rule, type, props), missing);
      }
    });

    it("is content with any value, even one that is not known yet", () => {
      assert.deepEqual(seen(rule, type, complete), []);
    });
  });
}

describe("the customer key of a trail in aws-native's form", () => {
  it("goes by the name that the SDK gives it", () => {
    const props = { kmsKeyId: "alias/audit" };
    assert.deepEqual(seen(cloudtrailTrailHasCustomerKey, TYPES.Trail.native, props), []);
    const [missing = ""] = seen(cloudtrailTrailHasCustomerKey, TYPES.Trail.native, {});
    assert.match(missing, /^kmsKeyId is not set, /);
  });
});

describe("one property of a trail within a template", () => {
  const type = "aws:cloudformation/stack:Stack";
  const template = (properties: object) =>
    JSON.stringify({
      Resources: { Audit: { Type: "AWS::CloudTrail::Trail", Properties: properties } },
    });

  it("is judged by CloudFormation's name, at its place in the template", () => {
    const right = template({ S3BucketName: "audit", IsLogging: true, IsMultiRegionTrail: true });
    const wrong = template({ S3BucketName: "audit", IsLogging: false });
    assert.deepEqual(seen(cloudtrailTrailIsLogging, type, { templateBody: right }), []);
    assert.deepEqual(seen(cloudtrailTrailCoversAllRegions, type, { templateBody: right }), []);
    assert.deepEqual(seen(cloudtrailTrailIsLogging, type, { templateBody: wrong }), [
      "templateBody.Resources.Audit.Properties.IsLogging is false, so the trail records nothing. Fix: set it to true.",
    ]);
    assert.deepEqual(seen(cloudtrailTrailCoversAllRegions, type, { templateBody: wrong }), [
      "templateBody.Resources.Audit.Properties.IsMultiRegionTrail is not set and so false, so the trail sees one region only. Fix: set it to true.",
    ]);
  });

  it("is refused where the template leaves it open", () => {
    for (const IsLogging of [{ Ref: "Logging" }, { "Fn::If": ["Prod", true, false] }]) {
      const open = template({ S3BucketName: "audit", IsLogging });
      assert.deepEqual(seen(cloudtrailTrailIsLogging, type, { templateBody: open }), [
        "templateBody.Resources.Audit.Properties.IsLogging is made by CloudFormation while it deploys, so nobody can tell that it is true. Fix: set it to true.",
      ]);
    }
  });

  it("is refused where the properties of the trail cannot be read", () => {
    const trail = { Type: "AWS::CloudTrail::Trail", Properties: { IsLogging: false } };
    const loop = ["Name", ["a", "b"], { "Audit${Name}": trail }];
    const Resources = { "Fn::ForEach::Trails": loop };
    const templateBody = JSON.stringify({ Transform: "AWS::LanguageExtensions", Resources });
    assert.deepEqual(seen(cloudtrailTrailIsLogging, type, { templateBody }), [
      "templateBody.Resources.Fn::ForEach::Trails[2].Audit${Name}.Properties cannot be read, so IsLogging is not known. Fix: write the resource out.",
    ]);
    const included = template({ "Fn::Transform": { Name: "AWS::Include" } });
    assert.deepEqual(seen(cloudtrailTrailIsLogging, type, { templateBody: included }), [
      "templateBody.Resources.Audit.Properties cannot be read, so IsLogging is not known. Fix: write the value itself.",
    ]);
    const state = { typeName: "AWS::CloudTrail::Trail", desiredState: UNKNOWN };
    assert.deepEqual(seen(cloudtrailTrailIsLogging, "aws:cloudcontrol/resource:Resource", state), [
      "desiredState cannot be read, so IsLogging is not known. Fix: give it a value that is known before deployment.",
    ]);
    assert.deepEqual(seen(cloudtrailTrailHasCustomerKey, type, { templateBody }), []);
    assert.deepEqual(seen(cloudtrailEventDataStoreIsIngesting, type, { templateBody }), []);
  });

  it("is refused where later deployments ignore the template with the trail", () => {
    const right = template({ S3BucketName: "audit" });
    assert.deepEqual(
      seen(cloudtrailTrailIsLogging, type, { templateBody: right }, ["templateBody"]),
      [
        'templateBody is in ignoreChanges (as "templateBody"), so what is deployed may differ from what is judged. Fix: take "templateBody" out of ignoreChanges.',
      ],
    );
    const queues = JSON.stringify({ Resources: { Jobs: { Type: "AWS::SQS::Queue" } } });
    assert.deepEqual(
      seen(cloudtrailTrailIsLogging, type, { templateBody: queues }, ["templateBody"]),
      [],
    );
  });

  it("is left to the rule on what trails log where the template cannot be read", () => {
    for (const templateBody of [UNKNOWN, SECRET, "{"]) {
      assert.deepEqual(seen(cloudtrailTrailIsLogging, type, { templateBody }), []);
    }
  });
});
