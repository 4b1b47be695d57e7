// The list of all keys of the watched regions: a scheduled function that keeps it in the archive, one that shows it on a dashboard, and alarms.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { INVENTORY_HANDLER, inventoryCode } from "../inventory/bundle";
import type { takeVariables } from "../inventory/environment";
import { LAMBDA_RUNTIME } from "../lambdaBundle";
import { METRIC_NAMESPACE } from "../messages/names";
import type { Account } from "./account";
import { alarmNamesBegin, type Alarm, type TopicArns } from "./alarm";
import { deliveryTo } from "./delivery";
import type { DetectionSettings } from "./detectionSettings";
import { inventoryAlarms } from "./inventoryAlarms";
import { takePermissions, widgetPermissions } from "./inventoryRoles";
import type { InventorySettings } from "./inventorySettings";
import { mayInvoke } from "./mayInvoke";
import type { TrailArchive } from "./trailArchive";
import { functionTrust } from "./trust";

/** Oftener than an inventory is due: see inventory/run.ts. */
const WAKE_MINUTES = 15;
/** The most that Lambda allows: enough for tens of thousands of keys in a region. */
const TIMEOUT_SECONDS = 900;
/** 2,000 keys take 125 MB. */
const MEMORY_MB = 512;
const WIDGET_TIMEOUT_SECONDS = 30;

export interface KeyInventoryArgs {
  readonly account: Account;
  readonly keyArn: pulumi.Input<string>;
  /** Keeps the list, each one as a version. */
  readonly archive: TrailArchive;
  readonly watchedRegions: readonly string[];
  readonly homeRegion: string;
  readonly topicArns: TopicArns;
  /** Gets what the schedule could not deliver. */
  readonly deadLetterQueueArn: pulumi.Input<string>;
  readonly inventorySettings: InventorySettings;
  /** A key that expires within the longest of these should be seen by an alarm. */
  readonly thresholdDays: readonly number[];
  readonly detectionSettings: DetectionSettings;
  readonly inventoryLogGroupName: string;
  readonly logRetentionDays: number;
}

export class KeyInventory extends pulumi.ComponentResource {
  readonly alarms: readonly Alarm[];
  readonly functionArn: pulumi.Output<string>;
  readonly functionName: pulumi.Output<string>;
  readonly widgetFunctionArn: pulumi.Output<string>;

  constructor(name: string, args: KeyInventoryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:KeyInventory", name, {}, opts);
    const logGroup = new aws.cloudwatch.LogGroup(
      `${name}-inventory`,
      {
        name: args.inventoryLogGroupName,
        retentionInDays: args.logRetentionDays,
        kmsKeyId: args.keyArn,
      },
      { parent: this },
    );
    const take = this.#function(`${name}-inventory`, args, logGroup, {
      description: "Lists all KMS keys of the watched regions",
      code: inventoryCode("takeLambda"),
      memorySize: MEMORY_MB,
      timeout: TIMEOUT_SECONDS,
      environment: { variables: environmentOf(args) },
      policy: takePermissions({ ...args, logGroup }),
    });
    const widget = this.#function(`${name}-inventory-widget`, args, logGroup, {
      description: "Shows the list of KMS keys on a dashboard",
      code: inventoryCode("widgetLambda"),
      memorySize: MEMORY_MB,
      timeout: WIDGET_TIMEOUT_SECONDS,
      environment: { variables: { BUCKET_NAME: args.archive.bucketName } },
      policy: widgetPermissions({ ...args, logGroup }),
    });
    this.#schedule(`${name}-inventory`, take, args);
    this.alarms = inventoryAlarms(name, { ...args, functionName: take.name }, this);
    this.functionArn = take.arn;
    this.functionName = take.name;
    this.widgetFunctionArn = widget.arn;
    this.registerOutputs({
      functionArn: this.functionArn,
      widgetFunctionArn: this.widgetFunctionArn,
    });
  }

  #function(
    name: string,
    { keyArn }: KeyInventoryArgs,
    logGroup: aws.cloudwatch.LogGroup,
    { policy, ...more }: Part,
  ): aws.lambda.Function {
    const role = new aws.iam.Role(name, { assumeRolePolicy: functionTrust() }, { parent: this });
    const permissions = new aws.iam.RolePolicy(name, { role: role.name, policy }, { parent: this });
    return new aws.lambda.Function(
      name,
      {
        runtime: LAMBDA_RUNTIME,
        architectures: ["arm64"],
        handler: INVENTORY_HANDLER,
        role: role.arn,
        kmsKeyArn: keyArn,
        loggingConfig: { logFormat: "JSON", logGroup: logGroup.name },
        ...more,
      },
      // Lambda refuses a function whose role cannot use its key yet.
      { parent: this, dependsOn: [permissions] },
    );
  }

  #schedule(name: string, take: aws.lambda.Function, args: KeyInventoryArgs): void {
    // The next waking is the next try, and the alarm on errors tells: a waking that failed is nothing to keep.
    new aws.lambda.FunctionEventInvokeConfig(
      name,
      {
        functionName: take.name,
        maximumRetryAttempts: 0,
        maximumEventAgeInSeconds: WAKE_MINUTES * 60,
      },
      { parent: this },
    );
    const rule = new aws.cloudwatch.EventRule(
      name,
      {
        description: "Wakes the function that lists all KMS keys",
        scheduleExpression: `rate(${WAKE_MINUTES} minutes)`,
      },
      { parent: this },
    );
    const caller = { principal: "events.amazonaws.com", sourceArn: rule.arn };
    const permission = mayInvoke(name, take.name, caller, this);
    new aws.cloudwatch.EventTarget(
      name,
      { rule: rule.name, arn: take.arn, ...deliveryTo(args.deadLetterQueueArn) },
      { parent: this, dependsOn: [permission] },
    );
  }
}

/** What the two functions differ in. */
type Part = Pick<
  aws.lambda.FunctionArgs,
  "description" | "code" | "memorySize" | "timeout" | "environment"
> & { readonly policy: pulumi.Input<string> };

function environmentOf(
  args: KeyInventoryArgs,
): Record<(typeof takeVariables)[number], pulumi.Input<string>> {
  return {
    BUCKET_NAME: args.archive.bucketName,
    WATCHED_REGIONS: args.watchedRegions.join(","),
    METRIC_NAMESPACE,
    ALARM_PREFIX: alarmNamesBegin(),
    EXPIRY_DAYS: String(Math.max(...args.thresholdDays)),
    SCHEDULE_HOURS: String(args.inventorySettings.scheduleHours),
  };
}
