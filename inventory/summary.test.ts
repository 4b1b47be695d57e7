import assert from "node:assert/strict";
import { inventoryOf, inDays, keyWith, NOW, regionWith } from "./sampleKeys";
import { metricsOf } from "./summary";

/** Values by metric and region. */
function values(...given: Parameters<typeof inventoryOf>): Record<string, number | undefined> {
  const later = new Date(NOW.getTime() + 2 * 3_600_000);
  const data = metricsOf(inventoryOf(...given), later);
  return Object.fromEntries(
    data.map(({ MetricName, Dimensions = [], Value }) => {
      const region = Dimensions.map(({ Name, Value: value }) => ` ${Name}=${value}`).join("");
      return [`${MetricName}${region}`, Value];
    }),
  );
}

describe("metricsOf", () => {
  it("counts the keys of each region by what somebody should know", () => {
    const keys = [
      keyWith({ keyId: "a", status: "PendingDeletion", deletionDate: inDays(7) }),
      keyWith({ keyId: "b", status: "PendingReplicaDeletion" }),
      keyWith({ keyId: "c", status: "Disabled" }),
      keyWith({ keyId: "d", expirationDate: inDays(10) }),
      keyWith({ keyId: "e", expirationDate: inDays(20) }),
      keyWith({ keyId: "f", status: null, notReadable: [{ call: "DescribeKey", error: "X" }] }),
      keyWith({ keyId: "g", notReadable: [{ call: "GetKeyLastUsage", error: "X" }] }),
      keyWith({ keyId: "h", region: "eu-west-1" }),
    ];
    const regions = [
      regionWith({ partialAlarms: ["one"], unseenKeyIds: ["d", "e"] }),
      regionWith({ region: "eu-west-1" }),
    ];
    assert.deepEqual(values(keys, regions), {
      InventoryAgeHours: 2,
      "Keys Region=us-east-1": 7,
      "KeysPendingDeletion Region=us-east-1": 2,
      "KeysDisabled Region=us-east-1": 1,
      "KeysWithExpiringMaterial Region=us-east-1": 2,
      "KeysNotReadable Region=us-east-1": 1,
      "PartialAlarms Region=us-east-1": 1,
      "ExpiringKeysUnseen Region=us-east-1": 2,
      "Keys Region=eu-west-1": 1,
      "KeysPendingDeletion Region=eu-west-1": 0,
      "KeysDisabled Region=eu-west-1": 0,
      "KeysWithExpiringMaterial Region=eu-west-1": 0,
      "KeysNotReadable Region=eu-west-1": 0,
      "PartialAlarms Region=eu-west-1": 0,
      "ExpiringKeysUnseen Region=eu-west-1": 0,
    });
  });

  it("says nothing of what could not be read", () => {
    const noKeys = regionWith({ problems: [{ missing: "keys", error: "X", message: "y" }] });
    assert.deepEqual(values([], [noKeys]), { InventoryAgeHours: 2 });
    const noAlarms = regionWith({
      problems: [{ missing: "alarms", error: "X", message: "y" }],
      partialAlarms: null,
      unseenKeyIds: null,
    });
    const names = Object.keys(values([keyWith()], [noAlarms]));
    assert.deepEqual(
      names.filter((name) => /Alarms|Unseen/.test(name)),
      [],
    );
    assert.equal(names.length, 6);
  });
});
