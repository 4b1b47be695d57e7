import assert from "node:assert/strict";
import { inputsOf, mockAws, namesOf, settled, valueOf } from "../tests/mockedAws";
import { ToldTable } from "./toldTable";

describe("ToldTable", () => {
  it("makes an encrypted table with the key that Powertools writes, which forgets by itself", async () => {
    const made = await mockAws();
    const table = new ToldTable("kms", { keyArn: "arn:key" });
    await settled();
    assert.deepEqual(namesOf(made), ["Table kms-told"]);
    assert.deepEqual(inputsOf(made, "aws:dynamodb/table:Table", "kms-told"), {
      attributes: [{ name: "id", type: "S" }],
      hashKey: "id",
      billingMode: "PAY_PER_REQUEST",
      ttl: { attributeName: "expiration", enabled: true },
      serverSideEncryption: { enabled: true, kmsKeyArn: "arn:key" },
    });
    assert.equal(await valueOf(table.tableName), "kms-told");
    assert.equal(await valueOf(table.tableArn), "arn:Table:kms-told");
  });
});
