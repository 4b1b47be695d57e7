import assert from "node:assert/strict";
import { removeTemporaryFolders } from "../../tests/temporaryFolder";
import { complaint, exported, urn } from "../testing/checkedFile";

// What people read of files that are not what they should be.

const NO_RESOURCES =
  "given.json is not what it should be:\n" +
  '✖ has neither "resources" nor the "manifest" that an empty stack has too\n  → at deployment';

describe("policy-check of a file that is wrong", () => {
  afterEach(removeTemporaryFolders);

  for (const [why, content, expected] of [
    ["is empty", "", "given.json is empty."],
    ["is not JSON", '{\n  "a": x\n}', "given.json is not JSON (line 2, column 8)."],
    ["ends in the middle", '{"deployment":', "given.json is not JSON (it ends too early)."],
    [
      "is something else",
      {},
      'given.json is neither a stack export (no "deployment") nor a preview (no "changeSummary"). ' +
        "Make it by `pulumi stack export` or `pulumi preview --json --show-sames`.",
    ],
    [
      "has a resource without a type",
      { version: 3, deployment: { resources: [{ urn: urn("a") }] } },
      "given.json is not what it should be:\n✖ Invalid input: expected string, received undefined\n  → at deployment.resources[0].type",
    ],
    [
      "has a format of the future",
      { version: 4, deployment: { resources: [] } },
      "given.json is not what it should be:\n✖ only version 3 of the export's format is known\n  → at version",
    ],
    ["has an empty deployment", { version: 3, deployment: {} }, NO_RESOURCES],
    [
      "is a checkpoint",
      { version: 3, deployment: { latest: { manifest: {}, resources: [] } } },
      NO_RESOURCES,
    ],
    [
      "is an export inside of another",
      { version: 3, deployment: { deployment: { manifest: {}, resources: [] } } },
      NO_RESOURCES,
    ],
    [
      "has no resources in it and no manifest",
      { version: 3, deployment: { resources: null } },
      NO_RESOURCES,
    ],
  ] as const) {
    it(`says where a file is wrong that ${why}`, () => {
      assert.equal(complaint(content), expected);
    });
  }

  it("refuses a configuration with a key twice, of which only the last would count", () => {
    const config =
      '{\n  "kms-key-waits": "mandatory",\n  "kms-witness": { "a": 1, "\\u0061": 2 },\n  "kms-key-waits": "disabled"\n}';
    assert.equal(
      complaint(exported([]), config),
      "config.json has keys that stand in the same object twice (line 3, column 28; line 4, column 3): remove one of the two.",
    );
  });

  it("says of all policies what the engine does not understand", () => {
    assert.equal(
      complaint(exported([]), { all: { exemptions: [] } }),
      'config.json: "all" takes a level and nothing else. Move "exemptions" to each policy that it is meant for.',
    );
  });

  it("says what may stand behind a policy's name", () => {
    assert.equal(
      complaint(exported([]), { "kms-key-waits": "advisry", "kms-witness": 3 }),
      ["kms-key-waits", "kms-witness"].reduce(
        (text, name) =>
          `${text}\n✖ is neither a level (advisory, mandatory, remediate, disabled) nor an object ` +
          `whose "enforcementLevel" is one\n  → at ["${name}"]`,
        "config.json is not what it should be:",
      ),
    );
  });

  it("refuses a configuration of policies that do not exist", () => {
    assert.equal(
      complaint(exported([]), { "kms-key-wait": "advisory" }),
      'config.json: There is no policy "kms-key-wait" in this pack. It has: kms-key-waits, kms-witness.',
    );
  });
});
