import assert from "node:assert/strict";
import { S3Client } from "@aws-sdk/client-s3";
import { inventoryOf, keyWith } from "./sampleKeys";
import { readInventory } from "./store";

/** Reads what lies where the list should be. */
async function read(text: string): Promise<unknown> {
  const client = new S3Client({ region: "us-east-1" });
  const Body = { transformToString: () => Promise.resolve(text) };
  client.send = () => Promise.resolve({ Body });
  return readInventory(client, "archive");
}

describe("readInventory", () => {
  it("reads the list that was written", async () => {
    const list = inventoryOf([keyWith()]);
    assert.deepEqual(await read(JSON.stringify(list)), list);
  });

  for (const text of ["", "garbage", "{}", "null", '{"takenAt":"soon","regions":[],"keys":[]}']) {
    it(`finds no list in ${JSON.stringify(text)}, so that the next run writes one`, async () => {
      assert.equal(await read(text), undefined);
    });
  }
});
