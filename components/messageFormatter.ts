// The function that turns a CloudTrail record or a KMS event into a message that says which key, which operation, who and where.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { FORMATTER_HANDLER, FORMATTER_RUNTIME, formatterCode } from "../messages/bundle";
import type { RecordDetection, Severity } from "../detections/detection";
import type { OwnNames } from "../detections/filterPattern";
import { METRIC_NAMESPACE } from "../messages/names";
import { watchListOf } from "../messages/watch";
import type { Account } from "./account";
import type { TopicArns } from "./alarm";
import type { EventHub } from "./eventHub";
import { formatterPermissions } from "./formatterRole";
import { ToldTable } from "./toldTable";
import { functionTrust } from "./trust";

/** Two retries, a minute and two apart, so that what passes in a moment needs nobody. */
const RETRIES = 2;
const MAX_EVENT_AGE_SECONDS = 3600;

export interface MessageFormatterArgs {
  readonly account: Account;
  readonly keyArn: pulumi.Input<string>;
  /** The trail in use, whose deliveries it looks after. */
  readonly trailArn: pulumi.Input<string>;
  /** Where it looks after them. */
  readonly watchedRegions: readonly string[];
  /** What it tells of. */
  readonly detections: readonly RecordDetection[];
  readonly ownNames: OwnNames;
  /** Folder of the saved queries that messages point to. */
  readonly queryFolder: string;
  readonly runbookBaseUrl?: string;
  readonly topicArns: TopicArns;
  /** Topics of other owners have keys of other owners. */
  readonly existingTopicArns: { readonly [S in Severity]?: string | undefined };
  /** Gets each alert as an event. */
  readonly hub: EventHub;
  /** Gets what the function could not tell. */
  readonly deadLetterQueueArn: pulumi.Input<string>;
  readonly formatterLogGroupName: string;
  readonly logRetentionDays: number;
}

export class MessageFormatter extends pulumi.ComponentResource {
  readonly functionArn: pulumi.Output<string>;
  readonly functionName: pulumi.Output<string>;

  constructor(name: string, args: MessageFormatterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:MessageFormatter", name, {}, opts);
    const { keyArn, topicArns, hub } = args;
    const table = new ToldTable(name, { keyArn }, { parent: this });
    const logGroup = new aws.cloudwatch.LogGroup(
      `${name}-messages`,
      {
        name: args.formatterLogGroupName,
        retentionInDays: args.logRetentionDays,
        kmsKeyId: keyArn,
      },
      { parent: this },
    );
    const role = new aws.iam.Role(
      `${name}-messages`,
      { assumeRolePolicy: functionTrust() },
      { parent: this },
    );
    const policy = new aws.iam.RolePolicy(
      `${name}-messages`,
      {
        role: role.name,
        policy: formatterPermissions({ ...args, tableArn: table.tableArn, logGroup }),
      },
      { parent: this },
    );
    const code = new aws.lambda.Function(
      `${name}-messages`,
      {
        description: "Writes the messages of the KMS monitoring",
        runtime: FORMATTER_RUNTIME,
        architectures: ["arm64"],
        handler: FORMATTER_HANDLER,
        code: formatterCode(watchListOf(args.detections, args.ownNames, args)),
        role: role.arn,
        memorySize: 256,
        timeout: 60,
        kmsKeyArn: keyArn,
        loggingConfig: { logFormat: "JSON", logGroup: logGroup.name },
        environment: {
          variables: {
            TOPIC_ARNS: pulumi.jsonStringify(topicArns),
            HUB_BUS_NAME: hub.busName,
            TABLE_NAME: table.tableName,
            METRIC_NAMESPACE,
            KEY_ARN: keyArn,
            TRAIL_ARN: args.trailArn,
            WATCHED_REGIONS: args.watchedRegions.join(","),
          },
        },
      },
      // Lambda refuses a function whose role cannot use its key yet.
      { parent: this, dependsOn: [policy] },
    );
    new aws.lambda.FunctionEventInvokeConfig(
      `${name}-messages`,
      {
        functionName: code.name,
        maximumRetryAttempts: RETRIES,
        maximumEventAgeInSeconds: MAX_EVENT_AGE_SECONDS,
        destinationConfig: { onFailure: { destination: args.deadLetterQueueArn } },
      },
      { parent: this },
    );
    this.functionArn = code.arn;
    this.functionName = code.name;
    this.registerOutputs({ functionArn: this.functionArn });
  }
}
