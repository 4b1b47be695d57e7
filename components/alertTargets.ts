// Machines that get alerts as events: Kinesis streams, queues and functions, and event buses, which get no alarms.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Severity } from "../detections/detection";
import { ALERT_EVENT } from "../messages/names";
import type { Account } from "./account";
import { anyWentOff } from "./alarmEvents";
import { deliveryTo } from "./delivery";
import type { EventHub } from "./eventHub";
import { mayInvoke } from "./mayInvoke";
import { rulesRole } from "./rulesRole";

/** A target, and what it gets. */
export interface AlertTarget {
  readonly arn: string;
  readonly severities: readonly Severity[];
}

export interface AlertTargetsArgs {
  readonly account: Account;
  readonly hub: EventHub;
  readonly targets: readonly AlertTarget[];
  readonly deadLetterQueueArn: pulumi.Input<string>;
}

/** What the role of the rules may do, by the service of the target: the others are admitted by a policy of the target itself. */
const ROLE_ACTIONS: Readonly<Record<string, string>> = {
  kinesis: "kinesis:PutRecord",
  events: "events:PutEvents",
};

export class AlertTargets extends pulumi.ComponentResource {
  constructor(name: string, args: AlertTargetsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:AlertTargets", name, {}, opts);
    const roleArn = this.#createRole(name, args);
    for (const target of args.targets) this.#send(name, target, roleArn, args);
    this.registerOutputs({});
  }

  /** One role for all targets that need one. */
  #createRole(
    name: string,
    { targets, account }: AlertTargetsArgs,
  ): pulumi.Output<string> | undefined {
    const statements = Object.entries(ROLE_ACTIONS)
      .map(([service, Action]) => ({
        Sid: `SendTo${service === "events" ? "Buses" : "Streams"}`,
        Effect: "Allow",
        Action,
        Resource: targets.map(({ arn }) => arn).filter((arn) => serviceOf(arn) === service),
      }))
      .filter(({ Resource }) => Resource.length > 0);
    if (statements.length === 0) return undefined;
    return rulesRole(`${name}-alert-targets`, { account, statements }, this);
  }

  #send(
    name: string,
    { arn, severities }: AlertTarget,
    roleArn: pulumi.Output<string> | undefined,
    { hub, deadLetterQueueArn }: AlertTargetsArgs,
  ): void {
    const ruleName = `${name}-to-${arn}`;
    const service = serviceOf(arn);
    const patterns = [
      alertsOf(severities),
      ...(getsAlarms({ arn }) ? [anyWentOff(severities)] : []),
    ];
    const rule = new aws.cloudwatch.EventRule(
      ruleName,
      {
        namePrefix: `${name}-to-${service}-`,
        eventBusName: hub.busName,
        eventPattern: JSON.stringify(patterns.length > 1 ? { $or: patterns } : patterns[0]),
      },
      { parent: this },
    );
    const caller = { principal: "events.amazonaws.com", sourceArn: rule.arn };
    const permissions = service === "lambda" ? [mayInvoke(ruleName, arn, caller, this)] : [];
    new aws.cloudwatch.EventTarget(
      ruleName,
      {
        eventBusName: hub.busName,
        rule: rule.name,
        arn,
        ...(roleArn !== undefined && service in ROLE_ACTIONS ? { roleArn } : {}),
        ...deliveryTo(deadLetterQueueArn),
      },
      { parent: this, dependsOn: permissions },
    );
  }
}

/**
 * EventBridge carries no event over more than two buses, and alarms' come from a default bus.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-bus-to-bus.html
 */
export function getsAlarms({ arn }: Pick<AlertTarget, "arn">): boolean {
  return serviceOf(arn) !== "events";
}

function serviceOf(arn: string): string {
  return arn.split(":")[2] ?? "";
}

/** Alerts that the formatter puts on the hub. */
function alertsOf(severities: readonly Severity[]): object {
  const { source, detailType } = ALERT_EVENT;
  return { source: [source], "detail-type": [detailType], detail: { severity: severities } };
}
