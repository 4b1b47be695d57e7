import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** With these, and with what of the replay they use, AWS is asked. */
const sources = [
  ...readdirSync(__dirname)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => path.join(__dirname, name)),
  path.join(__dirname, "../local/replay/deployed.ts"),
  path.join(__dirname, "../local/replay/deployedRules.ts"),
];

describe("what rehearsing asks of AWS", () => {
  const texts = sources.map((file) => readFileSync(file, "utf8"));

  it("is only calls that look", () => {
    const calls = texts.flatMap((text) => [
      ...[...text.matchAll(/new (\w+)Command\(/g)].map(([, name]) => name),
      ...[...text.matchAll(/\bpaginate(\w+)\(/g)].map(([, name]) => name),
    ]);
    assert.deepEqual([...new Set(calls)].sort(), [
      "DescribeAlarms",
      "DescribeMetricFilters",
      "DescribeOrganization",
      "DescribeSubscriptionFilters",
      "DescribeTrails",
      "GetEventSelectors",
      "GetFunction",
      "GetTrailStatus",
      "ListRules",
      "ListTagsForResource",
      "ListTargetsByRule",
      "TestEventPattern",
      "TestMetricFilter",
    ]);
  });

  it("is asked by commands only, which the list above finds", () => {
    const clients = texts.flatMap((text) => [...text.matchAll(/new (\w+)Client\(/g)]);
    const sends = texts.flatMap((text) => [...text.matchAll(/\.send\(\s*(\S{0,4})/g)]);
    assert.equal(clients.length > 0, true);
    assert.deepEqual([...new Set(sends.map(([, sent]) => sent))], ["new"]);
  });
});
