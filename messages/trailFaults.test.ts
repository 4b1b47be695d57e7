import assert from "node:assert/strict";
import { silence, trailFaults } from "./trailFaults";

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
      IsLogging: true,
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

  it("takes an error for over when a delivery succeeded of late", () => {
    const errors = {
      LatestDeliveryError: "NoSuchBucket",
      LatestCloudWatchLogsDeliveryError: "ResourceNotFoundException",
      LatestDigestDeliveryError: "AccessDenied",
      LatestNotificationError: "AuthorizationError",
    };
    const delivered = (minutes: number, minutesOfDigests: number) => ({
      LatestDeliveryTime: minutesAgo(minutes),
      LatestCloudWatchLogsDeliveryTime: minutesAgo(minutes),
      LatestDigestDeliveryTime: minutesAgo(minutesOfDigests),
      LatestNotificationTime: minutesAgo(minutes),
    });
    assert.deepEqual(trailFaults({ ...well, ...errors, ...delivered(15, 120) }, now), []);
    const late = trailFaults({ ...well, ...errors, ...delivered(16, 121) }, now);
    assert.equal(late.length, 4);
    assert.deepEqual(trailFaults({ ...well, ...errors, ...delivered(16, 120) }, now), [
      "CloudTrail could not deliver log files: NoSuchBucket",
      "CloudTrail could not deliver records to the log group: ResourceNotFoundException",
      "CloudTrail could not deliver notifications of log files: AuthorizationError",
    ]);
  });
});

describe("silence", () => {
  it("is more than an hour without a log file", () => {
    assert.deepEqual(silence({ ...well, LatestDeliveryTime: minutesAgo(60) }, now), []);
    assert.deepEqual(silence({ ...well, LatestDeliveryTime: minutesAgo(61) }, now), [
      "CloudTrail has delivered no log file since 2026-11-21T10:59:00.000Z.",
    ]);
  });

  it("is expected of a trail that is stopped, that just started, or started again", () => {
    assert.deepEqual(
      silence({ ...well, IsLogging: false, LatestDeliveryTime: minutesAgo(61) }, now),
      [],
    );
    const again = { ...well, LatestDeliveryTime: minutesAgo(9000) };
    assert.deepEqual(silence({ ...again, StartLoggingTime: minutesAgo(5) }, now), []);
    assert.deepEqual(silence({ IsLogging: true, StartLoggingTime: minutesAgo(5) }, now), []);
    assert.deepEqual(silence({ IsLogging: true, StartLoggingTime: minutesAgo(61) }, now), [
      "CloudTrail has delivered no log file since 2026-11-21T10:59:00.000Z.",
    ]);
  });
});
