import assert from "node:assert/strict";
import { mockAws, type MockedKey } from "../tests/mockedAws";
import { findImportedKeys } from "./findImportedKeys";
import { keySelector } from "./importedKeySettings";

const HOME = "us-east-1";
const OTHER = "us-west-2";
const KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
const MRK = "mrk-0123456789abcdef0123456789abcdef";
const arnOf = (resource: string, region = HOME, account = "111122223333") =>
  `arn:aws:kms:${region}:${account}:${resource}`;
const numbered = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;

const payments: MockedKey = {
  arn: arnOf(`key/${KEY_ID}`),
  aliases: ["alias/payments", "alias/other"],
  tags: { team: "payments", stage: "prod" },
};
const primary: MockedKey = { arn: arnOf(`key/${MRK}`), tags: { team: "payments" } };
const replica: MockedKey = {
  arn: arnOf(`key/${MRK}`, OTHER),
  aliases: ["alias/payments"],
  tags: { team: "payments", stage: "prod" },
};
const notImported: MockedKey = {
  arn: arnOf(`key/${numbered(1)}`),
  aliases: ["alias/aws/s3"],
  tags: { team: "payments", stage: "prod" },
  origin: "AWS_KMS",
};
const empty: MockedKey = { arn: arnOf(`key/${numbered(2)}`), keyState: "PendingImport" };
const lasting: MockedKey = {
  arn: arnOf(`key/${numbered(3)}`),
  expirationModel: "KEY_MATERIAL_DOES_NOT_EXPIRE",
};
const foreign: MockedKey = { arn: arnOf(`key/${numbered(4)}`, HOME, "444455556666") };
const leaving: MockedKey = { arn: arnOf(`key/${numbered(5)}`), keyState: "PendingDeletion" };
const keys = [payments, primary, replica, notImported, empty, lasting, foreign, leaving];

type Entry = string | { readonly tags: Readonly<Record<string, string>> };

const OWNER = { accountId: "111122223333", partition: "aws" };

