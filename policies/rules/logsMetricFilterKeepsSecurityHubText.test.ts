import assert from "node:assert/strict";
import { SECURITY_HUB_FILTERS } from "../alarms/securityHubFilters";
import { UNKNOWN } from "../rule";
import { logsMetricFilterKeepsSecurityHubText as rule } from "./logsMetricFilterKeepsSecurityHubText";
import { resource } from "../testing/resource";
import { said } from "../testing/said";

const filter = (pattern: unknown) => [
  resource("aws:cloudwatch/logMetricFilter:LogMetricFilter", "cis", { pattern }),
];
const meantFor = (control: string) => [
  `cis: pattern has the terms of ${control} but not its text, which Security Hub compares`,
];
const KMS =
  "{($.eventSource=kms.amazonaws.com) && (($.eventName=DisableKey) || ($.eventName=ScheduleKeyDeletion))}";

describe("logs-metric-filter-keeps-security-hub-text", () => {
  it("is advisory, because a filter with another text may see the same events", () => {
    assert.equal(rule.level, "advisory");
  });

  it("allows every text of AWS's page, and those of its earlier edition", () => {
    assert.equal(SECURITY_HUB_FILTERS.length, 14);
    for (const { pattern, earlierPattern } of SECURITY_HUB_FILTERS) {
      assert.deepEqual(said(rule, filter(pattern)), []);
      assert.deepEqual(said(rule, filter(earlierPattern)), []);
    }
  });

  it("has AWS's text for keys and for trails", () => {
    const textOf = (control: string) =>
      SECURITY_HUB_FILTERS.find((one) => one.control === control)?.pattern;
    assert.equal(textOf("CloudWatch.7"), KMS);
    assert.equal(
      textOf("CloudWatch.5"),
      "{($.eventName=CreateTrail) || ($.eventName=UpdateTrail) || ($.eventName=DeleteTrail) || ($.eventName=StartLogging) || ($.eventName=StopLogging)}",
    );
  });

  it("knows each control's filter in another writing", () => {
    for (const { control, pattern } of SECURITY_HUB_FILTERS) {
      const spaced = pattern.replaceAll("=", " = ").replaceAll("! =", "!=").replace("{", "{  ");
      assert.deepEqual(said(rule, filter(spaced)), meantFor(control));
    }
  });

  it("gives the exact text as the fix, and a place for what was added", () => {
    const extended = KMS.replace("))}", ") || ($.eventName=DisableKeyRotation))}");
    const [violation] = rule.judge(filter(extended)[0] ?? assert.fail(), {});
    assert.deepEqual(violation, {
      path: "pattern",
      why: "has the terms of CloudWatch.7 but not its text, which Security Hub compares",
      fix: `set it to ${KMS} and put other terms in a filter of their own`,
    });
  });

  it("passes over a pattern that is longer than CloudWatch Logs takes, without reading it", () => {
    const start = performance.now();
    const padded = (length: number) => `${KMS.slice(0, -1)}${" ".repeat(length - KMS.length)}}`;
    assert.deepEqual(said(rule, filter(padded(1024))), meantFor("CloudWatch.7"));
    assert.deepEqual(said(rule, filter(padded(1025))), []);
    assert.deepEqual(said(rule, filter("}".repeat(1e8))), []);
    assert.ok(performance.now() - start < 2000);
  });

  it("leaves filters alone that watch less, or something narrower", () => {
    for (const pattern of [
      "{ $.eventName = ScheduleKeyDeletion }",
      '{ $.eventSource = kms* && $.errorMessage = "* is pending deletion."}',
      '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" && $.eventSource = "kms.amazonaws.com" }',
      "ERROR",
      "",
      UNKNOWN,
    ]) {
      assert.deepEqual(said(rule, filter(pattern)), []);
    }
  });
});
