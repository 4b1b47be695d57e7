import assert from "node:assert/strict";
import { CloudWatchClient, type MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { FakeKms, type FakeKey, type FakeKmsOptions } from "./fakeKms";
import { regionMetrics } from "./names";
import { NOW, inDays } from "./sampleKeys";
import { metricsOf } from "./summary";
import { takeInventory, type InventoryRequest, type RegionClients } from "./takeInventory";

const FLEET: MetricAlarm = {
  AlarmName: "own-fleet",
  ComparisonOperator: "LessThanOrEqualToThreshold",
  Threshold: 30 * 86_400,
  Metrics: [
    {
      Id: "q",
      Expression: `SELECT MIN(SecondsUntilKeyMaterialExpiration) FROM SCHEMA("AWS/KMS", KeyId) GROUP BY KeyId ORDER BY MIN() ASC`,
    },
  ],
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

function take(
  clients: Readonly<Record<string, RegionClients>>,
  deadline: AbortSignal = new AbortController().signal,
  told?: InventoryRequest["told"],
) {
  const clientsFor = (name: string) => {
    const found = clients[name];
    assert.ok(found);
    return found;
  };
  const regions = Object.keys(clients);
  return takeInventory({
    regions,
    clientsFor,
    isOwnAlarm: (name) => name.startsWith("own-"),
    expiryDays: 30,
    now: NOW,
    deadline,
    ...(told === undefined ? {} : { told }),
  });
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
        ["us-east-1", "a", ["own-fleet"]],
        ["us-east-1", "b", ["own-fleet"]],
        ["eu-west-1", "c", []],
      ],
    );
    assert.equal(inventory.takenAt, NOW.toISOString());
    assert.equal(inventory.expiryDays, 30);
    assert.deepEqual(inventory.regions, [
      { region: "us-east-1", problems: [], partialAlarms: [], unseenKeyIds: [] },
      { region: "eu-west-1", problems: [], partialAlarms: [], unseenKeyIds: [] },
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
      inventory.regions.map(({ problems }) => problems),
      [
        [],
        [
          {
            missing: "keys",
            error: "AccessDeniedException",
            message: "refused by AccessDeniedException",
          },
        ],
      ],
    );
  });

  it("leaves a region behind that is not ready when the time is over, and says how far it was", async () => {
    const time = new AbortController();
    const slow = [imported("b", 5), { ...imported("c", 5), hangs: true }, imported("d", 5)];
    const clients = {
      "us-east-1": region([imported("a", 90)], [FLEET]),
      "eu-west-1": region(slow, [FLEET]),
      "eu-west-2": region([], [], { hangsAt: "ListKeys" }),
    };
    let ready = 0;
    const inventory = await take(clients, time.signal, () => {
      ready += 1;
      if (ready === 3) time.abort();
    });
    assert.deepEqual(
      inventory.keys.map(({ keyId }) => keyId),
      ["a"],
    );
    const late = (far: string) => [
      { missing: "keys", error: "Deadline", message: `not ready in the time of the run, ${far}` },
    ];
    assert.deepEqual(
      inventory.regions.map(({ region, problems }) => [region, problems]),
      [
        ["us-east-1", []],
        ["eu-west-1", late("with 2 of 3 keys read")],
        ["eu-west-2", late("before its keys were listed")],
      ],
    );
    assert.deepEqual(
      metricsOf(inventory, NOW).map(({ MetricName, Dimensions }) => [
        MetricName,
        Dimensions?.[0]?.Value,
      ]),
      [
        ["InventoryAgeHours", undefined],
        ...Object.values(regionMetrics).map((name) => [name, "us-east-1"]),
      ],
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
        problems: [{ missing: "alarms", error: "Error", message: "denied" }],
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
