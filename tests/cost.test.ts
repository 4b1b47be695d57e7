// How many alarms there are to pay for, as docs/cost.md says: counted in the program itself, by how CloudWatch prices them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { KeyStoreType } from "../detections/keyStores";
import { table } from "../docs/table";
import { regionMetrics } from "../inventory/names";
import type { MadeResource, MockedAws } from "./mockedAws";
import { resourcesWith } from "./mockedProgram";

const KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
const keys = [{ arn: `arn:aws:kms:us-east-1:111122223333:key/${KEY_ID}` }];
const KEY_STORE_ID = "cks-1234567890abcdef0";

/** Settings, and what exists of what they name. */
const stacks: Readonly<Record<string, readonly [object, MockedAws]>> = {
  "each further region": [{ regions: ["eu-west-1"] }, {}],
  "each key of `importedKeys`": [{ importedKeys: [KEY_ID] }, { keys }],
  "each key of `usageKeys`": [{ usageKeys: [KEY_ID] }, { keys }],
  "each external key store": withKeyStore("external"),
  "each CloudHSM key store": withKeyStore("cloudhsm"),
};

function withKeyStore(type: KeyStoreType): readonly [object, MockedAws] {
  const store = { id: KEY_STORE_ID, type };
  return [{ keyStores: [store] }, { keyStores: [{ ...store, region: "us-east-1" }] }];
}

/** https://aws.amazon.com/cloudwatch/pricing/ */
const kinds: Readonly<Record<string, (resource: MadeResource) => boolean>> = {
  "on one metric": (made) => isMetricAlarm(made) && !isBand(made) && !isQuery(made),
  "on a Metrics Insights query": (made) => isMetricAlarm(made) && isQuery(made),
  "on a band": (made) => isMetricAlarm(made) && isBand(made),
  composite: ({ type }) => type === "aws:cloudwatch/compositeAlarm:CompositeAlarm",
};

function isMetricAlarm({ type }: MadeResource): boolean {
  return type === "aws:cloudwatch/metricAlarm:MetricAlarm";
}

function isBand({ inputs }: MadeResource): boolean {
  return inputs["thresholdMetricId"] !== undefined;
}

function isQuery({ inputs }: MadeResource): boolean {
  const queries = (inputs["metricQueries"] ?? []) as readonly { readonly expression?: string }[];
  return queries.some(({ expression = "" }) => expression.startsWith("SELECT"));
}

function countsOf(made: readonly MadeResource[]): readonly number[] {
  return Object.values(kinds).map((is) => made.filter(is).length);
}

describe("docs/cost.md", () => {
  const text = readFileSync("docs/cost.md", "utf8").replaceAll(/ +\|/g, " |");
  let plain: readonly MadeResource[];

  before(async () => {
    plain = await resourcesWith({});
  });

  it("counts the alarms as they are made", async () => {
    const base = countsOf(plain);
    const rows = [["the home region, by default", ...base.map(String)]];
    for (const [what, [settings, existing]] of Object.entries(stacks)) {
      const counts = countsOf(await resourcesWith(settings, existing));
      rows.push([what, ...counts.map((count, index) => String(count - (base[index] ?? 0)))]);
    }
    const lines = table(["alarms", ...Object.keys(kinds)], rows).split("\n");
    assert.deepEqual(
      lines.filter((line) => !line.startsWith("| ---") && !text.includes(line)),
      [],
    );
  });

  it("counts the alarms on quotas, on bands and of the inventory as they are made", () => {
    const named = (part: RegExp) =>
      plain.filter(
        (made) => isMetricAlarm(made) && part.test(String(made.inputs["tags"].detection)),
      );
    assert.equal(named(/^request-quota-/).length, 6);
    assert.ok(text.includes("six in a region by default"));
    assert.equal(plain.filter(isBand).length, 4);
    assert.ok(text.includes("four at home"));
    assert.equal(
      named(/^(expiring-key-unseen|too-many-expiring-keys|alarm-sees-part|key-not-readable)$/)
        .length,
      4,
    );
    assert.equal(Object.keys(regionMetrics).length, 7);
    assert.ok(text.includes("in each region 7 metrics and 4 alarms"));
    assert.equal(named(/^inventory-(failed|silent)$/).length, 2);
    assert.ok(text.includes("at home one metric and two alarms more"));
  });

  it("counts the metrics of log detections as their filters write them", () => {
    const filters = plain.filter(({ type }) => type.endsWith(":LogMetricFilter"));
    assert.ok(text.includes(`${filters.length} metric filters`), `${filters.length}`);
  });
});
