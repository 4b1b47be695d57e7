import assert from "node:assert/strict";
import { evaluateMetricMath, parseMetricMath, type Series } from "./metricMath";

const series: Readonly<Record<string, Series>> = {
  m1: [30, 20, 0, undefined],
  m2: [20, undefined, 20, undefined],
};

function computed(expression: string): unknown {
  return evaluateMetricMath(parseMetricMath(expression), {
    periods: 4,
    seriesOf: (id) => series[id] ?? [],
    quotaOf: (id) => (id === "m1" ? 600 : undefined),
    historyOf: () => [8, 12],
  });
}

describe("metric math", () => {
  const values: readonly (readonly [string, unknown])[] = [
    ["2 + 3 * 4", 14],
    ["(2 + 3) * 4 - 2 ^ 3 / 4", 18],
    ["10 - 4 - 3", 3],
    ["-2 ^ 2", -4],
    ["m1 * 2", [60, 40, 0, undefined]],
    ["-m1", [-30, -20, -0, undefined]],
    // "Missing values in a time series are treated as 0", and what would be divided by zero is dropped.
    ["m1 + m2", [50, 20, 20, undefined]],
    ["m1 / m2", [1.5, undefined, 0, undefined]],
    ["SUM([m1, m2])", [50, 20, 20, undefined]],
    ["m1 / SUM(m1) * 100", [60, 40, 0, undefined]],
    ["FILL(m1, 0)", [30, 20, 0, 0]],
    ["SUM([FILL(m1, 0), FILL(m2, 0)])", [50, 20, 20, 0]],
    ["m1 / SERVICE_QUOTA(m1) * 100", [5, 20 / 6, 0, 0]],
    ["m2 / SERVICE_QUOTA(m2) * 100", [undefined, undefined, undefined, undefined]],
    [
      "ANOMALY_DETECTION_BAND(m1, 3)",
      {
        array: [
          [16, 16, 16, 16],
          [4, 4, 4, 4],
        ],
      },
    ],
    [
      "ANOMALY_DETECTION_BAND(m1)",
      {
        array: [
          [14, 14, 14, 14],
          [6, 6, 6, 6],
        ],
      },
    ],
  ];
  for (const [expression, expected] of values) {
    it(`computes ${expression}`, () => {
      const value = computed(expression);
      const rounded = JSON.stringify(value, (_, one: unknown) =>
        typeof one === "number" ? Number(one.toFixed(9)) : one,
      );
      assert.equal(
        rounded,
        JSON.stringify(expected, (_, one: unknown) =>
          typeof one === "number" ? Number(one.toFixed(9)) : one,
        ),
      );
    });
  }

  it("refuses what is no expression, and says where", () => {
    for (const [expression, column] of [
      ["usage /", 8],
      ["sum(m1)", 4],
      ["M1", 3],
      ["m1 m2", 4],
      ["", 1],
    ] as const) {
      assert.throws(() => parseMetricMath(expression), {
        name: "MetricMathError",
        message: new RegExp(`line 1, column ${column}, `),
      });
    }
  });

  it("refuses what it does not compute", () => {
    assert.throws(() => computed("AVG(m1)"), new Error("AVG is not computed here"));
    assert.throws(() => computed("SUM(3)"), /SUM takes a series/);
    assert.throws(() => computed("SERVICE_QUOTA(m1 * 2)"), /takes the id of a metric/);
  });
});
