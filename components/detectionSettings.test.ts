import assert from "node:assert/strict";
import { metricDetections, recordDetections } from "../detections/catalogue";
import type { RecordDetection } from "../detections/detection";
import { anyKeyMaterialExpires } from "../detections/keyMaterialExpiry";
import { requestQuotaNear } from "../detections/requestQuotas";
import { filterPatternOf } from "../detections/filterPattern";
import {
  chosenDetections,
  chosenMetricDetections,
  detectionProblems,
  thresholdProblems,
  detectionSettings,
  isOn,
  type DetectionSettings,
} from "./detectionSettings";

const own = { prefix: "kms", trailName: "kms-dev", logGroupName: "trail-logs" };

/** The detection with an id, as the settings leave it. */
function chosen(id: string, settings: DetectionSettings): RecordDetection {
  const found = chosenDetections(settings).find((detection) => detection.id === id);
  assert.ok(found, id);
  return found;
}

/** Ids of the detections that the settings change, once by their content. */
function changedBy(settings: DetectionSettings): readonly string[] {
  return chosenDetections(settings)
    .filter((detection, index) => {
      const before = chosenDetections({})[index];
      return JSON.stringify(detection) !== JSON.stringify(before);
    })
    .map(({ id }) => id);
}

describe("the settings of detections", () => {
  it("change nothing if there are none", () => {
    assert.deepEqual(chosenDetections({}), recordDetections);
    assert.deepEqual(detectionProblems({}, own), []);
  });

  it("take every id of the catalogue, and no other", () => {
    const ids = [...recordDetections, ...metricDetections].map(({ id }) => id);
    assert.deepEqual(Object.keys(detectionSettings.shape).sort(), [...ids].sort());
  });

  it("leave out a detection that is off, and no other", () => {
    const left = chosenDetections({ "key-disabled": { enabled: false } });
    assert.deepEqual(
      left,
      recordDetections.filter(({ id }) => id !== "key-disabled"),
    );
    assert.deepEqual(chosenDetections({ "key-disabled": { enabled: true } }), recordDetections);
  });

  it("leave out a detection on a metric that is off", () => {
    assert.equal(isOn({}, anyKeyMaterialExpires), true);
    const off = { "any-key-material-expires": { enabled: false } };
    assert.equal(isOn(off, anyKeyMaterialExpires), false);
    assert.deepEqual(chosenDetections(off), recordDetections);
  });

  it("change what a metric is compared with, where its detection says that", () => {
    const settings = { "request-quota-near": { threshold: 72.5 } };
    const changed = chosenMetricDetections(settings, [requestQuotaNear, anyKeyMaterialExpires]);
    assert.deepEqual(changed, [
      { ...requestQuotaNear, alarm: { ...requestQuotaNear.alarm, threshold: 72.5 } },
      anyKeyMaterialExpires,
    ]);
    const off = { "request-quota-near": { enabled: false } };
    assert.deepEqual(chosenMetricDetections(off, [requestQuotaNear]), []);
  });

  const problemsOf = (id: string, override: object) =>
    detectionSettings.safeParse({ [id]: override }).error?.issues.map(({ message }) => message);

  const PERCENT = "a number from 1 to 100 (% of the quota)";
  const DEVIATIONS = "a number from 0.1 to 10 (standard deviations from what is usual)";
  const bounds: readonly (readonly [string, readonly unknown[], readonly unknown[], string])[] = [
    ["request-quota-near", [1, 72.5, 100], [0, 0.9, 100.1, "80 %", "", true], PERCENT],
    ["request-quota-nearly-reached", [99.5], [-1, 101, "101"], PERCENT],
    ["decrypt-calls-unusual", [0.1, 2.5, 10], [0, 0.05, 10.5, "-1", "1e1"], DEVIATIONS],
    ["named-key-use-unusual", [3], [0, 11], DEVIATIONS],
    [
      "key-store-errors",
      [0.5, 1_000_000_000],
      [0, -1, 1_000_000_001],
      "a number greater than 0 and at most 1000000000 (errors)",
    ],
  ];
  for (const [id, allowed, refused, message] of bounds) {
    it(`make the threshold of ${id} ${message}`, () => {
      for (const threshold of allowed) assert.equal(problemsOf(id, { threshold }), undefined);
      for (const threshold of refused) assert.deepEqual(problemsOf(id, { threshold }), [message]);
    });
  }

  it("have no threshold where the detection has none", () => {
    assert.equal(problemsOf("any-key-material-expires", { threshold: 3 })?.length, 1);
  });

  it("take numbers as text, which pulumi config set --path makes of fractions", () => {
    const given = { "decrypt-calls-unusual": { threshold: "2.5" } };
    assert.deepEqual(detectionSettings.parse(given), {
      "decrypt-calls-unusual": { enabled: true, threshold: 2.5 },
    });
  });

  it("change a severity", () => {
    const settings: DetectionSettings = { "key-enabled": { severity: "critical" } };
    assert.equal(chosen("key-enabled", {}).severity, "info");
    assert.equal(chosen("key-enabled", settings).severity, "critical");
    assert.deepEqual(changedBy(settings), ["key-enabled"]);
  });

  it("count, where a threshold is given, in five minutes unless they say otherwise", () => {
    const threshold = { "grant-created": { threshold: 20 } };
    assert.deepEqual(chosen("grant-created", threshold).telling, {
      by: "count",
      threshold: 20,
      periodSeconds: 300,
    });
    assert.deepEqual(changedBy(threshold), ["grant-created"]);
    const both = { "grant-created": { threshold: 20, periodSeconds: 3600 } };
    assert.deepEqual(chosen("grant-created", both).telling, {
      by: "count",
      threshold: 20,
      periodSeconds: 3600,
    });
  });

  it("change either number where records are counted anyway", () => {
    assert.deepEqual(
      chosen("kms-calls-denied", { "kms-calls-denied": { threshold: 50 } }).telling,
      {
        by: "count",
        threshold: 50,
        periodSeconds: 300,
      },
    );
    const period = { "kms-calls-denied": { periodSeconds: 60 } };
    assert.deepEqual(chosen("kms-calls-denied", period).telling, {
      by: "count",
      threshold: 10,
      periodSeconds: 60,
    });
    assert.deepEqual(detectionProblems(period, own), []);
  });

  it("narrow a detection by a further condition", () => {
    const where = '$.userIdentity.userName != "deployer"';
    const settings = { "key-disabled": { where } };
    assert.deepEqual(detectionProblems(settings, own), []);
    assert.equal(
      filterPatternOf(chosen("key-disabled", settings).calls, own),
      `{ ($.eventSource = "kms.amazonaws.com") && ($.eventName = "DisableKey") && ($.errorCode NOT EXISTS) && ((${where})) }`,
    );
  });

  it("narrow it by the names of the stack's own resources", () => {
    const where = '$.requestParameters.name != "{{prefix}}-{{trailName}}-{{logGroupName}}"';
    assert.deepEqual(detectionProblems({ "key-disabled": { where } }, own), []);
  });

  it("add the condition to the detection's own", () => {
    const where = '$.sourceIPAddress != "10.*"';
    const before = chosen("root-used-kms", {}).calls.where;
    assert.ok(before !== undefined);
    const { calls } = chosen("root-used-kms", { "root-used-kms": { where } });
    assert.equal(calls.where, `(${before}) && (${where})`);
  });
});

