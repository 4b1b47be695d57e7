import assert from "node:assert/strict";
import { trailFaults } from "./trailFaults";

const now = new Date("2026-11-21T12:00:00Z");
const minutesAgo = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
const well = {
  IsLogging: true,
  StartLoggingTime: minutesAgo(10_000),
  LatestDeliveryTime: minutesAgo(6),
};

describe("trailFaults", () => {
  it("finds none in a trail that logs and delivers", () => {
    assert.deepEqual(trailFaults(well, now), []);
    const noErrors = { LatestDeliveryError: "", LatestCloudWatchLogsDeliveryError: "" };
    assert.deepEqual(trailFaults({ ...well, ...noErrors }, now), []);
  });

  it("finds that a trail does not log, and says no more", () => {
    const stopped = { ...well, IsLogging: false, LatestDeliveryError: "AccessDenied" };
    assert.deepEqual(trailFaults(stopped, now), ["The trail is not logging."]);
    assert.deepEqual(trailFaults({}, now), ["The trail is not logging."]);
  });

  it("finds each destination that refuses", () => {
    const refused = {
      ...well,
      LatestDeliveryError: "NoSuchBucket",
      LatestCloudWatchLogsDeliveryError: "ResourceNotFoundException",
      LatestDigestDeliveryError: "AccessDenied",
      LatestNotificationError: "AuthorizationError",
    };
    assert.deepEqual(trailFaults(refused, now), [
      "CloudTrail could not deliver log files: NoSuchBucket",
      "CloudTrail could not deliver records to the log group: ResourceNotFoundException",
      "CloudTrail could not deliver digest files: AccessDenied",
      "CloudTrail could not deliver notifications of log files: AuthorizationError",
    ]);
  });

  it("finds silence of more than an hour", () => {
    assert.deepEqual(trailFaults({ ...well, LatestDeliveryTime: minutesAgo(60) }, now), []);
    assert.deepEqual(trailFaults({ ...well, LatestDeliveryTime: minutesAgo(61) }, now), [
      "CloudTrail has delivered no log file since 2026-11-21T10:59:00.000Z.",
    ]);
  });

  it("waits an hour for a trail that just started, or started again", () => {
    const again = { ...well, LatestDeliveryTime: minutesAgo(9000) };
    assert.deepEqual(trailFaults({ ...again, StartLoggingTime: minutesAgo(5) }, now), []);
    assert.deepEqual(trailFaults({ IsLogging: true, StartLoggingTime: minutesAgo(5) }, now), []);
    assert.deepEqual(trailFaults({ IsLogging: true, StartLoggingTime: minutesAgo(61) }, now), [
      "CloudTrail has delivered no log file since 2026-11-21T10:59:00.000Z.",
    ]);
  });
});
