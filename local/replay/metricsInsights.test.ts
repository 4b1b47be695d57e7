import assert from "node:assert/strict";
import type { MetricSeries } from "./metricsInsights";
import {
  MetricsInsightsError,
  evaluateMetricsInsightsQuery,
  parseMetricsInsightsQuery,
} from "./metricsInsights";

const EXPIRY =
  'SELECT MIN(SecondsUntilKeyMaterialExpiration) FROM SCHEMA("AWS/KMS", KeyId) GROUP BY KeyId ORDER BY MIN() ASC';

function evaluate(text: string, series: readonly MetricSeries[]) {
  return evaluateMetricsInsightsQuery(parseMetricsInsightsQuery(text), series);
}

/** `metric("AWS/EC2 CPUUtilization", { InstanceId: "i-1" }, 1, 2)` */
function metric(
  name: string,
  dimensions: Readonly<Record<string, string>>,
  ...values: readonly number[]
): MetricSeries {
  const [namespace = "", metricName = ""] = name.split(" ");
  return { namespace, metricName, dimensions, values };
}

describe("the query of the expiry alarm", () => {
  it("is read as written", () => {
    assert.deepEqual(parseMetricsInsightsQuery(EXPIRY), {
      select: { statistic: "MIN", metricName: "SecondsUntilKeyMaterialExpiration" },
      from: { namespace: "AWS/KMS", dimensions: ["KeyId"] },
      where: null,
      groupBy: ["KeyId"],
      orderBy: { statistic: "MIN", direction: "ASC" },
      limit: null,
    });
  });

  it("gives one value for each key, the key that expires first at the top", () => {
    const seconds = "AWS/KMS SecondsUntilKeyMaterialExpiration";
    const result = evaluate(EXPIRY, [
      metric(seconds, { KeyId: "key-b" }, 900_060, 900_000),
      metric(seconds, { KeyId: "key-a" }, 2_000_000),
      metric(seconds, { KeyId: "key-c" }, 60, 120),
      metric(seconds, { KeyId: "key-d" }),
      metric(seconds, {}, 1),
      metric(seconds, { KeyId: "key-e", Extra: "x" }, 1),
      metric(seconds, { KeyArn: "key-f" }, 1),
      metric("AWS/KMS SuccessfulRequest", { KeyId: "key-a" }, 1),
      metric("Other SecondsUntilKeyMaterialExpiration", { KeyId: "key-a" }, 1),
    ]);
    assert.deepEqual(result, [
      { group: { KeyId: "key-c" }, value: 60 },
      { group: { KeyId: "key-b" }, value: 900_000 },
      { group: { KeyId: "key-a" }, value: 2_000_000 },
    ]);
  });

  it("leaves out those of 2,000 keys that expire last", () => {
    const days = Array.from({ length: 2_000 }, (_, day) => 2_000 - day);
    const seconds = "AWS/KMS SecondsUntilKeyMaterialExpiration";
    const result = evaluate(
      EXPIRY,
      days.map((day) => metric(seconds, { KeyId: `key-${day}` }, day * 86_400)),
    );
    assert.deepEqual(
      result.map(({ group }) => group["KeyId"]),
      days
        .slice(-500)
        .reverse()
        .map((day) => `key-${day}`),
    );
  });
});

