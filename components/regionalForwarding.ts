// The rules of one watched region that send KMS's events, and the state changes of its alarms, to the hub.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { EventDetection } from "../detections/detection";
import type { Alarm } from "./alarm";
import type { EventHub } from "./eventHub";

export interface RegionalForwardingArgs {
  readonly region: string;
  readonly hub: EventHub;
  readonly detections: readonly EventDetection[];
  /** Alarms that cannot notify the home topics by themselves; those of other regions are left to them. */
  readonly alarms: readonly Alarm[];
}

/** State changes worth telling: an alarm that goes off. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html */
export function alarmWentOff(alarms: readonly Alarm[]): pulumi.Output<string> {
  return pulumi.jsonStringify({
    source: ["aws.cloudwatch"],
    "detail-type": ["CloudWatch Alarm State Change"],
    resources: alarms.map((alarm) => alarm.arn),
    detail: { state: { value: ["ALARM"] } },
  });
}

export class RegionalForwarding extends pulumi.ComponentResource {
  constructor(name: string, args: RegionalForwardingArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:RegionalForwarding", name, {}, opts);
    const patterns = args.detections.map((detection) => detection.eventPattern);
    const kmsEvents = {
      source: [...new Set(patterns.flatMap((pattern) => pattern.source))],
      "detail-type": patterns.flatMap((pattern) => pattern["detail-type"]),
    };
    this.forward(`${name}-kms-events`, JSON.stringify(kmsEvents), args);
    const alarmsHere = args.alarms.filter((alarm) => alarm.region === args.region);
    if (alarmsHere.length > 0) {
      this.forward(`${name}-alarms`, alarmWentOff(alarmsHere), args);
    }
    this.registerOutputs({});
  }

  private forward(
    name: string,
    eventPattern: pulumi.Input<string>,
    { region, hub }: RegionalForwardingArgs,
  ): void {
    const rule = new aws.cloudwatch.EventRule(name, { region, eventPattern }, { parent: this });
    new aws.cloudwatch.EventTarget(
      name,
      {
        region,
        rule: rule.name,
        arn: hub.busArn,
        roleArn: hub.forwardingRoleArn,
      },
      { parent: this },
    );
  }
}
