import assert from "node:assert/strict";
import { z } from "zod";
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
  readonly before?: object;
  readonly after: object;
  /** What it does to which resources. */
  readonly does: readonly string[];
}

/** A change of each setting. Only a new name of the trail replaces what holds records, and deletion protection refuses that. */
const rows: readonly Row[] = [
  { after: { regions: ["eu-west-1"] }, does: [] },
  { after: { trail: { name: "other" } }, does: [] },
  { after: { trail: { networkActivityEvents: true } }, does: [] },
  { after: { trail: { insights: ["ApiCallRateInsight"] } }, does: [] },
  { after: { trail: { dataEvents: [{ resourceType: "AWS::S3::Object" }] } }, does: [] },
  { after: { trail: { notifyLogDelivery: true } }, does: [] },
  { after: { trail: { mode: "existing", existingName: "central" } }, does: [] },
  { after: { trail: { mode: "organization", organizationId: "o-exampleorgid" } }, does: [] },
  { after: { archive: { retentionDays: 400 } }, does: [] },
  { after: { archive: { allowShortRetention: true } }, does: [] },
  { after: { archive: { glacierAfterDays: 90 } }, does: [] },
  { after: { archive: { objectLock: { mode: "compliance" } } }, does: [] },
  { after: { archive: { objectLock: { mode: "none" } } }, does: [] },
  { after: { archive: { objectLock: { retentionDays: 730 } } }, does: [] },
  { after: { archive: { readers: ["444455556666"] } }, does: [] },
  { after: { logRetentionDays: 731 }, does: [] },
  { after: { alertEmails: ["a@example.com"] }, does: [] },
  { after: { alertSubscriptions: [{ protocol: "sqs", endpoint: QUEUE_ARN }] }, does: [] },
  { after: { existingTopicArns: { critical: TOPIC_ARN } }, does: [] },
  { after: { existingTopicArns: { warning: TOPIC_ARN } }, does: [] },
  { after: { existingTopicArns: { info: TOPIC_ARN } }, does: [] },
  { after: { importedKeys: [KEY_ID] }, does: [] },
  { after: { expiryThresholdDays: [45, 10] }, does: [] },
  { after: { deletionProtection: false }, does: [] },
];

/** What happens to AWS's resources, by the table from which the stand-in provider also answers the engine. */
function changesBetween(
  before: readonly MadeResource[],
  after: readonly MadeResource[],
): readonly string[] {
  const keyOf = ({ type, name }: MadeResource) => `${type.split(":")[2]} ${name}`;
  const old = new Map(before.map((resource) => [keyOf(resource), resource]));
  const changes = after.map((resource) => {
    const was = old.get(keyOf(resource));
    old.delete(keyOf(resource));
    if (was === undefined) return `create ${keyOf(resource)}`;
    const found = differences(findType(resource.type), resource.inputs, was.inputs);
    if (found.length === 0) return "";
    return `${found.some(({ replaces }) => replaces) ? "replace" : "update"} ${keyOf(resource)}`;
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

  for (const { before = {}, after, does } of rows) {
    it(`${JSON.stringify(after)}: ${does.join(", ")}`, async () => {
      const old = await resourcesWith(before, { existing, organization });
      const made = await resourcesWith(after, { existing, organization });
      assert.deepEqual(changesBetween(old, made), [...does].sort());
    });
  }
});
