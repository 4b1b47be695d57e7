import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { metricDetections, ownHealth, recordDetections } from "../detections/catalogue";
import { REGION_DIMENSION, regionMetrics } from "../inventory/names";
import {
  evaluateMetricsInsightsQuery,
  parseMetricsInsightsQuery,
} from "../local/replay/metricsInsights";
import { METRIC_NAMESPACE } from "../messages/names";
import { parseLogsInsightsQuery } from "../queries/logsInsights/logsInsights";
import { inputsOf, mockAws, settled, type MadeResource } from "../tests/mockedAws";
import { alarmNamesOf, type Alarm } from "./alarm";
import { Dashboard, type DashboardArgs } from "./dashboard";

const DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";
const FUNCTION_ARN = "arn:aws:lambda:us-east-1:111122223333:function:widget";
const keyId = (index: number) => `1234abcd-12ab-34cd-56ef-${String(index).padStart(12, "0")}`;

interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: Readonly<Record<string, any>>;
}

interface Size {
  readonly regions: number;
  readonly alarms: number;
  readonly namedKeys: number;
}

function regionsOf(count: number): readonly string[] {
  return [
    "us-east-1",
    "us-west-2",
    ...Array.from({ length: count }, (_, i) => `eu-west-${i}`),
  ].slice(0, count);
}

function alarmsOf(count: number, regions: readonly string[]): readonly Alarm[] {
  const [detection] = metricDetections;
  assert.ok(detection);
  return Array.from({ length: count }, (_, index) => {
    const region = regions[index % regions.length] ?? "";
    const arn = pulumi.output(`arn:aws:cloudwatch:${region}:111122223333:alarm:a${index}`);
    return { detection, severity: index % 3 === 0 ? "critical" : "warning", region, arn };
  });
}

async function made(size: Size): Promise<readonly MadeResource[]> {
  const resources = await mockAws();
  const watchedRegions = regionsOf(size.regions);
  const args: DashboardArgs = {
    dashboardName: "kms-dev",
    homeRegion: "us-east-1",
    watchedRegions,
    alarms: alarmsOf(size.alarms, watchedRegions),
    importedKeys: Array.from({ length: size.namedKeys }, (_, index) => {
      return { keyId: keyId(index), region: watchedRegions[index % size.regions] ?? "" };
    }),
    thresholdDays: [30, 10],
    requestQuotas: ["CryptographicOperationsSymmetric", "CryptographicOperationsRsa"],
    detectionSettings: {},
    detections: recordDetections,
    logGroupName: "trail-logs",
    widgetFunctionArn: FUNCTION_ARN,
    formatterName: "kms-messages",
    deadLetterQueueArns: Object.fromEntries(
      watchedRegions.map((region) => [region, `arn:aws:sqs:${region}:111122223333:dead-${region}`]),
    ),
    queryFolder: "kms-dev",
    runbookBaseUrl: "https://wiki.example.com/kms",
  };
  new Dashboard("kms", args);
  await settled();
  return resources;
}

async function widgetsOf(size: Size): Promise<readonly Widget[]> {
  const { dashboardBody } = inputsOf(await made(size), DASHBOARD, "kms");
  return (JSON.parse(dashboardBody) as { widgets: readonly Widget[] }).widgets;
}

const SMALL = { regions: 2, alarms: 5, namedKeys: 2 };
const titlesOf = (widgets: readonly Widget[], type: string) =>
  widgets.filter((widget) => widget.type === type).map(({ properties }) => properties["title"]);

