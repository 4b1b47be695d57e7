// The rules of one watched region that send KMS's events, and the state changes of its alarms, to the hub.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { EventDetection } from "../detections/detection";
import type { Alarm } from "./alarm";
import { anyWentOff, groupsOf } from "./alarmEvents";
import type { EventHub } from "./eventHub";

export interface RegionalForwardingArgs {
  readonly region: string;
  readonly hub: EventHub;
  readonly detections: readonly EventDetection[];
  /** Alarms of every region; those of this one are forwarded when they go off. */
  readonly alarms: readonly Alarm[];
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
    const alarms = groupsOf(args.alarms.filter((alarm) => alarm.region === args.region));
    this.forward(`${name}-alarms`, anyWentOff(alarms), args);
    this.registerOutputs({});
  }

  private forward(
    name: string,
    eventPattern: string,
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
