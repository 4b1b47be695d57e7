import assert from "node:assert/strict";
import {
  CloudWatchClient,
  GetDashboardCommand,
  PutDashboardCommand,
} from "@aws-sdk/client-cloudwatch";
import { startEmbeddedAws, type EmbeddedAws } from "./embeddedAws";

const text = { type: "text", x: 0, y: 0, width: 6, height: 6, properties: { markdown: "Hello" } };
const alarm = "arn:aws:cloudwatch:us-east-1:111122223333:alarm:a";
const metric = (properties: object) => ({
  type: "metric",
  properties: { region: "us-east-1", ...properties },
});
const query = { expression: 'SELECT MAX(CPUUtilization) FROM SCHEMA("AWS/EC2", InstanceId)' };

// Those of https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html, shortened.
const documented: Readonly<Record<string, object>> = {
  "no widgets": { widgets: [] },
  "a time range and two widgets": {
    start: "-PT6H",
    periodOverride: "inherit",
    widgets: [
      {
        ...text,
        type: "metric",
        properties: {
          metrics: [["AWS/EC2", "CPUUtilization", "InstanceId", "i-012345"]],
          period: 300,
          stat: "Average",
          region: "us-east-1",
          title: "EC2 Instance CPU",
          liveData: false,
          legend: { position: "right" },
        },
      },
      text,
    ],
  },
  "metrics by dots, and an expression of them": {
    widgets: [
      metric({
        metrics: [
          ["AWS/EC2", "DiskReadBytes", "InstanceId", "i-123", { id: "m1" }],
          [".", ".", ".", "i-abc", { id: "m2" }],
          [{ expression: "SUM(METRICS())", label: "Sum of DiskReadbytes", id: "e3" }],
        ],
        view: "timeSeries",
        stacked: false,
      }),
    ],
  },
  "a Metrics Insights query": { widgets: [metric({ metrics: [[{ ...query, id: "q1" }]] })] },
  "an alarm in place of metrics": { widgets: [metric({ annotations: { alarms: [alarm] } })] },
  "a band": {
    widgets: [
      metric({
        metrics: [["AWS/EC2", "CPUUtilization"]],
        annotations: { horizontal: [[{ label: "top", value: 200 }, { value: 95.5 }]] },
      }),
    ],
  },
  "a query of logs": {
    widgets: [
      {
        type: "log",
        properties: {
          region: "us-east-1",
          query: "SOURCE 'service_log1' | SOURCE 'service_log2' |filter Fault > 0",
          view: "table",
        },
      },
    ],
  },
};

const wrong: readonly (readonly [string, object, RegExp])[] = [
  ["no widgets", {}, /\/: has no list of widgets/],
  ["too many widgets", { widgets: Array(501).fill(text) }, /more than 500 widgets/],
  ["a column beyond the grid", { widgets: [{ ...text, x: 24 }] }, /\/widgets\/0\/x: /],
  ["too wide a widget", { widgets: [{ ...text, width: 25 }] }, /\/widgets\/0\/width: /],
  ["a widget without height", { widgets: [{ ...text, height: 0 }] }, /\/widgets\/0\/height: /],
  ["an unknown type", { widgets: [{ ...text, type: "txt" }] }, /\/widgets\/0\/type: is not one of/],
  [
    "a text without text",
    { widgets: [{ ...text, properties: {} }] },
    /properties\/markdown: is required/,
  ],
  [
    "no alarms",
    { widgets: [{ ...text, type: "alarm", properties: { alarms: [] } }] },
    /alarms: is not a list of 1 to 100 ARNs/,
  ],
  [
    "101 alarms",
    { widgets: [{ ...text, type: "alarm", properties: { alarms: Array(101).fill(alarm) } }] },
    /alarms: is not a list of 1 to 100 ARNs/,
  ],
  [
    "a query without its log group",
    { widgets: [{ ...text, type: "log", properties: { region: "us-east-1", query: "fields a" } }] },
    /query: does not begin with SOURCE/,
  ],
  ["a graph without region", { widgets: [metric({ region: "" })] }, /region: is required/],
  ["a graph of nothing", { widgets: [metric({})] }, /has neither metrics nor an alarm/],
  [
    "a metric without name",
    { widgets: [metric({ metrics: [["AWS/EC2"]] })] },
    /metrics\/0: is not a namespace/,
  ],
  [
    "half a dimension",
    { widgets: [metric({ metrics: [["AWS/EC2", "CPUUtilization", "InstanceId"]] })] },
    /metrics\/0: is not a namespace/,
  ],
  [
    "a period of half a minute",
    { widgets: [metric({ metrics: [["A", "b"]], period: 30 })] },
    /period: is not a multiple of 60/,
  ],
  [
    "one id twice",
    {
      widgets: [
        metric({
          metrics: [
            ["A", "b", { id: "m" }],
            ["A", "c", { id: "m" }],
          ],
        }),
      ],
    },
    /metrics: has an id twice/,
  ],
  [
    "two Metrics Insights queries",
    { widgets: [metric({ metrics: [[query], [query]] })] },
    /more than one Metrics Insights query/,
  ],
  [
    "a custom widget without function",
    { widgets: [{ ...text, type: "custom", properties: { endpoint: "w" } }] },
    /endpoint: is not the ARN of a function/,
  ],
];

describe("dashboards of the embedded AWS", () => {
  let aws: EmbeddedAws;
  let client: CloudWatchClient;

  before(async () => {
    aws = await startEmbeddedAws();
    Object.assign(process.env, aws.environment);
    client = new CloudWatchClient({ region: "us-east-1" });
  });

  after(() => aws.stop());

  const put = (body: unknown) => {
    const DashboardBody = typeof body === "string" ? body : JSON.stringify(body);
    return client.send(new PutDashboardCommand({ DashboardName: "d", DashboardBody }));
  };

  for (const [name, body] of Object.entries(documented)) {
    it(`take AWS's own example of ${name}`, async () => {
      await put(body);
      const { DashboardBody } = await client.send(new GetDashboardCommand({ DashboardName: "d" }));
      assert.deepEqual(JSON.parse(DashboardBody ?? ""), body);
    });
  }

  it("refuse what is no JSON", async () => {
    await assert.rejects(put("{"), { name: "DashboardInvalidInputError", message: /is no JSON/ });
  });

  for (const [name, body, message] of wrong) {
    it(`refuse ${name}`, async () => {
      await assert.rejects(put(body), { name: "DashboardInvalidInputError", message });
    });
  }
});