describe("Dashboard", () => {
  it("makes one dashboard, of the last day", async () => {
    const resources = await made(SMALL);
    assert.deepEqual(
      resources.filter(({ type }) => type.startsWith("aws:")).map(({ type, name }) => [type, name]),
      [[DASHBOARD, "kms"]],
    );
    const { dashboardName, dashboardBody } = inputsOf(resources, DASHBOARD, "kms");
    assert.equal(dashboardName, "kms-dev");
    const { start, periodOverride } = JSON.parse(dashboardBody) as Record<string, unknown>;
    assert.deepEqual([start, periodOverride], ["-P1D", "inherit"]);
  });

  const sizes: readonly (readonly [Size, number])[] = [
    [{ regions: 1, alarms: 0, namedKeys: 0 }, 23],
    [{ regions: 1, alarms: 300, namedKeys: 0 }, 26],
    [{ regions: 17, alarms: 300, namedKeys: 0 }, 58],
    [{ regions: 17, alarms: 300, namedKeys: 50 }, 59],
    [{ regions: 17, alarms: 1_500, namedKeys: 500 }, 62],
    [{ regions: 36, alarms: 5_000, namedKeys: 2_000 }, 100],
  ];
  for (const [size, count] of sizes) {
    const { regions, alarms, namedKeys } = size;
    it(`has ${count} widgets for ${regions} regions, ${alarms} alarms and ${namedKeys} named keys, side by side in 24 columns`, async () => {
      const widgets = await widgetsOf(size);
      assert.equal(widgets.length, count);
      assert.deepEqual(overlaps(widgets), []);
      assert.deepEqual(
        widgets.filter(({ x, width }) => x + width > 24),
        [],
      );
    });
  }

  it("shows every alarm, of whichever region, at most a hundred in a widget and the critical ones first", async () => {
    const widgets = await widgetsOf({ regions: 2, alarms: 300, namedKeys: 0 });
    assert.deepEqual(titlesOf(widgets, "alarm"), [
      "Alarms: critical, all regions",
      "Alarms: warning, all regions, 1 to 100 of 200",
      "Alarms: warning, all regions, 101 to 200 of 200",
    ]);
    const shown = widgets.flatMap(({ properties }) => properties["alarms"] ?? []);
    assert.equal(new Set(shown).size, 300);
    assert.ok(shown.includes("arn:aws:cloudwatch:us-west-2:111122223333:alarm:a1"));
  });

  it("draws the keys that expire soonest in each region, and all named keys in days", async () => {
    const widgets = await widgetsOf(SMALL);
    const soonest = widgets.filter(({ properties }) => /soonest/.test(properties["title"]));
    assert.deepEqual(
      soonest.map(({ properties }) => properties["region"]),
      ["us-east-1", "us-west-2"],
    );
    const [[{ expression, visible }], [days]] = soonest[0]?.properties["metrics"] ?? [];
    assert.equal(visible, false);
    assert.equal(days.expression, "seconds/86400");
    const series = Array.from({ length: 12 }, (_, index) => ({
      namespace: "AWS/KMS",
      metricName: "SecondsUntilKeyMaterialExpiration",
      dimensions: { KeyId: keyId(index) },
      values: [1000 - index],
    }));
    const found = evaluateMetricsInsightsQuery(parseMetricsInsightsQuery(expression), series);
    assert.equal(found.length, 10);
    assert.deepEqual(found[0], { group: { KeyId: keyId(11) }, value: 989 });

    const named = widgets.find(({ properties }) => /named keys/.test(properties["title"]));
    assert.equal(
      named?.properties["title"],
      "Imported key material: named keys (days left), all regions",
    );
    const [first, firstDays, second] = named.properties["metrics"];
    assert.deepEqual(first.slice(0, 4), [
      "AWS/KMS",
      "SecondsUntilKeyMaterialExpiration",
      "KeyId",
      keyId(0),
    ]);
    assert.equal(first[4].region, "us-east-1");
    assert.deepEqual(firstDays, [
      { expression: "seconds0/86400", label: `us-east-1 ${keyId(0)}`, id: "days0" },
    ]);
    assert.equal(second[4].region, "us-west-2");
  });

  it("draws each request rate in percent of its quota, by region", async () => {
    const widgets = await widgetsOf(SMALL);
    const [rate] = widgets.filter(({ properties }) => /requests/.test(properties["title"]));
    assert.equal(rate?.properties["title"], "KMS requests (% of the quota), us-east-1");
    const [usage, share] = rate.properties["metrics"];
    assert.deepEqual(usage.slice(0, -1), [
      ...["AWS/Usage", "CallCount", "Type", "API", "Service", "KMS"],
      ...["Resource", "CryptographicOperationsSymmetric", "Class", "None"],
    ]);
    assert.equal(usage.at(-1).stat, "Sum");
    assert.equal(usage.at(-1).period, 60);
    assert.equal(share[0].expression, "usage0/SERVICE_QUOTA(usage0)*100");
    assert.deepEqual(
      rate.properties["annotations"].horizontal.map(({ value }: { value: number }) => value),
      [80, 95],
    );
  });

  it("draws only metrics that AWS or the stack publishes", async () => {
    const widgets = await widgetsOf({ regions: 2, alarms: 1, namedKeys: 1 });
    const drawn = widgets
      .flatMap(({ properties }) => (properties["metrics"] ?? []) as readonly (readonly unknown[])[])
      .map((metric) => metric.filter((part) => typeof part === "string"))
      .filter((names) => names.length > 0)
      .map((names) => names.slice(0, 3).join(" "));
    assert.deepEqual(
      [...new Set(drawn)].filter((metric) => !published().has(metric)),
      [],
    );
    assert.ok(drawn.length > 30);
  });

  it("asks the log group in the home region what CloudWatch Logs Insights understands", async () => {
    const logs = (await widgetsOf(SMALL)).filter(({ type }) => type === "log");
    assert.deepEqual(
      logs.map(({ properties: { title, region, view } }) => [title, region, view]),
      [
        ["Changes of keys, all regions", "us-east-1", undefined],
        ["Changes to what trails log, all regions", "us-east-1", undefined],
        ["Top callers of KMS (calls), all regions", "us-east-1", undefined],
        ["Denied KMS calls, all regions", "us-east-1", undefined],
      ],
    );
    for (const { properties } of logs) {
      const [, query = ""] = /^SOURCE 'trail-logs' \| ([\s\S]+)$/.exec(properties["query"]) ?? [];
      parseLogsInsightsQuery(query);
    }
  });

  it("shows the list of keys by the function that makes it", async () => {
    const [list] = (await widgetsOf(SMALL)).filter(({ type }) => type === "custom");
    assert.deepEqual(list?.properties, {
      title: "Keys, all regions",
      endpoint: FUNCTION_ARN,
      updateOn: { refresh: true, resize: false, timeRange: false },
    });
  });

  it("says of every graph and table the region, and of every graph the unit", async () => {
    const widgets = await widgetsOf(SMALL);
    for (const type of ["metric", "log", "alarm", "custom"]) {
      const titles = titlesOf(widgets, type);
      assert.ok(titles.length > 0, type);
      for (const title of titles)
        assert.match(title, /(us-east-1|us-west-2|all regions|by region)/);
    }
    for (const title of titlesOf(widgets, "metric")) assert.match(title, /\(.+\), /);
  });
});

