// The rules on the hub that turn an event into a message to the topic of its severity.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { EventDetection, Severity } from "../detections/detection";
import type { Alarm, TopicArns } from "./alarm";
import { contributorOf, groupsOf, groupWentOff } from "./alarmEvents";
import type { EventHub } from "./eventHub";

export interface HubAlertsArgs {
  readonly hub: EventHub;
  readonly topicArns: TopicArns;
  readonly detections: readonly EventDetection[];
  /** Region whose alarms notify the topics by themselves. */
  readonly homeRegion: string;
  /** Alarms of every region; those of other regions are told from here. */
  readonly alarms: readonly Alarm[];
}

/** What the reader is told, and which parts of the event tell it. */
interface Message {
  readonly fixed: Readonly<Record<string, string>>;
  readonly fromEvent: Readonly<Record<string, string>>;
}

const WHERE_AND_WHEN = {
  account: "$.account",
  region: "$.region",
  time: "$.time",
} as const;

export class HubAlerts extends pulumi.ComponentResource {
  constructor(name: string, args: HubAlertsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:HubAlerts", name, {}, opts);
    for (const detection of args.detections) {
      this.tell(`${name}-${detection.id}`, args, {
        severity: detection.severity,
        eventPattern: JSON.stringify(detection.eventPattern),
        message: {
          fixed: textOf(detection, detection.severity),
          fromEvent: { key: "$.resources[0]", ...WHERE_AND_WHEN },
        },
      });
    }
    for (const group of groupsOf(args.alarms.filter(({ region }) => region !== args.homeRegion))) {
      const contributor = contributorOf(group);
      this.tell(`${name}-${group.detection.id}-${group.severity}`, args, {
        severity: group.severity,
        eventPattern: groupWentOff(group, args.homeRegion),
        message: {
          fixed: textOf(group.detection, group.severity),
          fromEvent: {
            ...(contributor === undefined ? {} : { key: contributorPath(contributor) }),
            alarm: "$.detail.alarmName",
            reason: "$.detail.state.reason",
            ...WHERE_AND_WHEN,
          },
        },
      });
    }
    this.registerOutputs({});
  }

  private tell(
    name: string,
    { hub, topicArns }: HubAlertsArgs,
    alert: {
      readonly severity: Severity;
      readonly eventPattern: string;
      readonly message: Message;
    },
  ): void {
    const rule = new aws.cloudwatch.EventRule(
      name,
      { eventBusName: hub.busName, eventPattern: alert.eventPattern },
      { parent: this },
    );
    new aws.cloudwatch.EventTarget(
      name,
      {
        eventBusName: hub.busName,
        rule: rule.name,
        arn: topicArns[alert.severity],
        inputTransformer: {
          inputPaths: alert.message.fromEvent,
          inputTemplate: inputTemplate(alert.message),
        },
      },
      { parent: this },
    );
  }
}

function textOf(
  { id, title, why, runbook }: Alarm["detection"] | EventDetection,
  severity: Severity,
): Record<string, string> {
  return { title, severity, detection: id, why, first: runbook };
}

/** Where a contributor's event names the key. */
function contributorPath(dimension: string): string {
  return `$.detail.alarmContributor.attributes.${dimension}`;
}

/** A JSON object in which EventBridge replaces each `<name>` by that part of the event, quotes included. */
function inputTemplate({ fixed, fromEvent }: Message): string {
  const lines = [
    ...Object.entries(fixed).map(
      ([key, text]) => `${JSON.stringify(key)}: ${JSON.stringify(text)}`,
    ),
    ...Object.keys(fromEvent).map((key) => `${JSON.stringify(key)}: <${key}>`),
  ];
  return `{\n  ${lines.join(",\n  ")}\n}`;
}
