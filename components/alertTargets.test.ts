import assert from "node:assert/strict";
import { titleOf } from "../audit/deployedStack";
import { inputsOf, mockAws, namesOf, settled, type MadeResource } from "../tests/mockedAws";
import { RULE, TARGET, deadLetterQueueArn, delivery, mockedHub } from "../tests/mockedSurroundings";
import { Account } from "./account";
import { AlertTargets, type AlertTarget } from "./alertTargets";

const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";

const stream = "arn:aws:kinesis:us-east-1:111122223333:stream/alerts";
const bus = "arn:aws:events:eu-west-1:444455556666:event-bus/soc";
const queue = "arn:aws:sqs:us-east-1:111122223333:on-call";
const page = "arn:aws:lambda:us-east-1:111122223333:function:page";

const STREAM = "kms-to-arn:aws:kinesis:us-east-1:111122223333:stream/alerts";
const BUS = "kms-to-arn:aws:events:eu-west-1:444455556666:event-bus/soc";
const QUEUE = "kms-to-arn:aws:sqs:us-east-1:111122223333:on-call";
const PAGE = "kms-to-arn:aws:lambda:us-east-1:111122223333:function:page";

async function targetsFor(
  targets: readonly AlertTarget[],
  slow?: RegExp,
): Promise<readonly MadeResource[]> {
  const made = await mockAws({}, slow === undefined ? {} : { slow });
  const account = new Account("us-east-1");
  new AlertTargets("kms", {
    account,
    hub: mockedHub(),
    targets,
    deadLetterQueueArn,
  });
  await settled();
  return made.filter(({ name }) => !name.startsWith("kms-hub"));
}

describe("AlertTargets", () => {
  let made: readonly MadeResource[];

  before(async () => {
    made = await targetsFor([
      { arn: stream, severities: ["critical", "warning", "info"] },
      { arn: bus, severities: ["critical"] },
      { arn: queue, severities: ["critical"] },
      { arn: page, severities: ["critical"] },
    ]);
  });

  it("makes a rule for each target, one role for those that need one, and a permission for a function", () => {
    const rules = [BUS, STREAM, PAGE, QUEUE];
    assert.deepEqual(namesOf(made), [
      ...rules.map((name) => `EventRule ${name}`),
      ...rules.map((name) => `EventTarget ${name}`),
      `Permission ${PAGE}`,
      "Role kms-alert-targets",
      "RolePolicy kms-alert-targets",
    ]);
  });

  it("makes nothing without targets, and no role for targets that admit EventBridge themselves", async () => {
    assert.deepEqual(namesOf(await targetsFor([])), []);
    assert.deepEqual(namesOf(await targetsFor([{ arn: queue, severities: ["info"] }])), [
      `EventRule ${QUEUE}`,
      `EventTarget ${QUEUE}`,
    ]);
  });

  it("sends the formatter's alerts of the severities, and the alarms that tell people directly", () => {
    const { eventPattern, ...rule } = inputsOf(made, RULE, QUEUE);
    assert.deepEqual(rule, { namePrefix: "kms-to-sqs-", eventBusName: "kms-hub" });
    assert.deepEqual(JSON.parse(eventPattern), {
      $or: [
        {
          source: ["kms-monitoring"],
          "detail-type": ["KMS Monitoring Alert"],
          detail: { severity: ["critical"] },
        },
        {
          source: ["aws.cloudwatch"],
          "detail-type": [
            "CloudWatch Alarm State Change",
            "CloudWatch Alarm Contributor State Change",
          ],
          detail: {
            alarmName: [{ prefix: "kms-monitoring-test-critical-" }],
            state: { value: ["ALARM"], actionsSuppressedBy: [{ exists: false }] },
          },
        },
      ],
    });
    const [alerts, alarms] = JSON.parse(inputsOf(made, RULE, STREAM)["eventPattern"]).$or;
    assert.deepEqual(alerts.detail.severity, ["critical", "warning", "info"]);
    assert.deepEqual(alarms.detail.alarmName, [
      { prefix: "kms-monitoring-test-critical-" },
      { prefix: "kms-monitoring-test-warning-" },
      { prefix: "kms-monitoring-test-info-" },
    ]);
  });

  it("sends a bus the formatter's alerts only: an alarm's event has come over two buses already", () => {
    assert.deepEqual(JSON.parse(inputsOf(made, RULE, BUS)["eventPattern"]), {
      source: ["kms-monitoring"],
      "detail-type": ["KMS Monitoring Alert"],
      detail: { severity: ["critical"] },
    });
  });

  for (const [rule, arn, roleArn] of [
    [STREAM, stream, "arn:Role:kms-alert-targets"],
    [BUS, bus, "arn:Role:kms-alert-targets"],
    [QUEUE, queue, undefined],
    [PAGE, page, undefined],
  ] as const) {
    it(`delivers to ${arn} ${roleArn ? "with the role" : "without a role"}, and keeps what it cannot`, () => {
      assert.deepEqual(inputsOf(made, TARGET, rule), {
        eventBusName: "kms-hub",
        rule,
        arn,
        ...(roleArn && { roleArn }),
        ...delivery,
      });
    });
  }

  it("lets the role put records into these streams and events onto these buses, and no more", async () => {
    const { policy } = inputsOf(made, ROLE_POLICY, "kms-alert-targets");
    const toStreams = {
      Sid: "SendToStreams",
      Effect: "Allow",
      Action: "kinesis:PutRecord",
      Resource: [stream],
    };
    const toBuses = {
      Sid: "SendToBuses",
      Effect: "Allow",
      Action: "events:PutEvents",
      Resource: [bus],
    };
    assert.deepEqual(JSON.parse(policy), {
      Version: "2012-10-17",
      Statement: [toStreams, toBuses],
    });
    const busOnly = await targetsFor([{ arn: bus, severities: ["info"] }]);
    const rights = inputsOf(busOnly, ROLE_POLICY, "kms-alert-targets");
    assert.deepEqual(JSON.parse(rights["policy"]).Statement, [toBuses]);
  });

  it("lets rules of this account take the role, and the rule call the function", () => {
    const { assumeRolePolicy } = inputsOf(made, "aws:iam/role:Role", "kms-alert-targets");
    const [{ Principal, Condition }] = JSON.parse(assumeRolePolicy).Statement;
    assert.deepEqual(Principal, { Service: "events.amazonaws.com" });
    assert.deepEqual(Condition, {
      StringEquals: { "aws:SourceAccount": "111122223333" },
      ArnLike: { "aws:SourceArn": "arn:aws:events:*:111122223333:rule/*" },
    });
    assert.deepEqual(inputsOf(made, "aws:lambda/permission:Permission", PAGE), {
      function: page,
      action: "lambda:InvokeFunction",
      principal: "events.amazonaws.com",
      sourceArn: `arn:EventRule:${PAGE}`,
    });
  });

  it("admits rule and role before events are sent", async () => {
    const targets = [stream, page].map((arn) => ({ arn, severities: ["info"] as const }));
    const late = await targetsFor(targets, /permission|rolePolicy/);
    const order = late.map(titleOf);
    for (const [before, after] of [
      [`Permission ${PAGE}`, `EventTarget ${PAGE}`],
      ["RolePolicy kms-alert-targets", `EventTarget ${STREAM}`],
    ] as const) {
      assert.ok(order.includes(before) && order.includes(after), order.join(", "));
      assert.ok(order.indexOf(before) < order.indexOf(after), order.join(", "));
    }
  });
});
