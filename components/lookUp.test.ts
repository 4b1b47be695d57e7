import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { mockAws, type MockedAws } from "../tests/mockedAws";
import { lookUp, type LookUpArgs } from "./lookUp";

const KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
const STORE = { id: "cks-1234567890abcdef0", type: "external", region: "us-east-1" } as const;
const named = { name: KEY_ID, region: "us-east-1" };
const arn = `arn:aws:kms:us-east-1:111122223333:key/${KEY_ID}`;
const nothing = { importedKeys: [], usageKeys: [], keyStores: [], targets: [] };

describe("lookUp", () => {
  const { warn } = pulumi.log;
  let warnings: string[];

  beforeEach(() => {
    warnings = [];
    pulumi.log.warn = (message) => Promise.resolve(void warnings.push(message));
  });
  afterEach(() => (pulumi.log.warn = warn));

  async function find(args: Partial<LookUpArgs>, aws: MockedAws) {
    await mockAws({}, aws);
    return lookUp({ ...nothing, watchedRegions: ["us-east-1"], ...args });
  }

  it("asks KMS nothing when nothing is named", async () => {
    const keys = new Error("asked");
    assert.deepEqual(await find({}, { keys, keyStores: keys }), []);
  });

  it("gives the keys with imported material, and warns of those that do not expire", async () => {
    const args = { importedKeys: [named], usageKeys: [named], keyStores: [STORE] };
    const keys = [{ arn, expirationModel: "KEY_MATERIAL_DOES_NOT_EXPIRE" }];
    const found = await find(args, { keys, keyStores: [STORE] });
    assert.deepEqual(found, [{ keyId: KEY_ID, region: "us-east-1" }]);
    assert.deepEqual(warnings, [
      `importedKeys[0]: "${KEY_ID}" has key material that never expires; its alarms wait for such material`,
    ]);
  });

  it("refuses everything that is wrong in one error, and then warns of nothing", async () => {
    const args = {
      importedKeys: [{ ...named, name: "alias/none" }, { tags: { team: "none" } }],
      usageKeys: [named],
      keyStores: [STORE],
      targets: [{ arn: "arn:aws:sqs:us-east-1:444455556666:alerts" }],
    };
    await assert.rejects(find(args, {}), {
      name: "Error",
      message: [
        "Wrong settings of stack test:",
        "  - alertTargets: arn:aws:sqs:us-east-1:444455556666:alerts is not of this account, 111122223333; of other accounts, event buses and Kinesis streams are allowed",
        '  - importedKeys[0]: "alias/none" does not exist in us-east-1',
        `  - usageKeys[0]: "${KEY_ID}" does not exist in us-east-1`,
        '  - keyStores[0].id: "cks-1234567890abcdef0" does not exist in us-east-1',
      ].join("\n"),
    });
    assert.deepEqual(warnings, []);
  });
});
