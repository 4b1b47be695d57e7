import assert from "node:assert/strict";
import { SECRET, UNKNOWN } from "../rule";
import { resource } from "../testing/resource";
import { hasEnabledAction } from "./actions";

// Which actions of an alarm tell somebody.

const tells = (...alarmActions: readonly unknown[]): boolean =>
  hasEnabledAction(resource("aws:cloudwatch/metricAlarm:MetricAlarm", "a", { alarmActions }));

describe("an action of an alarm", () => {
  it("tells somebody by a topic, a function, an OpsItem or an incident, in any partition", () => {
    for (const arn of [
      "arn:aws:sns:us-east-1:111122223333:alerts",
      "arn:aws-us-gov:sns:us-gov-west-1:111122223333:alerts.fifo",
      "arn:aws:lambda:us-east-1:111122223333:function:tell",
      "arn:aws:lambda:us-east-1:111122223333:function:tell:live",
      "arn:aws:ssm:us-east-1:111122223333:opsitem:1#CATEGORY=Security",
      "arn:aws:ssm-incidents::111122223333:response-plan/keys",
      UNKNOWN,
    ]) {
      assert.equal(tells(arn), true, String(arn));
      assert.equal(tells("arn:aws:automate:us-east-1:ec2:reboot", arn), true, String(arn));
    }
  });

  it("tells nobody if it does something else, or nothing", () => {
    for (const action of [
      "",
      "alerts",
      "arn:aws:automate:us-east-1:ec2:reboot",
      "arn:aws:swf:us-east-1:111122223333:action/actions/AWS_EC2.InstanceId.Reboot/1.0",
      "arn:aws:autoscaling:us-east-1:111122223333:scalingPolicy:1:autoScalingGroupName/a:policyName/b",
      "arn:aws:sns:us-east-1:111122223333:",
      "arn:aws:sns:us-east-1:111122223333:alerts:1234abcd-12ab-34cd-56ef-1234567890ab",
      "arn:aws:lambda:us-east-1:111122223333:layer:tell",
      "arn:aws:sqs:us-east-1:111122223333:sns",
      SECRET,
      null,
    ]) {
      assert.equal(tells(action), false, String(action));
    }
    assert.equal(tells(), false);
  });
});
