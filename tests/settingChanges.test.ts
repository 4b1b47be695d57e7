import assert from "node:assert/strict";
import { z } from "zod";
import { titleOf } from "../audit/deployedStack";
import { detectionOverride } from "../components/detectionSettings";
import { settingsSchema } from "../components/settings";
import { findType } from "../local/provider/catalogue";
import { differences } from "../local/provider/diff";
import type { MadeResource } from "./mockedAws";
import { resourcesWith } from "./mockedProgram";
import { detectionRows } from "./settingChanges/ofDetections";
import { KEY_STORES, settingRows } from "./settingChanges/ofSettings";

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

const keys = [
  {
    arn: "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    aliases: ["alias/payments"],
  },
];
const aws = { existing, organization, keys, keyStores: KEY_STORES };
/** The dashboard draws what there is, and so follows most settings; tests of its own say what it draws. */
const REDRAWN = "update Dashboard kms-monitoring";

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
  return [...changes, ...deleted].filter((change) => change !== "" && change !== REDRAWN).sort();
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
    const names = settingNames("", settingsSchema).filter((name) => !/^detections\./.test(name));
    const listed = settingRows.flatMap(({ after }) => given("", after, names));
    assert.deepEqual([...new Set(listed)].sort(), [...names].sort());
  });

  it("is in the table for everything that can be changed of a detection", () => {
    const changes = detectionRows.flatMap(({ after }) => {
      const { detections = {} } = after as { detections?: Record<string, object> };
      return Object.values(detections).flatMap((change) => Object.keys(change));
    });
    assert.deepEqual([...new Set(changes)].sort(), Object.keys(detectionOverride.shape).sort());
  });

  const reversed = (change: string) =>
    change.replace(/^(create|delete) /, (verb) => (verb === "create " ? "delete " : "create "));

  let old: readonly MadeResource[];

  before(async () => {
    old = await resourcesWith({}, aws);
  });

  for (const { after, does } of [...settingRows, ...detectionRows]) {
    it(`${JSON.stringify(after)} does ${does.length} things, and back`, async () => {
      const made = await resourcesWith(after, aws);
      assert.deepEqual(changesBetween(old, made), [...does].sort());
      assert.deepEqual(changesBetween(made, old), does.map(reversed).sort());
    });
  }
});
