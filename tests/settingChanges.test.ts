import assert from "node:assert/strict";
import { z } from "zod";
import { titleOf } from "../audit/deployedStack";
import { settingsSchema } from "../components/settings";
import { findType } from "../local/provider/catalogue";
import { differences } from "../local/provider/diff";
import type { MadeResource } from "./mockedAws";
import { resourcesWith } from "./mockedProgram";

const organization = {
  id: "o-exampleorgid",
  masterAccountId: "111122223333",
  featureSet: "ALL",
  awsServiceAccessPrincipals: ["cloudtrail.amazonaws.com"],
};
const existing = {
  central: {
    TrailName: "central",
    Arn: "arn:aws:cloudtrail:us-east-1:111122223333:trail/central",
    IsLogging: true,
    IsMultiRegionTrail: true,
    EnableLogFileValidation: true,
    CloudWatchLogsLogGroupArn: "arn:aws:logs:us-east-1:111122223333:log-group:central-logs:*",
    S3BucketName: "central-bucket",
    EventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: true }],
  },
};

const KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
const QUEUE_ARN = "arn:aws:sqs:us-east-1:111122223333:on-call";
const TOPIC_ARN = "arn:aws:sns:us-east-1:111122223333:alerts";

interface Row {
  readonly after: object;
  /** What it does to which resources. */
  readonly does: readonly string[];
}

/** A change of each setting. None replaces what holds records. */
const rows: readonly Row[] = [
  {
    after: { regions: ["eu-west-1"] },
    does: [
      "create EventRule kms-monitoring-any-key-material-expires-warning",
      "create EventRule kms-monitoring-eu-west-1-alarms",
      "create EventRule kms-monitoring-eu-west-1-kms-events",
      "create EventTarget kms-monitoring-any-key-material-expires-warning",
      "create EventTarget kms-monitoring-eu-west-1-alarms",
      "create EventTarget kms-monitoring-eu-west-1-kms-events",
      "create MetricAlarm kms-monitoring-eu-west-1",
    ],
  },
  {
    after: { trail: { name: "other" } },
    does: [
      "replace Trail kms-monitoring-trail",
      "update BucketPolicy kms-monitoring-archive",
      "update Key kms-monitoring-key",
      "update Role kms-monitoring-trail-delivery",
    ],
  },
  {
    after: { trail: { networkActivityEvents: true } },
    does: ["update Trail kms-monitoring-trail"],
  },
  {
    after: { trail: { insights: ["ApiCallRateInsight"] } },
    does: ["update Trail kms-monitoring-trail"],
  },
  {
    after: { trail: { dataEvents: [{ resourceType: "AWS::S3::Object" }] } },
    does: ["update Trail kms-monitoring-trail"],
  },
  {
    after: { trail: { notifyLogDelivery: true } },
    does: [
      "create Topic kms-monitoring-log-delivery",
      "create TopicPolicy kms-monitoring-log-delivery",
      "update Key kms-monitoring-key",
      "update Trail kms-monitoring-trail",
    ],
  },
  {
    after: { trail: { mode: "existing", existingName: "central" } },
    does: [
      "delete Role kms-monitoring-trail-delivery",
      "delete RolePolicy kms-monitoring-trail-delivery",
      "delete Trail kms-monitoring-trail",
      "replace LogMetricFilter kms-monitoring-key-pending-deletion-used",
      "update CatalogTable kms-monitoring-archive",
      "update QueryDefinition kms-monitoring-cross-account-use",
      "update QueryDefinition kms-monitoring-denied-calls",
      "update QueryDefinition kms-monitoring-key-life",
      "update QueryDefinition kms-monitoring-key-users",
      "update QueryDefinition kms-monitoring-policy-and-grant-history",
      "update QueryDefinition kms-monitoring-selector-changes",
      "update QueryDefinition kms-monitoring-service-calls",
      "update QueryDefinition kms-monitoring-use-pending-deletion",
    ],
  },
  {
    after: { trail: { mode: "organization", organizationId: "o-exampleorgid" } },
    does: [
      "update BucketPolicy kms-monitoring-archive",
      "update CatalogTable kms-monitoring-archive",
      "update RolePolicy kms-monitoring-trail-delivery",
      "update Trail kms-monitoring-trail",
    ],
  },
  {
    after: { archive: { retentionDays: 400 } },
    does: [
      "update BucketLifecycleConfiguration kms-monitoring-access-logs",
      "update BucketLifecycleConfiguration kms-monitoring-archive",
    ],
  },
  { after: { archive: { allowShortRetention: true } }, does: [] },
  {
    after: { archive: { glacierAfterDays: 90 } },
    does: ["update BucketLifecycleConfiguration kms-monitoring-archive"],
  },
  {
    after: { archive: { objectLock: { mode: "compliance" } } },
    does: ["update BucketObjectLockConfiguration kms-monitoring-archive"],
  },
  {
    after: { archive: { objectLock: { mode: "none" } } },
    does: ["delete BucketObjectLockConfiguration kms-monitoring-archive"],
  },
  {
    after: { archive: { objectLock: { retentionDays: 730 } } },
    does: ["update BucketObjectLockConfiguration kms-monitoring-archive"],
  },
  {
    after: { archive: { readers: ["444455556666"] } },
    does: ["update BucketPolicy kms-monitoring-archive", "update Key kms-monitoring-key"],
  },
  { after: { logRetentionDays: 731 }, does: ["update LogGroup kms-monitoring-trail"] },
  {
    after: { alertEmails: ["a@example.com"] },
    does: [
      "create TopicSubscription kms-monitoring-critical-email-a@example.com",
      "create TopicSubscription kms-monitoring-info-email-a@example.com",
      "create TopicSubscription kms-monitoring-warning-email-a@example.com",
    ],
  },
  {
    after: { alertSubscriptions: [{ protocol: "sqs", endpoint: QUEUE_ARN }] },
    does: [
      "create TopicSubscription kms-monitoring-critical-sqs-arn:aws:sqs:us-east-1:111122223333:on-call",
      "create TopicSubscription kms-monitoring-info-sqs-arn:aws:sqs:us-east-1:111122223333:on-call",
      "create TopicSubscription kms-monitoring-warning-sqs-arn:aws:sqs:us-east-1:111122223333:on-call",
    ],
  },
  {
    after: { existingTopicArns: { critical: TOPIC_ARN } },
    does: [
      "delete Topic kms-monitoring-critical",
      "delete TopicPolicy kms-monitoring-critical",
      "update EventTarget kms-monitoring-imported-key-material-expired",
      "update EventTarget kms-monitoring-key-deleted",
      "update MetricAlarm kms-monitoring-key-pending-deletion-used",
    ],
  },
  {
    after: { existingTopicArns: { warning: TOPIC_ARN } },
    does: [
      "delete Topic kms-monitoring-warning",
      "delete TopicPolicy kms-monitoring-warning",
      "update MetricAlarm kms-monitoring-us-east-1",
    ],
  },
  {
    after: { existingTopicArns: { info: TOPIC_ARN } },
    does: [
      "delete Topic kms-monitoring-info",
      "delete TopicPolicy kms-monitoring-info",
      "update EventTarget kms-monitoring-key-rotated",
    ],
  },
  {
    after: { importedKeys: [KEY_ID] },
    does: [
      "create MetricAlarm kms-monitoring-us-east-1-1234abcd-12ab-34cd-56ef-1234567890ab-10-days",
      "create MetricAlarm kms-monitoring-us-east-1-1234abcd-12ab-34cd-56ef-1234567890ab-30-days",
      "update EventRule kms-monitoring-us-east-1-alarms",
    ],
  },
  {
    after: { expiryThresholdDays: [45, 10] },
    does: ["update MetricAlarm kms-monitoring-us-east-1"],
  },
  {
    after: { deletionProtection: false },
    does: [
      "update Bucket kms-monitoring-access-logs",
      "update Bucket kms-monitoring-archive",
      "update Bucket kms-monitoring-query-results",
      "update Workgroup kms-monitoring-archive",
    ],
  },
];

