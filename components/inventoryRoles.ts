// What the inventory's two functions may do: one reads keys and alarms and writes the list, the other only reads the list.
import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { INVENTORY_CSV, INVENTORY_JSON } from "../inventory/names";
import { METRIC_NAMESPACE } from "../messages/names";
import type { Account } from "./account";
import { allow, policyOf, putMetrics, writeLog } from "./statements";
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
    allow("WriteList", "s3:PutObject", [
      pulumi.interpolate`${archive.bucketArn}/${INVENTORY_CSV}`,
      pulumi.interpolate`${archive.bucketArn}/${INVENTORY_JSON}`,
    ]),
    ...readStatements(args),
    // Each new list has a data key of its own, which S3 asks for.
    allow("EncryptList", "kms:GenerateDataKey", keyArn, throughS3(account)),
    putMetrics("CountKeys", METRIC_NAMESPACE),
  ]);
}

/** Of the widget's function. */
export function widgetPermissions(args: InventoryPermissionsArgs): pulumi.Output<string> {
  return policyOf(readStatements(args));
}

/** What both may do: read the list and their own settings, and write their log. */
function readStatements({
  archive,
  keyArn,
  logGroup,
}: InventoryPermissionsArgs): readonly object[] {
  return [
    allow("ReadList", "s3:GetObject", pulumi.interpolate`${archive.bucketArn}/${INVENTORY_JSON}`),
    // S3 says of an object that it is not there only to those who may list its bucket.
    allow("SeeWhetherThereIsAList", "s3:ListBucket", archive.bucketArn),
    // Of the list, through S3, and of the settings, by Lambda; what kms:ViaService says in the latter was not tried on AWS.
    allow("UseKey", "kms:Decrypt", keyArn),
    writeLog(logGroup),
  ];
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service */
function throughS3({ homeRegion, dnsSuffix }: Account): object {
  const service = pulumi.interpolate`s3.${homeRegion}.${dnsSuffix}`;
  return { Condition: { StringEquals: { "kms:ViaService": service } } };
}
