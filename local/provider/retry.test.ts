import assert from "node:assert/strict";
import { retryWhile } from "./retry";

describe("retryWhile", () => {
  const patience = { seconds: 0.2, firstPauseMilliseconds: 5 };
  const late = new Error("late");

  it("asks again until AWS knows what was made", async () => {
    const answers = [late, late, "made"];
    const ask = () => {
      const answer = answers.shift() ?? "asked too often";
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    };
    assert.equal(await retryWhile((error) => error === late, ask, patience), "made");
    assert.deepEqual(answers, []);
  });

  it("gives the last error back when its time is over", async () => {
    let calls = 0;
    const ask = () => Promise.reject(new Error(`call ${++calls}`));
    await assert.rejects(
      retryWhile(() => true, ask, patience),
      (error: Error) => {
        assert.equal(error.message, `call ${calls}`);
        return true;
      },
    );
    // 5 + 10 + 20 + 40 + 80 ms, and the next pause would be too long.
    assert.ok(calls > 2 && calls <= 6, `${calls} calls`);
  });

  it("does not ask again when that cannot help", async () => {
    let calls = 0;
    const ask = () => Promise.reject(new Error(`call ${++calls}`));
    await assert.rejects(
      retryWhile((error) => error === late, ask, patience),
      { message: "call 1" },
    );
  });
});
