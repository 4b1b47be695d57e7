import assert from "node:assert/strict";
import { inTime, timeToTake } from "./deadline";

const far = () => "with 1 of 2 keys read";

describe("the deadline of a run", () => {
  it("leaves a minute to write", async () => {
    const signal = timeToTake(60_050);
    assert.equal(signal.aborted, false);
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(signal.aborted, true);
  });

  it("is over at once if there is no more than that minute", async () => {
    const signal = timeToTake(1000);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(signal.aborted, true);
  });

  it("waits no longer for work that never ends, and says how far it was", async () => {
    const stop = new AbortController();
    const waiting = inTime(stop.signal, new Promise(() => undefined), far);
    stop.abort();
    const late = {
      name: "Deadline",
      message: "not ready in the time of the run, with 1 of 2 keys read",
    };
    await assert.rejects(waiting, late);
    await assert.rejects(inTime(stop.signal, new Promise(() => undefined), far), late);
  });

  it("gives what comes in time, errors too", async () => {
    const { signal } = new AbortController();
    assert.equal(await inTime(signal, Promise.resolve(1), far), 1);
    await assert.rejects(inTime(signal, Promise.reject(new Error("other")), far), /^Error: other$/);
  });
});
