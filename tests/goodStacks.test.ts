import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { catalogue } from "../policies/catalogue";
import type { Resource, Rule } from "../policies/rule";
import { resource } from "../policies/testing/resource";
import { said } from "../policies/testing/said";
import { resourcesWith } from "./mockedProgram";

// No false alarm: what every policy, with its default settings, says of stacks that are as they should be.

const FOLDER = path.join(__dirname, "goodStacks");
const STACKS = readdirSync(FOLDER).sort();

function saidByAll(rules: readonly Rule[], resources: readonly Resource[]): readonly string[] {
  return rules.flatMap((rule) => said(rule, resources).map((line) => `${rule.name}: ${line}`));
}

/** In place of those of the mocks. */
function withTopicArns(inputs: object): Resource["props"] {
  const text = JSON.stringify(inputs).replaceAll(
    "arn:Topic:",
    "arn:aws:sns:us-east-1:111122223333:",
  );
  return JSON.parse(text) as Resource["props"];
}

const load = createRequire(__filename);

describe("realistic stacks, judged by every policy", () => {
  it("are at least ten, none of them this project's own", () => {
    assert.ok(STACKS.length >= 10, `${STACKS.length}`);
  });

  for (const file of STACKS) {
    it(`finds nothing to say of ${path.basename(file, ".ts")}`, () => {
      const { resources } = load(path.join(FOLDER, file)) as {
        readonly resources: readonly Resource[];
      };
      assert.deepEqual(saidByAll(catalogue, resources), []);
    });
  }
});

describe("this project's own stack, judged by every mandatory policy", () => {
  const existing = {
    central: {
      TrailName: "central",
      Arn: "arn:aws:cloudtrail:us-east-1:111122223333:trail/central",
      S3BucketName: "central-bucket",
      IsLogging: true,
      IsMultiRegionTrail: true,
      EnableLogFileValidation: true,
      CloudWatchLogsLogGroupArn: "arn:aws:logs:us-east-1:111122223333:log-group:central-logs:*",
      EventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: true }],
    },
  };
  const organization = {
    id: "o-exampleorgid",
    masterAccountId: "111122223333",
    featureSet: "ALL",
    awsServiceAccessPrincipals: ["cloudtrail.amazonaws.com"],
  };
  const keys = [
    { arn: "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" },
  ];
  const MODES = {
    create: {},
    existing: { trail: { mode: "existing", existingName: "central" } },
    organization: { trail: { mode: "organization", organizationId: "o-exampleorgid" } },
    "several regions and imported keys": {
      regions: ["us-west-2"],
      importedKeys: ["1234abcd-12ab-34cd-56ef-1234567890ab"],
    },
    "for throwing away": { deletionProtection: false },
  };

  for (const [mode, settings] of Object.entries(MODES)) {
    it(`finds nothing to say of it: ${mode}`, async () => {
      const made = await resourcesWith(settings, { existing, organization, keys });
      const resources = made.map(({ type, name, inputs }) =>
        // As it is after the deployment: with the names that the mocks give, and ARNs of topics.
        resource(type, name, { name, bucket: name, ...withTopicArns(inputs) }),
      );
      const mandatory = catalogue.filter(({ level }) => level === "mandatory");
      assert.ok(resources.length > 20);
      assert.deepEqual(saidByAll(mandatory, resources), []);
    });
  }
});