describe("the problems of detections' settings", () => {
  const refused: readonly (readonly [string, DetectionSettings, readonly string[]])[] = [
    [
      "a first notice at the number of the last",
      { "request-quota-near": { threshold: 95 } },
      [
        "detections.request-quota-near.threshold: 95 is not below that of request-quota-nearly-reached, 95",
      ],
    ],
    [
      "a last notice below the number of the first",
      { "request-quota-nearly-reached": { threshold: 70 } },
      [
        "detections.request-quota-nearly-reached.threshold: 70 is not above that of request-quota-near, 80",
      ],
    ],
    [
      "nothing where only one of the notices is on",
      {
        "request-quota-near": { threshold: 97 },
        "request-quota-nearly-reached": { enabled: false },
      },
      [],
    ],
    [
      "nothing where both are moved",
      {
        "request-quota-near": { threshold: 50 },
        "request-quota-nearly-reached": { threshold: 70 },
      },
      [],
    ],
    [
      "a period without a threshold",
      { "key-enabled": { periodSeconds: 60 } },
      [
        "detections.key-enabled.periodSeconds: 60 needs a threshold, since each record is told by itself",
      ],
    ],
    [
      "a condition on what is compared with AWS's text",
      { "key-pending-deletion-used": { where: "$.a = 1" } },
      [
        'detections.key-pending-deletion-used.where: "$.a = 1" cannot be added: the pattern is compared with AWS\'s as text',
      ],
    ],
    [
      "anything but off for a control",
      {
        "cis-kms-key-changes": { severity: "critical", threshold: 2, periodSeconds: 60 },
        "cis-trail-changes": { enabled: false, where: "$.a = 1" },
      },
      [
        'detections.cis-kms-key-changes.severity: "critical" has no effect: a control compares filter and alarm as text; allowed is enabled',
        "detections.cis-kms-key-changes.threshold: 2 has no effect: a control compares filter and alarm as text; allowed is enabled",
        "detections.cis-kms-key-changes.periodSeconds: 60 has no effect: a control compares filter and alarm as text; allowed is enabled",
        'detections.cis-trail-changes.where: "$.a = 1" has no effect: a control compares filter and alarm as text; allowed is enabled',
      ],
    ],
    [
      "a condition that is no pattern, in the parser's words",
      { "grant-created": { where: "$.a = " } },
      [
        'detections.grant-created.where: "$.a = " makes no valid filter pattern: Expected "%", "\\"", a digit, a letter, digit, _ . or *, or a sign but "}" found (line 1, column 10, offset 9)',
      ],
    ],
    [
      "placeholders that stand for nothing",
      { "key-disabled": { where: '$.a = "{{nonsense}}" || $.b = "{{ prefix }}{{trailName}}"' } },
      [
        'detections.key-disabled.where: "$.a = \\"{{nonsense}}\\" || $.b = \\"{{ prefix }}{{trailName}}\\"" holds {{nonsense}}, {{ prefix }}; allowed are {{prefix}}, {{trailName}}, {{logGroupName}}',
      ],
    ],
    [
      "a condition that closes the parentheses around it, and so would widen the detection",
      { "root-used-kms": { where: '$.a = "x") || ($.b = "y"' } },
      [
        'detections.root-used-kms.where: "$.a = \\"x\\") || ($.b = \\"y\\"" makes no valid filter pattern: Expected "&&", "||", or "}" but ")" found (line 1, column 12, offset 11)',
      ],
    ],
    [
      "a condition that makes the pattern too long",
      { "key-disabled": { where: `$.a = "${"a".repeat(950)}"` } },
      [
        `detections.key-disabled.where: ${JSON.stringify(`$.a = "${"a".repeat(950)}"`)} makes no valid filter pattern: Expected at most 1024 characters (line 1, column 1025, offset 1024)`,
      ],
    ],
  ];
  for (const [what, settings, problems] of refused) {
    it(`are told of ${what}`, () => {
      const found = [...thresholdProblems(settings), ...detectionProblems(settings, own)];
      assert.deepEqual(found, problems);
    });
  }

  it("are all told at once, in the order of the catalogue", () => {
    const problems = detectionProblems(
      {
        "cis-trail-changes": { severity: "critical" },
        "key-enabled": { periodSeconds: 60, where: "nonsense" },
        "grant-created": { severity: "warning" },
      },
      own,
    );
    assert.deepEqual(
      problems.map((problem) => problem.slice(0, problem.indexOf(":"))),
      [
        "detections.key-enabled.periodSeconds",
        "detections.key-enabled.where",
        "detections.cis-trail-changes.severity",
      ],
    );
  });

  const THRESHOLD = "a whole number from 1 to 1000000000 (enabled: false turns a detection off)";
  const forms: readonly (readonly [object, string])[] = [
    [{ enabled: "no" }, "true or false"],
    [{ severity: "urgent" }, "one of critical, warning, info"],
    [{ threshold: 0 }, THRESHOLD],
    [{ threshold: 1.5 }, THRESHOLD],
    [{ threshold: 1_000_000_001 }, THRESHOLD],
    [{ periodSeconds: 90 }, "a multiple of 60 from 60 to 86400"],
    [{ periodSeconds: 0 }, "a multiple of 60 from 60 to 86400"],
    [{ periodSeconds: 86_460 }, "a multiple of 60 from 60 to 86400"],
    [{ where: 1 }, "a condition of a CloudWatch Logs filter pattern"],
  ];
  for (const [override, allowed] of forms) {
    it(`are told of ${JSON.stringify(override)}, which is not ${allowed}`, () => {
      const { error } = detectionSettings.safeParse({ "key-disabled": override });
      assert.deepEqual(
        error?.issues.map(({ path, message }) => [path, message]),
        [[["key-disabled", ...Object.keys(override)], allowed]],
      );
    });
  }
});
