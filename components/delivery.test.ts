import assert from "node:assert/strict";
import { deliveryTo } from "./delivery";

describe("deliveryTo", () => {
  it("tries for an hour, and keeps in the queue what could not be delivered", () => {
    assert.deepEqual(deliveryTo("arn:queue"), {
      retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 185 },
      deadLetterConfig: { arn: "arn:queue" },
    });
  });
});
