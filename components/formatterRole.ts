// What the formatter may do: write its log, note what it told, publish to the topics, and nothing else.
import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Severity } from "../detections/detection";
import { METRIC_NAMESPACE } from "../messages/names";
import type { Account } from "./account";
import type { TopicArns } from "./alarm";
import type { EventHub } from "./eventHub";
import { allow, policyOf, putMetrics, writeLog } from "./statements";

export interface FormatterPermissionsArgs {
  readonly account: Account;
  readonly keyArn: pulumi.Input<string>;
  readonly trailArn: pulumi.Input<string>;
  readonly topicArns: TopicArns;
  readonly existingTopicArns: { readonly [S in Severity]?: string | undefined };
  readonly hub: EventHub;
  readonly deadLetterQueueArn: pulumi.Input<string>;
  readonly tableArn: pulumi.Input<string>;
  readonly logGroup: aws.cloudwatch.LogGroup;
}

export function formatterPermissions(args: FormatterPermissionsArgs): pulumi.Output<string> {
  const topics = Object.values(args.topicArns);
  const items = ["GetItem", "PutItem", "UpdateItem", "DeleteItem"];
  return policyOf([
    writeLog(args.logGroup),
    allow(
      "NoteWhatWasTold",
      items.map((action) => `dynamodb:${action}`),
      args.tableArn,
    ),
    allow("PublishToTopics", "sns:Publish", topics),
    allow("PutAlerts", "events:PutEvents", args.hub.busArn),
    putMetrics("CountWhatWasTold", METRIC_NAMESPACE),
    allow("KeepWhatCouldNotBeTold", "sqs:SendMessage", args.deadLetterQueueArn),
    allow("UseKey", ["kms:Decrypt", "kms:GenerateDataKey"], args.keyArn),
    allow("AskAboutKey", "kms:DescribeKey", args.keyArn),
    allow("AskAboutTrail", "cloudtrail:GetTrailStatus", args.trailArn),
    ...existingTopicStatements(args),
  ]);
}

/** The keys of topics that others own are not known; their policies decide too. */
function existingTopicStatements({ existingTopicArns, account }: FormatterPermissionsArgs) {
  const arns = Object.values(existingTopicArns).filter((arn) => arn !== undefined);
  if (arns.length === 0) return [];
  const keys = account.arn("kms", account.homeRegion, "key/*", "*");
  return [
    allow("UseKeysOfExistingTopics", ["kms:Decrypt", "kms:GenerateDataKey"], keys, {
      Condition: {
        StringEquals: {
          "kms:ViaService": pulumi.interpolate`sns.${account.homeRegion}.${account.dnsSuffix}`,
          "kms:EncryptionContext:aws:sns:topicArn": arns,
        },
      },
    }),
  ];
}
