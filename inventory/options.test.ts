import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { recordFileOf } from "../local/emulatorStatus";
import { ownIdentity } from "../local/processIdentity";
import { removeTemporaryFolders, temporaryFolder } from "../tests/temporaryFolder";
import { readOptions } from "./options";
import { inDays, inventoryOf, keyWith, NOW, regionWith } from "./sampleKeys";
import { tableOf } from "./table";
import { whichAws } from "./whichAws";

/** No AWS of this machine runs from there. */
const NOWHERE = { LOCAL_AWS_STATE: "/nonexistent" };

describe("npm run inventory", () => {
  afterEach(removeTemporaryFolders);

  it("reads its options", () => {
    assert.deepEqual(readOptions(["--region", "eu-west-1", "--region", "eu-west-1", "--json"]), {
      regions: ["eu-west-1"],
      form: "json",
      stack: undefined,
      outputsFile: undefined,
      help: false,
    });
    assert.equal(readOptions(["--csv"]).form, "csv");
    assert.equal(readOptions([]).form, "table");
  });

  it("refuses what it does not understand, with the usage", () => {
    for (const [args, why] of [
      [["--jsn"], /Unknown option '--jsn'[^]*usage:/],
      [["--json", "--csv"], /exclude each other[^]*usage:/],
      [["--stack", "a", "--stack-outputs", "b"], /exclude each other/],
      [["more"], /usage:/],
    ] as const) {
      assert.throws(() => readOptions(args), why);
    }
  });

  it("says in a sentence which name is no region, wherever it stands", async () => {
    assert.throws(() => readOptions(["--region", "europe"]), {
      name: "Problem",
      message: '--region: "europe" is not a region such as eu-central-1.',
    });
    await assert.rejects(whichAws(readOptions([]), { ...NOWHERE, AWS_REGION: "us east" }), {
      name: "Problem",
      message: 'AWS_REGION: "us east" is not a region such as eu-central-1.',
    });
  });

  it("means the AWS of the shell's credentials rather than the one on this machine", async () => {
    const LOCAL_AWS_STATE = temporaryFolder();
    const running = JSON.stringify({ port: 4571, ...ownIdentity() });
    writeFileSync(recordFileOf(LOCAL_AWS_STATE), running);
    for (const name of [
      "AWS_ENDPOINT_URL",
      "AWS_PROFILE",
      "AWS_ACCESS_KEY_ID",
      "AWS_WEB_IDENTITY_TOKEN_FILE",
      "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
      "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    ]) {
      const environment = { LOCAL_AWS_STATE, [name]: "mine" };
      const asked = readOptions(["--region", "eu-west-1"]);
      const { isOwnAlarm, ...aws } = await whichAws(asked, environment);
      assert.deepEqual(aws, { regions: ["eu-west-1"], name: "this account", environment });
      assert.equal(isOwnAlarm(""), false);
    }
  });

  it("takes the given regions, or AWS_REGION, or says that it needs some", async () => {
    const regionsOf = async (args: readonly string[], env: object) =>
      (await whichAws(readOptions(args), { ...NOWHERE, ...env })).regions;
    const AWS_REGION = "us-east-2";
    assert.deepEqual(await regionsOf(["--region", "eu-west-1"], { AWS_REGION }), ["eu-west-1"]);
    assert.deepEqual(await regionsOf([], { AWS_REGION }), ["us-east-2"]);
    assert.deepEqual(await regionsOf([], { AWS_DEFAULT_REGION: "us-west-1" }), ["us-west-1"]);
    await assert.rejects(regionsOf([], {}), /Which regions\? Give --region/);
    await assert.rejects(
      regionsOf(["--stack-outputs", "/nonexistent"], {}),
      /\/nonexistent: ENOENT/,
    );
  });

  it("shows a table that fits, the most urgent first", () => {
    const keys = [
      keyWith({ keyId: "one", aliases: ["alias/\u001b[2Ja"] }),
      keyWith({ keyId: "two", origin: "EXTERNAL", rotation: null, expirationDate: inDays(3) }),
    ];
    const table = tableOf(inventoryOf(keys), NOW);
    assert.equal(
      table,
      [
        "key id  region     aliases      status   look                   ends on           origin    key store  rotates  last used   alarms",
        "------  ---------  -----------  -------  ---------------------  ----------------  --------  ---------  -------  ----------  ------",
        "two     us-east-1               Enabled  material expires soon  2026-11-04 (3 d)  EXTERNAL                      2026-10-31  0",
        "one     us-east-1  alias/?[2Ja  Enabled                                           AWS_KMS              yes      2026-10-31  0",
        "2 keys in 1 region, 1 with material that expires.",
      ].join("\n"),
    );
    const failed = inventoryOf(keys, [
      regionWith({ problems: [{ missing: "keys", error: "X", message: "y" }] }),
    ]);
    assert.match(tableOf(failed, NOW, 1), /\nand 1 more\n.*; NOT COMPLETE\.$/);
  });
});
