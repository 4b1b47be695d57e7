import assert from "node:assert/strict";
import { titleOf, type DeployedResource } from "./deployedStack";
import { compare, type Explanation, type Finding } from "./finding";
import { hasNoTopicInRegion, isOfLambda, servesComposite, type OfResource } from "./ofResources";

const resource = (
  type: string,
  name: string,
  inputs: DeployedResource["inputs"],
  region = "us-east-1",
): DeployedResource => ({
  ...{ type, name, id: name, inputs },
  arn: `arn:aws:x:${region}:111122223333:${name}`,
});
const alarm = (name: string, region?: string) =>
  resource("aws:cloudwatch/metricAlarm:MetricAlarm", name, { name: `kms-${name}` }, region);
const composite = (name: string, of: string, alarmActions: readonly string[]) =>
  resource("aws:cloudwatch/compositeAlarm:CompositeAlarm", name, {
    alarmRule: `ALARM("kms-${of}")`,
    actionsSuppressor: { alarm: `kms-${of}-told`, waitPeriod: 240 },
    alarmActions,
  });
const role = (name: string, ...principals: readonly object[]) =>
  resource("aws:iam/role:Role", name, {
    assumeRolePolicy: JSON.stringify({
      Statement: principals.map((Principal) => ({ Effect: "Allow", Principal })),
    }),
  });

const lambda = { Service: "lambda.amazonaws.com" };
const resources = [
  resource("aws:sns/topic:Topic", "topic", {}),
  ...["a", "a-told", "b", "b-told", "c"].map((name) => alarm(name)),
  alarm("far", "us-west-2"),
  composite("of-a", "a", ["topic"]),
  composite("of-b", "b", []),
  role("function", lambda),
  role("both", lambda, { Service: "events.amazonaws.com" }),
  role("guest", lambda, { AWS: "444455556666" }),
];

/** Names of the resources on which a finding is explained. */
function explained(which: OfResource, kind: string): readonly string[] {
  const findings = resources
    .map(titleOf)
    .filter((title) => title.startsWith(kind))
    .map((on): Finding => ({ tool: "prowler", check: "c", on, detail: "FAIL" }));
  const why: Explanation = { tool: "prowler", checks: ["c"], on: /^/, if: which, why: "" };
  return compare(findings, [why], resources).explained.map(([{ on }]) => on.split(" ")[1] ?? "");
}

describe("an explanation of what an audit finds on a resource", () => {
  it("may be for alarms from which a composite alarm is made that notifies", () => {
    assert.deepEqual(explained(servesComposite, "MetricAlarm"), ["a", "a-told"]);
  });

  it("may be for what is in a region without topics", () => {
    assert.deepEqual(explained(hasNoTopicInRegion, "MetricAlarm"), ["far"]);
  });

  it("may be for roles that functions have, and nobody else", () => {
    assert.deepEqual(explained(isOfLambda, "Role"), ["function"]);
  });
});
