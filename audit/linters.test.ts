import assert from "node:assert/strict";
import { emulatorPython } from "../local/python";
import type { MadeResource } from "../tests/mockedAws";
import { resourcesWith } from "../tests/mockedProgram";
import { ACCOUNT, HOME, ORGANIZATION, READER, trail, type Mode } from "../tests/policyCalls/calls";
import { explained } from "./explained";
import { compare, type Finding } from "./finding";
import { lint } from "./linters";
import type { PolicyDocument, PolicyKind } from "./policyDocuments";

// parliament on the policies of the program, in each mode of its trail and with every setting that adds a statement to one.

const TRAILS: readonly (readonly [mode: Mode, settings: object, documents: number])[] = [
  ["create", { notifyLogDelivery: true }, 22],
  ["organization", { notifyLogDelivery: true, organizationId: ORGANIZATION }, 22],
  ["existing", { existingName: "central" }, 19],
];
const AWS = {
  organization: {
    id: ORGANIZATION,
    masterAccountId: ACCOUNT,
    featureSet: "ALL",
    awsServiceAccessPrincipals: ["cloudtrail.amazonaws.com"],
  },
  existing: {
    central: {
      TrailName: "central",
      Arn: trail(ACCOUNT, "central"),
      IsLogging: true,
      IsMultiRegionTrail: true,
      EnableLogFileValidation: true,
      CloudWatchLogsLogGroupArn: `arn:aws:logs:${HOME}:${ACCOUNT}:log-group:central-logs:*`,
      S3BucketName: "central-bucket",
      EventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: true }],
    },
  },
};

/** What ARNs in AWS begin with, by the type of the resource, which is all that those of the mocks tell. */
const ARNS: Readonly<Record<string, string>> = {
  Bucket: "arn:aws:s3:::",
  EventBus: `arn:aws:events:${HOME}:${ACCOUNT}:event-bus/`,
  Queue: `arn:aws:sqs:${HOME}:${ACCOUNT}:`,
  Table: `arn:aws:dynamodb:${HOME}:${ACCOUNT}:table/`,
  Key: `arn:aws:kms:${HOME}:${ACCOUNT}:key/`,
  LogGroup: `arn:aws:logs:${HOME}:${ACCOUNT}:log-group:`,
  Trail: `arn:aws:cloudtrail:${HOME}:${ACCOUNT}:trail/`,
  Topic: `arn:aws:sns:${HOME}:${ACCOUNT}:`,
};

function documentsOf(resources: readonly MadeResource[]): readonly PolicyDocument[] {
  return resources.flatMap(({ type, name, inputs }) => {
    // As the audit has it, a policy belongs to the resource that it is on.
    const title = type.split(":")[2]?.replace(/^(Bucket|EventBus|Topic|Queue)Policy$/, "$1");
    return Object.entries(inputs)
      .filter(([, value]) => typeof value === "string" && /"Statement"\s*:/.test(value))
      .map(([property, value]) => ({
        name: `${title} ${name}`,
        kind: kindOf(type, property),
        text: String(value).replaceAll(/\barn:([A-Z]\w+):/g, (mocked, of) => ARNS[of] ?? mocked),
      }));
  });
}

function kindOf(type: string, property: string): PolicyKind {
  if (property === "assumeRolePolicy") return "trust";
  return type === "aws:iam/rolePolicy:RolePolicy" ? "role" : "resource";
}

describe("a linter of the program's policies", () => {
  const ofParliament = explained.filter(({ tool }) => tool === "parliament");
  const findings = new Map<Mode, readonly Finding[]>();

  before(async () => {
    const { executable } = await emulatorPython({ environment: process.env });
    const archive = { readers: [READER, ORGANIZATION] };
    for (const [mode, settings, count] of TRAILS) {
      const made = await resourcesWith({ trail: { mode, ...settings }, archive }, AWS);
      const documents = documentsOf(made);
      assert.equal(documents.length, count, mode);
      findings.set(mode, lint(executable, ["parliament"], documents));
    }
  });

  for (const [mode] of TRAILS) {
    it(`finds only what audit/explained.ts explains in mode ${mode}`, () => {
      assert.deepEqual(compare(findings.get(mode) ?? [], ofParliament).unexplained, []);
    });
  }

  it("finds all of it", () => {
    assert.deepEqual(compare([...findings.values()].flat(), ofParliament).obsolete, []);
  });
});