function overlaps(widgets: readonly Widget[]): readonly string[] {
  const cells = new Map<string, number>();
  const found: string[] = [];
  widgets.forEach(({ x, y, width, height }, index) => {
    for (let column = x; column < x + width; column++) {
      for (let row = y; row < y + height; row++) {
        const cell = `${column},${row}`;
        if (cells.has(cell)) found.push(`${index} and ${cells.get(cell)} at ${cell}`);
        cells.set(cell, index);
      }
    }
  });
  return found;
}

/** Namespace, name and first dimension. */
function published(): ReadonlySet<string> {
  const ofDetections = [...metricDetections, ...ownHealth].map(
    ({ metricNamespace, metricName }) => `${metricNamespace} ${metricName}`,
  );
  const dimensions: Readonly<Record<string, string>> = {
    "AWS/KMS": " KeyId",
    "AWS/Lambda": " FunctionName",
    "AWS/SQS": " QueueName",
  };
  return new Set([
    ...ofDetections.map((metric) => metric + (dimensions[metric.split(" ")[0] ?? ""] ?? "")),
    ...recordDetections.map(alarmNamesOf).map((one) => `${one.namespace} ${one.metricName}`),
    ...Object.values(regionMetrics).map(
      (name) => `${METRIC_NAMESPACE} ${name} ${REGION_DIMENSION}`,
    ),
    `${METRIC_NAMESPACE} DeliveryFailures`,
    "AWS/Usage CallCount Type",
    "AWS/Logs IncomingLogEvents LogGroupName",
  ]);
}
