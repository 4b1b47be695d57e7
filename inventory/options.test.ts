import assert from "node:assert/strict";
import { readOptions } from "./options";
import { inDays, inventoryOf, keyWith, NOW, regionWith } from "./sampleKeys";
import { tableOf } from "./table";
import { whichAws } from "./whichAws";

/** No AWS of this machine runs from there. */
const NOWHERE = { LOCAL_AWS_STATE: "/nonexistent" };

describe("npm run inventory", () => {
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
      [["--region", "europe"], /--region: "europe" is not a region such as eu-west-1/],
      [["more"], /usage:/],
    ] as const) {
      assert.throws(() => readOptions(args), why);
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
    const failed = inventoryOf(keys, [regionWith({ problem: "keys: X: y" })]);
    assert.match(tableOf(failed, NOW, 1), /\nand 1 more\n.*; NOT COMPLETE\.$/);
  });
});
