import assert from "node:assert/strict";
import { removeTemporaryFolders } from "../../tests/temporaryFolder";
import { exported, judged, key, urn } from "../testing/checkedFile";
import { report } from "./report";

// What people read at the end.

describe("the report of policy-check", () => {
  afterEach(removeTemporaryFolders);

  it("says that a stack has no resources, also in the form in which the engine exports it", () => {
    const time = "2026-11-21T17:36:53.751267839Z";
    const manifest = { time, magic: "f034461b", version: "3.259.0" };
    const secrets_providers = { type: "passphrase", state: { salt: "v1:a:v1:b:c" } };
    const asExported = { version: 3, deployment: { manifest, secrets_providers, metadata: {} } };
    for (const empty of [exported([]), asExported]) {
      assert.equal(
        report("given.json", judged(empty)),
        "given.json (stack export) has no resources: nothing was judged. Policies: 1 mandatory, 1 advisory.",
      );
    }
  });

  it("ends its report with counts of resources, policies and violations", () => {
    const other = { urn: urn("a", "aws:kms/alias:Alias"), type: "aws:kms/alias:Alias", inputs: {} };
    assert.equal(
      report("given.json", judged(exported([key("bad", { days: 7 }), other]))),
      [
        `[mandatory] kms-key-waits  ${urn("bad")}`,
        "    A key must wait. It is gone otherwise.",
        '    Key "bad": days is not 30. Fix: set it.',
        "",
        "given.json (stack export): 2 resources, 1 of types that policies judge one by one. " +
          "Policies: 1 mandatory, 1 advisory. Violations: 1 mandatory, 0 advisory.",
      ].join("\n"),
    );
  });
});