describe("AWS's sample queries", () => {
  const cpu = "AWS/EC2 CPUUtilization";
  const machines = [
    metric(cpu, {}, 100),
    metric(cpu, { InstanceId: "i-1" }, 10, 30),
    metric(cpu, { InstanceId: "i-2" }, 50),
    metric(cpu, { InstanceType: "c3.4xlarge" }, 70),
    metric(cpu, { AutoScalingGroupName: "my-production-fleet" }, 42),
  ];
  const requests = "AWS/ApplicationELB RequestCount";
  const zone = (LoadBalancer: string, AvailabilityZone: string, ...values: readonly number[]) =>
    metric(requests, { LoadBalancer, AvailabilityZone }, ...values);
  const balancers = [
    metric(requests, { LoadBalancer: "app/load-balancer-1" }, 1000),
    zone("app/load-balancer-1", "us-east-1a", 3, 4),
    zone("app/load-balancer-1", "us-east-1b", 6),
    zone("app/load-balancer-2", "us-east-1a", 90),
  ];
  const call = (Service: string, Resource: string, ...values: readonly number[]) =>
    metric("AWS/Usage CallCount", { Class: "None", Type: "API", Service, Resource }, ...values);
  const usage = [
    call("CloudWatch", "GetMetricData", 1, 1, 1),
    call("CloudWatch", "PutMetricData", 9),
    call("KMS", "Decrypt", 1, 1, 1, 1),
    metric(
      "AWS/Usage CallCount",
      { Class: "None", Type: "Resource", Service: "EC2", Resource: "vCPU" },
      5,
    ),
  ];
  const s3 = "AWS/S3 TotalRequestLatency";
  const buckets = [
    metric(s3, { BucketName: "slow", FilterId: "EntireBucket" }, 10, 20),
    metric(s3, { BucketName: "slow", FilterId: "part" }, 99),
    metric(s3, { BucketName: "quick", FilterId: "EntireBucket" }, 2),
  ];

  const samples: readonly (readonly [string, readonly MetricSeries[], unknown])[] = [
    ['SELECT AVG(CPUUtilization) FROM "AWS/EC2"', machines, [[{}, 302 / 6]]],
    ['SELECT AVG(CPUUtilization) FROM SCHEMA("AWS/EC2")', machines, [[{}, 100]]],
    ['SELECT AVG(CPUUtilization) FROM SCHEMA("AWS/EC2", InstanceId)', machines, [[{}, 30]]],
    [
      `SELECT MAX(CPUUtilization) FROM "AWS/EC2" WHERE AutoScalingGroupName = 'my-production-fleet'`,
      machines,
      [[{}, 42]],
    ],
    [
      `SELECT MAX(CPUUtilization) FROM "AWS/EC2" WHERE InstanceType = 'c3.4xlarge'`,
      machines,
      [[{}, 70]],
    ],
    [
      'SELECT AVG(CPUUtilization) FROM SCHEMA("AWS/EC2", InstanceId) GROUP BY InstanceId ORDER BY AVG() DESC',
      machines,
      [
        [{ InstanceId: "i-2" }, 50],
        [{ InstanceId: "i-1" }, 20],
      ],
    ],
    [
      'SELECT MAX(CPUUtilization)\nFROM SCHEMA("AWS/EC2", InstanceId)\nGROUP BY InstanceId\nORDER BY MAX() DESC\nLIMIT 1',
      machines,
      [[{ InstanceId: "i-2" }, 50]],
    ],
    [
      'SELECT AVG(CPUUtilization) FROM "AWS/EC2" GROUP BY InstanceId',
      machines,
      [
        [{ InstanceId: "Other" }, 212 / 3],
        [{ InstanceId: "i-1" }, 20],
        [{ InstanceId: "i-2" }, 50],
      ],
    ],
    [
      'SELECT SUM(RequestCount) FROM SCHEMA("AWS/ApplicationELB", LoadBalancer, AvailabilityZone)',
      balancers,
      [[{}, 103]],
    ],
    [
      'SELECT SUM(RequestCount) FROM SCHEMA("AWS/ApplicationELB", AvailabilityZone, LoadBalancer)',
      balancers,
      [[{}, 103]],
    ],
    [
      'SELECT SUM(RequestCount) FROM SCHEMA("AWS/ApplicationELB", LoadBalancer)',
      balancers,
      [[{}, 1000]],
    ],
    [
      `SELECT SUM(RequestCount) FROM SCHEMA("AWS/ApplicationELB", LoadBalancer, AvailabilityZone) WHERE LoadBalancer = 'app/load-balancer-1'`,
      balancers,
      [[{}, 13]],
    ],
    [
      `SELECT SUM(RequestCount) FROM SCHEMA("AWS/ApplicationELB", LoadBalancer, AvailabilityZone) WHERE LoadBalancer = 'app/load-balancer-1' GROUP BY AvailabilityZone`,
      balancers,
      [
        [{ AvailabilityZone: "us-east-1a" }, 7],
        [{ AvailabilityZone: "us-east-1b" }, 6],
      ],
    ],
    [
      `SELECT SUM(RequestCount) FROM SCHEMA("AWS/ApplicationELB", LoadBalancer, AvailabilityZone) WHERE LoadBalancer = 'app/load-balancer-1' GROUP BY AvailabilityZone ORDER BY MAX() DESC LIMIT 5`,
      balancers,
      [
        [{ AvailabilityZone: "us-east-1b" }, 6],
        [{ AvailabilityZone: "us-east-1a" }, 7],
      ],
    ],
    [
      `SELECT COUNT(CallCount) FROM SCHEMA("AWS/Usage", Class, Resource, Service, Type) WHERE Type = 'API' GROUP BY Service, Resource ORDER BY COUNT() DESC LIMIT 20`,
      usage,
      [
        [{ Service: "KMS", Resource: "Decrypt" }, 4],
        [{ Service: "CloudWatch", Resource: "GetMetricData" }, 3],
        [{ Service: "CloudWatch", Resource: "PutMetricData" }, 1],
      ],
    ],
    [
      `SELECT COUNT(CallCount) FROM SCHEMA("AWS/Usage", Class, Resource, Service, Type) WHERE Type = 'API' AND Service = 'CloudWatch' GROUP BY Resource ORDER BY COUNT() DESC`,
      usage,
      [
        [{ Resource: "GetMetricData" }, 3],
        [{ Resource: "PutMetricData" }, 1],
      ],
    ],
    [
      `SELECT AVG(TotalRequestLatency) FROM SCHEMA("AWS/S3", BucketName, FilterId) WHERE FilterId = 'EntireBucket' GROUP BY BucketName ORDER BY AVG() DESC`,
      buckets,
      [
        [{ BucketName: "slow" }, 15],
        [{ BucketName: "quick" }, 2],
      ],
    ],
    [
      `SELECT AVG(CPUUtilization) FROM "AWS/CWAgent" WHERE ApplicationName = 'eCommerce'`,
      [metric("AWS/CWAgent CPUUtilization", { ApplicationName: "eCommerce", host: "a" }, 5)],
      [[{}, 5]],
    ],
    [
      'SELECT SUM("PutRecords.Bytes") FROM SCHEMA("AWS/Kinesis", StreamName) GROUP BY StreamName ORDER BY SUM() DESC LIMIT 10',
      [metric("AWS/Kinesis PutRecords.Bytes", { StreamName: "s" }, 1, 2)],
      [[{ StreamName: "s" }, 3]],
    ],
    ['SELECT MAX("My.Metric") FROM ns', [metric("ns My.Metric", {}, 1)], [[{}, 1]]],
    [
      String.raw`SELECT AVG("Bytes\"Input\"") FROM ns`,
      [metric('ns Bytes"Input"', {}, 1)],
      [[{}, 1]],
    ],
    ['SELECT AVG("LIMIT") FROM ns', [metric("ns LIMIT", {}, 1)], [[{}, 1]]],
  ];
  for (const [query, series, expected] of samples) {
    it(query.replace(/\s+/g, " "), () => {
      const result = evaluate(query, series).map(({ group, value }) => [group, value]);
      assert.deepEqual(result, expected);
    });
  }
});

