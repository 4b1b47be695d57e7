// The rules on the hub by which alarms of other regions reach the topic of their severity: an alarm notifies only its own region.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Alarm, TopicArns } from "./alarm";
import { contributorOf, groupsOf, groupWentOff, type AlarmGroup } from "./alarmEvents";
import { deliveryTo } from "./delivery";
import type { EventHub } from "./eventHub";

export interface HubAlertsArgs {
  readonly hub: EventHub;
  readonly topicArns: TopicArns;
  /** Region whose alarms notify the topics by themselves. */
  readonly homeRegion: string;
  /** Alarms of every region; those of other regions are told from here. */
  readonly alarms: readonly Alarm[];
  /** Queue of the home region. */
  readonly deadLetterQueueArn: pulumi.Input<string>;
}

export class HubAlerts extends pulumi.ComponentResource {
  constructor(name: string, args: HubAlertsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:HubAlerts", name, {}, opts);
    const { hub, topicArns, homeRegion, alarms, deadLetterQueueArn } = args;
    for (const group of groupsOf(alarms.filter(({ region }) => region !== homeRegion))) {
      const ruleName = `${name}-${group.detection.id}-${group.severity}`;
      const rule = new aws.cloudwatch.EventRule(
        ruleName,
        {
          eventBusName: hub.busName,
          eventPattern: JSON.stringify(groupWentOff(group, homeRegion)),
        },
        { parent: this },
      );
      new aws.cloudwatch.EventTarget(
        ruleName,
        {
          eventBusName: hub.busName,
          rule: rule.name,
          arn: topicArns[group.severity],
          inputTransformer: messageOf(group),
          ...deliveryTo(deadLetterQueueArn),
        },
        { parent: this },
      );
    }
    this.registerOutputs({});
  }
}

/**
 * A JSON object in which EventBridge replaces each `<name>` by that part of the event, quotes included.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
function messageOf(group: AlarmGroup) {
  const { id, title, why, runbook } = group.detection;
  const fixed = { title, severity: group.severity, detection: id, why, first: runbook };
  const contributor = contributorOf(group);
  const inputPaths = {
    ...(contributor === undefined ? {} : { key: contributorPath(contributor) }),
    alarm: "$.detail.alarmName",
    reason: "$.detail.state.reason",
    account: "$.account",
    region: "$.region",
    time: "$.time",
  };
  const lines = [
    ...Object.entries(fixed).map(
      ([key, text]) => `${JSON.stringify(key)}: ${JSON.stringify(text)}`,
    ),
    ...Object.keys(inputPaths).map((key) => `${JSON.stringify(key)}: <${key}>`),
  ];
  return { inputPaths, inputTemplate: `{\n  ${lines.join(",\n  ")}\n}` };
}

/** Where a contributor's event names the key. */
function contributorPath(dimension: string): string {
  return `$.detail.alarmContributor.attributes.${dimension}`;
}
