// The rules of one watched region that send to the hub: KMS's events, the API calls that detections tell of, and the state changes
// of the region's alarms.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { severities, type RecordDetection } from "../detections/detection";
import { anyWentOff } from "./alarmEvents";
import { callPatterns, kmsEventTypes } from "./callPatterns";
import { deliveryTo } from "./delivery";
import type { EventHub } from "./eventHub";

export interface RegionalForwardingArgs {
  readonly region: string;
  readonly hub: EventHub;
  readonly detections: readonly RecordDetection[];
  /** Queue of the region. */
  readonly deadLetterQueueArn: pulumi.Input<string>;
}

export class RegionalForwarding extends pulumi.ComponentResource {
  readonly #args: RegionalForwardingArgs;

  constructor(name: string, args: RegionalForwardingArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:RegionalForwarding", name, {}, opts);
    this.#args = args;
    const kmsEvents = kmsEventTypes(args.detections);
    if (kmsEvents.length > 0) {
      const eventPattern = JSON.stringify({ source: ["aws.kms"], "detail-type": kmsEvents });
      this.#forward(`${name}-kms-events`, { eventPattern });
    }
    for (const calls of callPatterns(args.detections)) {
      this.#forward(`${name}-${calls.name}`, {
        eventPattern: calls.eventPattern,
        ...(calls.withReadOnly ? { state: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" } : {}),
      });
    }
    this.#forward(`${name}-alarms`, { eventPattern: JSON.stringify(anyWentOff(severities)) });
    this.registerOutputs({});
  }

  #forward(name: string, rule: aws.cloudwatch.EventRuleArgs): void {
    const { region, hub, deadLetterQueueArn } = this.#args;
    const made = new aws.cloudwatch.EventRule(name, { region, ...rule }, { parent: this });
    new aws.cloudwatch.EventTarget(
      name,
      {
        region,
        rule: made.name,
        arn: hub.busArn,
        roleArn: hub.forwardingRoleArn,
        ...deliveryTo(deadLetterQueueArn),
      },
      { parent: this },
    );
  }
}