describe("evaluateMetricsInsightsQuery", () => {
  const one = (name: string, value: number) => metric("ns m", { a: name }, value);

  it("reads keywords in any case and names in their own", () => {
    const text =
      "select sum(m) from schema(ns, a) where a != 'x' group by a order by sum() desc limit 1";
    assert.deepEqual(evaluate(text, [one("x", 9), one("y", 1), one("z", 2)]), [
      { group: { a: "z" }, value: 2 },
    ]);
    assert.deepEqual(evaluate("SELECT SUM(M) FROM ns", [one("x", 1)]), []);
  });

  it("binds AND tighter than OR, and parentheses tighter than both", () => {
    const series = [
      metric("ns m", { a: "1", b: "1" }, 1),
      metric("ns m", { a: "1", b: "2" }, 10),
      metric("ns m", { a: "2", b: "2" }, 100),
    ];
    const sum = (where: string) =>
      evaluate(`SELECT SUM(m) FROM ns WHERE ${where}`, series)[0]?.value;
    assert.equal(sum("a = '1' OR a = '2' AND b = '1'"), 11);
    assert.equal(sum("(a = '1' OR a = '2') AND b = '1'"), 1);
    assert.equal(sum("a = '1' AND b != '1' OR a='2'"), 110);
  });

  it("neither equals nor differs where a metric lacks the label", () => {
    const series = [metric("ns m", {}, 1)];
    assert.deepEqual(evaluate("SELECT SUM(m) FROM ns WHERE a = 'x'", series), []);
    assert.deepEqual(evaluate("SELECT SUM(m) FROM ns WHERE a != 'x'", series), []);
    assert.deepEqual(evaluate("SELECT SUM(m) FROM ns WHERE toString != 'x'", series), []);
  });

  it("orders by label where ORDER BY is absent or finds no difference", () => {
    const series = [one("b", 1), one("B", 1), one("a", 1), one("c", 2)];
    const names = (text: string) => evaluate(text, series).map(({ group }) => group.a);
    assert.deepEqual(names("SELECT SUM(m) FROM ns GROUP BY a"), ["B", "a", "b", "c"]);
    const descending = "SELECT SUM(m) FROM ns GROUP BY a ORDER BY SUM() DESC";
    assert.deepEqual(names(descending), ["c", "B", "a", "b"]);
    assert.deepEqual(names("SELECT SUM(m) FROM ns GROUP BY a ORDER BY MAX()"), [
      "B",
      "a",
      "b",
      "c",
    ]);
  });

  it("keeps groups apart whatever their labels hold", () => {
    const series = [
      metric("ns m", { a: '1","2', b: "3" }, 1),
      metric("ns m", { a: "1", b: '2","3' }, 2),
    ];
    assert.equal(evaluate("SELECT SUM(m) FROM ns GROUP BY a, b", series).length, 2);
  });

  it("returns at most 500 groups, as AWS does", () => {
    const series = Array.from({ length: 600 }, (_, at) => one(`n${at}`, at));
    assert.equal(evaluate("SELECT SUM(m) FROM ns GROUP BY a", series).length, 500);
    const top = evaluate("SELECT SUM(m) FROM ns GROUP BY a ORDER BY SUM() DESC LIMIT 500", series);
    assert.deepEqual([top.length, top[0]?.value, top.at(-1)?.value], [500, 599, 100]);
  });

  it("returns nothing where nothing reported", () => {
    assert.deepEqual(evaluate("SELECT COUNT(m) FROM ns", []), []);
    assert.deepEqual(evaluate("SELECT COUNT(m) FROM ns", [metric("ns m", {})]), []);
  });

  it("takes as many observations as there are", () => {
    const many = metric("ns m", {}, ...Array.from({ length: 50_000 }, (_, at) => at));
    const values = Array.from({ length: 4 }, () => [...many.values]).flat();
    assert.equal(evaluate("SELECT MAX(m) FROM ns", [{ ...many, values }])[0]?.value, 49_999);
  });
});

