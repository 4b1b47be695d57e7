import assert from "node:assert/strict";
import { inventoryScript } from "./bundle";

describe("the code of the inventory's functions", () => {
  it("is one file without a path of this machine, and says what is missing when it starts", () => {
    for (const entry of ["takeLambda", "widgetLambda"] as const) {
      const script = inventoryScript(entry);
      assert.ok(!script.includes(process.cwd()), entry);
      assert.ok(script.length < 2_000_000, `${entry}: ${script.length}`);
      assert.match(script, /The inventory cannot start/);
    }
    assert.notEqual(inventoryScript("takeLambda"), inventoryScript("widgetLambda"));
    assert.ok(!inventoryScript("widgetLambda").includes("TrentService"), "asks KMS nothing");
  });
});
