import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { AlertStack } from "./alertStack";
import { tamper, tamperingActs } from "./tampering";
import { TAMPERING_FILE, type TamperingRow } from "./tamperingRow";

describe("tampering with a deployed stack", () => {
  let stack: AlertStack;

  before(async () => {
    stack = await AlertStack.deploy({});
  });
  after(() => stack.stop());

  it("is told after each act, by the paths that the README names (npm run tampering writes them down)", async () => {
    const written = JSON.parse(readFileSync(TAMPERING_FILE, "utf8")) as readonly TamperingRow[];
    const measured = await tamper(stack);
    const missed = tamperingActs.filter(
      ({ heardBy }, index) => measured[index]?.heard.includes(heardBy) !== true,
    );
    assert.deepEqual(
      missed.map(({ act, heardBy }) => `${act}: ${heardBy}`),
      [],
    );
    assert.deepEqual(measured, written);
  });
});
