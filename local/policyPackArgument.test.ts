import assert from "node:assert/strict";
import path from "node:path";
import { CLONE } from "./environment";
import { withPolicyPack } from "./policyPackArgument";

describe("npm run pulumi -- --policy-pack", () => {
  const own = path.join(CLONE, "policies");
  const forms = [
    [
      ["preview", "--policy-pack", "policies"],
      ["preview", "--policy-pack", "/pack"],
    ],
    [
      ["up", "--policy-pack", "./policies", "--yes"],
      ["up", "--policy-pack", "/pack", "--yes"],
    ],
    [
      ["up", "--policy-pack=policies/"],
      ["up", "--policy-pack=/pack"],
    ],
    [
      ["up", `--policy-pack=${own}`],
      ["up", "--policy-pack=/pack"],
    ],
  ] as const;
  for (const [given, wanted] of forms) {
    it(`gives the engine its own path for ${given.join(" ").replace(own, "<clone>/policies")}`, () => {
      assert.deepEqual(withPolicyPack(given, "/pack"), wanted);
    });
  }

  it("leaves other packs and other arguments alone", () => {
    const args = ["up", "--policy-pack", "../theirs", "--policy-pack=elsewhere", "policies"];
    assert.deepEqual(withPolicyPack(args, "/pack"), args);
  });
});