describe("findImportedKeys", () => {
  async function find(entries: readonly Entry[], known: readonly MockedKey[] | Error = keys) {
    await mockAws({}, { keys: known });
    const importedKeys = entries.map((entry) => keySelector(entry, HOME));
    return findImportedKeys({ importedKeys, watchedRegions: [HOME, OTHER] }, OWNER);
  }

  /** The keys that are found without problem or warning. */
  async function found(entries: readonly Entry[], known?: readonly MockedKey[] | Error) {
    const { keys: all, ...said } = await find(entries, known);
    assert.deepEqual(said, { problems: [], warnings: [] });
    return all;
  }

  async function problemsOf(entries: readonly Entry[], known?: readonly MockedKey[] | Error) {
    return (await find(entries, known)).problems;
  }

  it("finds a key by id, ARN, alias and alias ARN, of one or of several regions", async () => {
    const one = { keyId: KEY_ID, region: HOME };
    const ofReplica = { keyId: MRK, region: OTHER };
    assert.deepEqual(await found([KEY_ID]), [one]);
    assert.deepEqual(await found([arnOf(`key/${KEY_ID}`)]), [one]);
    assert.deepEqual(await found(["alias/payments"]), [one]);
    assert.deepEqual(await found([arnOf("alias/payments")]), [one]);
    assert.deepEqual(await found([arnOf("alias/payments", OTHER)]), [ofReplica]);
    assert.deepEqual(await found([MRK, arnOf(`key/${MRK}`, OTHER)]), [
      { keyId: MRK, region: HOME },
      ofReplica,
    ]);
  });

  it("finds the imported keys of every watched region that have all of the tags", async () => {
    assert.deepEqual(await found([{ tags: { team: "payments" } }]), [
      { keyId: KEY_ID, region: HOME },
      { keyId: MRK, region: HOME },
      { keyId: MRK, region: OTHER },
    ]);
    assert.deepEqual(await found([{ tags: { team: "payments", stage: "prod" } }]), [
      { keyId: KEY_ID, region: HOME },
      { keyId: MRK, region: OTHER },
    ]);
  });

  it("takes a key once that has the tags and is named, or has the tags of two entries", async () => {
    const tagged = [{ tags: { team: "payments" } }, { tags: { stage: "prod" } }];
    assert.deepEqual(await found([arnOf("alias/payments", OTHER), ...tagged]), [
      { keyId: MRK, region: OTHER },
      { keyId: KEY_ID, region: HOME },
      { keyId: MRK, region: HOME },
    ]);
  });

  it("asks nothing when no key is named", async () => {
    assert.deepEqual(await found([], new Error("asked")), []);
  });

  it("says everything that is wrong at once", async () => {
    const entries = [
      KEY_ID,
      "alias/payments",
      arnOf("alias/other"),
      "alias/missing",
      numbered(9),
      "alias/aws/s3",
      arnOf(`key/${numbered(4)}`, HOME, "444455556666"),
      arnOf(`alias/payments`, HOME, "444455556666"),
      arnOf(`key/${KEY_ID}`).replace("aws", "aws-cn"),
      numbered(5),
    ];
    const ofOther =
      "is a key of account 444455556666, where alone KMS publishes its metrics; allowed are keys of this account, 111122223333";
    assert.deepEqual(await problemsOf(entries), [
      'importedKeys[3]: "alias/missing" does not exist in us-east-1',
      `importedKeys[4]: "${numbered(9)}" does not exist in us-east-1`,
      'importedKeys[5]: "alias/aws/s3" has no imported key material (its origin is AWS_KMS), so nothing expires',
      `importedKeys[6]: "${entries[6]}" ${ofOther}`,
      `importedKeys[7]: "${entries[7]}" ${ofOther}`,
      `importedKeys[8]: "${entries[8]}" is a key of partition aws-cn; allowed are keys of aws`,
      `importedKeys[9]: "${numbered(5)}" is pending deletion; allowed are keys that stay (kms:CancelKeyDeletion saves it)`,
      `importedKeys: ${KEY_ID} and alias/payments are the same key, ${KEY_ID} in us-east-1`,
      `importedKeys: ${KEY_ID} and ${arnOf("alias/other")} are the same key, ${KEY_ID} in us-east-1`,
    ]);
  });

  it("knows that a key does not exist from the words of the aws plugin", async () => {
    const said = new Error(`reading KMS Key (${KEY_ID}): couldn't find resource`);
    assert.deepEqual(await problemsOf([KEY_ID], said), [
      `importedKeys[0]: "${KEY_ID}" does not exist in us-east-1`,
    ]);
  });

  it("names the permission that is missing", async () => {
    const denied = new Error("AccessDeniedException: User is not\n authorized to perform that");
    const said = "AccessDeniedException: User is not authorized to perform that";
    assert.deepEqual(await problemsOf([KEY_ID], denied), [
      `importedKeys[0]: "${KEY_ID}" cannot be looked up in us-east-1; who deploys needs kms:DescribeKey there, by IAM and the key's policy: ${said}`,
    ]);
    const tagged = 'importedKeys[0]: keys with the tags {"team":"payments"} cannot be looked up in';
    assert.deepEqual(await problemsOf([{ tags: { team: "payments" } }], denied), [
      `${tagged} us-east-1; who deploys needs tag:GetResources there: ${said}`,
      `${tagged} us-west-2; who deploys needs tag:GetResources there: ${said}`,
    ]);
  });

  it("gives the reason of any other failure", async () => {
    assert.deepEqual(await problemsOf([KEY_ID], new Error("no network")), [
      `importedKeys[0]: "${KEY_ID}" cannot be looked up in us-east-1: no network`,
    ]);
  });

  it("is not stopped by tagged keys that are deleted or to be deleted, and leaves them out", async () => {
    const tags = { team: "payments", stage: "prod" };
    const known: readonly MockedKey[] = [
      payments,
      { arn: arnOf(`key/${numbered(6)}`), tags, keyState: "PendingDeletion" },
      { arn: arnOf(`key/${numbered(7)}`), tags, keyState: "PendingReplicaDeletion" },
      { arn: arnOf(`key/${numbered(8)}`), tags, isGone: true },
      { arn: arnOf(`key/${numbered(9)}`), tags, keyState: "Disabled" },
    ];
    assert.deepEqual(await found([{ tags }], known), [
      { keyId: numbered(9), region: HOME },
      { keyId: KEY_ID, region: HOME },
    ]);
  });

  it("warns of a key without material that expires, and makes its alarms", async () => {
    assert.deepEqual(await find([numbered(2), numbered(3)]), {
      keys: [
        { keyId: numbered(2), region: HOME },
        { keyId: numbered(3), region: HOME },
      ],
      problems: [],
      warnings: [
        `importedKeys[0]: "${numbered(2)}" has no key material, so there is none that expires; its alarms wait for such material`,
        `importedKeys[1]: "${numbered(3)}" has key material that never expires; its alarms wait for such material`,
      ],
    });
  });

  it("warns of a tagged key without material that expires, and makes its alarms", async () => {
    const tags = { team: "empty" };
    assert.deepEqual(await find([{ tags }], [{ ...empty, tags }]), {
      keys: [{ keyId: numbered(2), region: HOME }],
      problems: [],
      warnings: [
        `importedKeys[0]: ${empty.arn} has no key material, so there is none that expires; its alarms wait for such material`,
      ],
    });
  });

  it("warns of tags that no imported key has", async () => {
    assert.deepEqual(await find([{ tags: { team: "none" } }]), {
      keys: [],
      problems: [],
      warnings: [
        'importedKeys[0]: no key with imported material in us-east-1, us-west-2 has the tags {"team":"none"}; the next update looks again, and until then the alarms on all keys of a region watch them',
      ],
    });
  });
});
