import assert from "node:assert/strict";
import { mockAws, type MockedKey } from "../tests/mockedAws";
import { usageKeyProblems } from "./findUsageKeys";
import { keyPlace } from "./placed";

const OWNER = { accountId: "111122223333", partition: "aws" };
const numbered = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
const arnOf = (index: number, region = "us-east-1", account = OWNER.accountId, partition = "aws") =>
  `arn:${partition}:kms:${region}:${account}:key/${numbered(index)}`;
const keys: readonly MockedKey[] = [
  { arn: arnOf(1), origin: "AWS_KMS" },
  { arn: arnOf(2, "us-west-2") },
  { arn: arnOf(3), keyState: "PendingDeletion" },
  { arn: arnOf(4), keyState: "PendingReplicaDeletion" },
  { arn: arnOf(5), keyState: "Disabled" },
  { arn: arnOf(6, "us-east-1", "444455556666") },
  { arn: arnOf(7, "us-east-1", OWNER.accountId, "aws-cn") },
];

async function problemsOf(names: readonly string[], known: readonly MockedKey[] | Error = keys) {
  await mockAws({}, { keys: known });
  return usageKeyProblems(
    names.map((name) => keyPlace(name, "us-east-1")),
    OWNER,
  );
}

describe("the keys of usageKeys", () => {
  it("are in order if they exist, whatever their material, also while they are disabled", async () => {
    const names = [numbered(1), arnOf(2, "us-west-2"), numbered(5)];
    assert.deepEqual(await problemsOf(names), []);
  });

  it("are refused if they are named twice, but not for the id of another account's key", async () => {
    const others = arnOf(1, "us-east-1", "999988887777");
    assert.deepEqual(await problemsOf([numbered(1), others, arnOf(1)]), [
      `usageKeys[1]: "${others}" is a key of account 999988887777, where alone KMS publishes its metrics; allowed are keys of this account, 111122223333`,
      `usageKeys[2]: "${arnOf(1)}" is the same key as usageKeys[0]`,
    ]);
  });

  it("are all refused at once that do not exist, wait for deletion, or are of others", async () => {
    const foreign = arnOf(6, "us-east-1", "444455556666");
    const chinese = arnOf(7, "us-east-1", OWNER.accountId, "aws-cn");
    const leaving =
      "is pending deletion; allowed are keys that stay (kms:CancelKeyDeletion saves it)";
    assert.deepEqual(
      await problemsOf([numbered(2), numbered(1), numbered(3), numbered(4), foreign, chinese]),
      [
        `usageKeys[0]: "${numbered(2)}" does not exist in us-east-1`,
        `usageKeys[2]: "${numbered(3)}" ${leaving}`,
        `usageKeys[3]: "${numbered(4)}" ${leaving}`,
        `usageKeys[4]: "${foreign}" is a key of account 444455556666, where alone KMS publishes its metrics; allowed are keys of this account, 111122223333`,
        `usageKeys[5]: "${chinese}" is a key of partition aws-cn; allowed are keys of aws`,
      ],
    );
  });

  it("must be readable", async () => {
    const denied = new Error("AccessDeniedException: not authorized to perform: kms:DescribeKey");
    assert.deepEqual(await problemsOf([numbered(1)], denied), [
      `usageKeys[0]: "${numbered(1)}" cannot be looked up in us-east-1; who deploys needs kms:DescribeKey there, by IAM and the key's policy: ${denied.message}`,
    ]);
  });
});
