import assert from "node:assert/strict";
import { CloudWatchClient, type MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { FakeKms, type FakeKey, type FakeKmsOptions } from "./fakeKms";
import { NOW, inDays } from "./sampleKeys";
import { takeInventory, type RegionClients } from "./takeInventory";

const FLEET: MetricAlarm = {
  AlarmName: "fleet",
  Metrics: [{ Id: "q", Expression: "SELECT MIN(SecondsUntilKeyMaterialExpiration) FROM x" }],
};

function imported(KeyId: string, days: number): FakeKey {
  const ValidTo = Date.parse(inDays(days)) / 1000;
  return { KeyId, metadata: { KeyState: "Enabled", Origin: "EXTERNAL", ValidTo } };
}

/** A region's clients; an error in place of alarms is what CloudWatch answers. */
function region(
  keys: readonly FakeKey[],
  alarms: readonly MetricAlarm[] | Error,
  options: FakeKmsOptions = {},
): RegionClients {
  const cloudWatch = new CloudWatchClient({ region: "us-east-1" });
  const send = () =>
    alarms instanceof Error ? Promise.reject(alarms) : Promise.resolve({ MetricAlarms: alarms });
  cloudWatch.send = send as never;
  return { kms: new FakeKms(keys, options).client, cloudWatch };
}

function take(clients: Readonly<Record<string, RegionClients>>) {
  const clientsFor = (name: string) => {
    const found = clients[name];
    assert.ok(found);
    return found;
  };
  const regions = Object.keys(clients);
  return takeInventory({ regions, clientsFor, alarmPrefix: "own-", expiryDays: 30, now: NOW });
}

describe("takeInventory", () => {
  it("has the keys of all regions, and who watches them", async () => {
    const inventory = await take({
      "us-east-1": region([imported("b", 5), imported("a", 90)], [FLEET]),
      "eu-west-1": region([{ KeyId: "c", metadata: { KeyState: "Enabled" } }], []),
    });
    assert.deepEqual(
      inventory.keys.map((key) => [key.region, key.keyId, key.watchedBy]),
      [
        ["us-east-1", "a", ["fleet"]],
        ["us-east-1", "b", ["fleet"]],
        ["eu-west-1", "c", []],
      ],
    );
    assert.deepEqual(inventory.takenAt, NOW.toISOString());
    assert.deepEqual(inventory.regions, [
      { region: "us-east-1", problem: null, partialAlarms: [], unseenKeyIds: [] },
      { region: "eu-west-1", problem: null, partialAlarms: [], unseenKeyIds: [] },
    ]);
  });

  it("tells of a region that fails, and keeps the others", async () => {
    const inventory = await take({
      "us-east-1": region([imported("a", 90)], [FLEET]),
      "eu-west-1": region([], [], { fails: "AccessDeniedException" }),
    });
    assert.deepEqual(
      inventory.keys.map(({ keyId }) => keyId),
      ["a"],
    );
    assert.deepEqual(
      inventory.regions.map(({ problem }) => problem),
      [null, "keys: AccessDeniedException: refused by AccessDeniedException"],
    );
  });

  it("keeps the keys of a region whose alarms cannot be read, and does not say that nobody watches them", async () => {
    const inventory = await take({ "us-east-1": region([imported("a", 5)], new Error("denied")) });
    assert.deepEqual(
      inventory.keys.map(({ keyId, watchedBy }) => [keyId, watchedBy]),
      [["a", null]],
    );
    assert.deepEqual(inventory.regions, [
      {
        region: "us-east-1",
        problem: "alarms: Error: denied",
        partialAlarms: null,
        unseenKeyIds: null,
      },
    ]);
  });

  it("names keys that expire soon and that no alarm is sure to see", async () => {
    const few = await take({ "us-east-1": region([imported("a", 5), imported("b", 31)], []) });
    assert.deepEqual(few.regions[0]?.unseenKeyIds, ["a"]);
  });

  it("takes the alarm on all keys as sure of the 100 that expire first, however many there are", async () => {
    const later = Array.from({ length: 600 }, (_, index) => imported(`later${index}`, 40));
    const soon = Array.from({ length: 99 }, (_, index) => imported(`soon${index}`, 5));
    const [x, y] = [imported("x", 6), imported("y", 7)];
    const unseenOf = async (...keys: ReturnType<typeof imported>[]) =>
      (await take({ "us-east-1": region(keys, [FLEET]) })).regions[0]?.unseenKeyIds;
    assert.deepEqual(await unseenOf(...later, x, ...soon), []);
    assert.deepEqual(await unseenOf(...later, y, x, ...soon), ["y"]);
  });
});
