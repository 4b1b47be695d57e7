// What the inventory's two functions may do: one reads keys and alarms and writes the list, the other only reads the list.
import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { INVENTORY_JSON } from "../inventory/names";
import { METRIC_NAMESPACE } from "../messages/names";
import type { Account } from "./account";
import type { TrailArchive } from "./trailArchive";

export interface InventoryPermissionsArgs {
  readonly account: Account;
  readonly keyArn: pulumi.Input<string>;
  readonly archive: Pick<TrailArchive, "bucketArn">;
  readonly watchedRegions: readonly string[];
  readonly logGroup: aws.cloudwatch.LogGroup;
}

/** Of the function that takes the inventory. */
export function takePermissions(args: InventoryPermissionsArgs): pulumi.Output<string> {
  const { account, archive, keyArn } = args;
  return policyOf([
    // These know no resources: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html
    allow("ListKeys", ["kms:ListKeys", "kms:ListAliases"], "*"),
    allow(
      "AskAboutKeys",
      ["kms:DescribeKey", "kms:GetKeyRotationStatus", "kms:GetKeyLastUsage"],
      args.watchedRegions.map((region) => account.arn("kms", region, "key/*")),
    ),
    allow("ReadAlarms", "cloudwatch:DescribeAlarms", "*"),
    allow("WriteList", "s3:PutObject", pulumi.interpolate`${archive.bucketArn}/inventory/*`),
    ...readStatements(args),
    allow("UseKey", ["kms:Decrypt", "kms:GenerateDataKey"], keyArn),
    // PutMetricData knows no resources.
    allow("CountKeys", "cloudwatch:PutMetricData", "*", {
      Condition: { StringEquals: { "cloudwatch:namespace": METRIC_NAMESPACE } },
    }),
    logStatement(args),
  ]);
}

/** Of the widget's function. */
export function widgetPermissions(args: InventoryPermissionsArgs): pulumi.Output<string> {
  return policyOf([
    ...readStatements(args),
    allow("UseKey", "kms:Decrypt", args.keyArn),
    logStatement(args),
  ]);
}

/** S3 says of an object that it is not there only to those who may list its bucket. */
function readStatements({ archive }: InventoryPermissionsArgs): readonly object[] {
  return [
    allow("ReadList", "s3:GetObject", pulumi.interpolate`${archive.bucketArn}/${INVENTORY_JSON}`),
    allow("SeeWhetherThereIsAList", "s3:ListBucket", archive.bucketArn),
  ];
}

function logStatement({ logGroup }: InventoryPermissionsArgs): object {
  return allow(
    "WriteLog",
    ["logs:CreateLogStream", "logs:PutLogEvents"],
    pulumi.interpolate`${logGroup.arn}:*`,
  );
}

function allow(
  Sid: string,
  Action: string | string[],
  Resource: unknown,
  more: object = {},
): object {
  return { Sid, Effect: "Allow", Action, Resource, ...more };
}

function policyOf(statements: readonly object[]): pulumi.Output<string> {
  return pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements });
}