describe("parseMetricsInsightsQuery refuses, with the place", () => {
  // Each › stands where the query goes wrong, and is not part of it.
  const invalid: readonly string[] = [
    "›",
    "›SHOW METRICS",
    "SELECT ›MEDIAN(m) FROM ns",
    "SELECT AVG ›m FROM ns",
    "SELECT AVG(›) FROM ns",
    "SELECT AVG(›LIMIT) FROM ns",
    "SELECT AVG(m›.x) FROM ns",
    "SELECT AVG(m)›, SUM(n) FROM ns",
    "SELECT AVG(m)›",
    "SELECT AVG(m) FROM AWS›/KMS",
    "SELECT AVG(m) FROM SCHEMA(›)",
    'SELECT AVG(m) FROM SCHEMA("AWS/KMS", ›)',
    'SELECT AVG(m) FROM "open›',
    "SELECT AVG(m) FROM ns WHERE a ›LIKE 'x'",
    'SELECT AVG(m) FROM ns WHERE a = ›"x"',
    "SELECT AVG(m) FROM ns WHERE a = ›1",
    "SELECT AVG(m) FROM ns WHERE a = 'x' AND ›",
    "SELECT AVG(m) FROM ns WHERE (a = 'x'›",
    "SELECT AVG(m) FROM ns WHERE ›tag.env = 'prod'",
    "SELECT AVG(m) FROM ns GROUP BY ›AWS.AccountId",
    "SELECT AVG(m) FROM ns GROUP BY a, ›ORDER BY MAX()",
    "SELECT AVG(m) FROM ns ORDER BY ›m",
    "SELECT AVG(m) FROM ns ORDER BY MAX(›m)",
    "SELECT AVG(m) FROM ns ORDER BY MAX() ›UP",
    "SELECT AVG(m) FROM ns LIMIT ›0",
    "SELECT AVG(m) FROM ns LIMIT ›501",
    "SELECT AVG(m) FROM ns LIMIT ›ten",
    "SELECT AVG(m) FROM ns LIMIT 5 ›GROUP BY a",
    "SELECT AVG(m) FROM ns›;",
  ];
  for (const marked of invalid) {
    it(marked, () => {
      assert.throws(
        () => parseMetricsInsightsQuery(marked.replace("›", "")),
        (error) => {
          assert.ok(error instanceof MetricsInsightsError);
          assert.equal(error.offset, marked.indexOf("›"));
          return true;
        },
      );
    });
  }

  it("names what was expected and what was found", () => {
    assert.throws(() => parseMetricsInsightsQuery("SELECT AVG(m)\nFROM ns LIMIT 501"), {
      name: "MetricsInsightsError",
      message: "Expected a limit from 1 to 500 (line 2, column 15, offset 28)",
    });
  });
});
