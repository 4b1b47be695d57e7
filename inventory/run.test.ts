import assert from "node:assert/strict";
import type { Inventory } from "./keyRecord";
import { run } from "./run";
import { inventoryOf, keyWith, NOW, regionWith } from "./sampleKeys";

const COMPLETE = inventoryOf([keyWith()]);
const FAILED = inventoryOf(
  [],
  [
    regionWith(),
    regionWith({ region: "eu-west-1", problems: [{ missing: "keys", error: "X", message: "y" }] }),
  ],
);

/** What a run does, so many hours after the last inventory. */
async function steps(
  hours: number,
  last: Inventory | undefined,
  next: Inventory = COMPLETE,
  regions: readonly string[] = ["us-east-1"],
) {
  const done: string[] = [];
  const at = new Date(NOW.getTime() + hours * 3_600_000);
  const note = (what: string) => {
    done.push(what);
    return Promise.resolve();
  };
  const error = await run({
    scheduleHours: 24,
    regions,
    expiryDays: 30,
    now: () => at,
    read: () => Promise.resolve(last),
    take: (now) => note(`take ${now.toISOString()}`).then(() => next),
    write: (inventory) => note(`write ${inventory.keys.length}`),
    publish: (inventory, now) => note(`publish ${inventory.keys.length} ${now.toISOString()}`),
    log: () => undefined,
  }).then(
    () => undefined,
    (reason: Error) => reason.message,
  );
  return { done, error };
}

describe("a run of the inventory", () => {
  it("takes the first inventory, writes it and publishes its metrics", async () => {
    assert.deepEqual(await steps(0, undefined), {
      done: ["take 2026-11-01T00:00:00.000Z", "write 1", "publish 1 2026-11-01T00:00:00.000Z"],
      error: undefined,
    });
  });

  it("only publishes the metrics while the inventory is new", async () => {
    assert.deepEqual((await steps(23.9, COMPLETE)).done, ["publish 1 2026-11-01T23:54:00.000Z"]);
    assert.equal((await steps(24, COMPLETE)).done.length, 3);
  });

  it("takes one at once for a region that the last does not have", async () => {
    const regions = ["us-east-1", "eu-west-1"];
    assert.equal((await steps(1, COMPLETE, COMPLETE, regions)).done.length, 3);
  });

  it("takes one at once if the last was taken with other days of notice", async () => {
    assert.equal((await steps(1, { ...COMPLETE, expiryDays: 10 })).done.length, 3);
  });

  it("does not believe a list of a time to come", async () => {
    assert.equal((await steps(-1, COMPLETE)).done.length, 3);
  });

  it("makes up for an incomplete one after an hour", async () => {
    assert.equal((await steps(0.9, FAILED)).done.length, 1);
    assert.equal((await steps(1, FAILED)).done.length, 3);
  });

  it("ends with an error after writing, if a region failed", async () => {
    const { done, error } = await steps(0, undefined, FAILED);
    assert.deepEqual(done.slice(1), ["write 0", "publish 0 2026-11-01T00:00:00.000Z"]);
    assert.equal(error, "The inventory is not complete. eu-west-1: keys: X: y");
  });
});