/** What happens to AWS's resources, by the table from which the stand-in provider also answers the engine. */
function changesBetween(
  before: readonly MadeResource[],
  after: readonly MadeResource[],
): readonly string[] {
  const old = new Map(before.map((resource) => [titleOf(resource), resource]));
  const changes = after.map((resource) => {
    const was = old.get(titleOf(resource));
    old.delete(titleOf(resource));
    if (was === undefined) return `create ${titleOf(resource)}`;
    const found = differences(findType(resource.type), resource.inputs, was.inputs);
    if (found.length === 0) return "";
    return `${found.some(({ replaces }) => replaces) ? "replace" : "update"} ${titleOf(resource)}`;
  });
  const deleted = [...old.keys()].map((key) => `delete ${key}`);
  return [...changes, ...deleted].filter((change) => change !== "").sort();
}

/** Every setting, as `trail.mode`. */
function settingNames(path: string, schema: z.core.$ZodType): readonly string[] {
  const bare = schema instanceof z.ZodPrefault ? schema.unwrap() : schema;
  if (!(bare instanceof z.ZodObject)) return [path];
  return Object.entries(bare.shape as Record<string, z.core.$ZodType>).flatMap(([key, inner]) =>
    settingNames(path === "" ? key : `${path}.${key}`, inner),
  );
}

/** The settings that an object gives, by the names above. */
function given(path: string, value: unknown, names: readonly string[]): readonly string[] {
  if (names.includes(path) || typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) =>
    given(path === "" ? key : `${path}.${key}`, inner, names),
  );
}

describe("a change of one setting", () => {
  it("is in the table for every setting", () => {
    const names = settingNames("", settingsSchema);
    const listed = rows.flatMap(({ after }) => given("", after, names));
    assert.deepEqual([...new Set(listed)].sort(), [...names].sort());
  });

  const reversed = (change: string) =>
    change.replace(/^(create|delete) /, (verb) => (verb === "create " ? "delete " : "create "));

  for (const { after, does } of rows) {
    it(`${JSON.stringify(after)}: ${does.join(", ")}; and back`, async () => {
      const old = await resourcesWith({}, { existing, organization });
      const made = await resourcesWith(after, { existing, organization });
      assert.deepEqual(changesBetween(old, made), [...does].sort());
      assert.deepEqual(changesBetween(made, old), does.map(reversed).sort());
    });
  }
});
