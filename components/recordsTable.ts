// The table through which Athena reads a trail's log files: AWS's columns and formats, with partitions that are computed from the files' keys.
// https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { FIRST_DAY } from "../queries/sql";
import { recordColumns } from "./recordColumns";

/** Where the log files are, and whose calls they may tell of. */
export interface LogFiles {
  readonly bucketName: pulumi.Input<string>;
  /** What the keys begin with before `AWSLogs/`: nothing, or a prefix with a slash. */
  readonly keyPrefix: pulumi.Input<string>;
  /** Set when a trail of the whole organization writes them. */
  readonly organizationId: string | undefined;
  /** The one account whose calls are logged; not used for an organization. */
  readonly accountId: pulumi.Input<string>;
  readonly regions: pulumi.Input<readonly string[]>;
}

/** The saved queries name it. */
const TABLE_NAME = "cloudtrail_records";

const partitionKeys = [
  { name: "account", type: "string", comment: "Account whose record it is." },
  { name: "region", type: "string", comment: "Region of the call." },
  {
    name: "day",
    type: "string",
    comment: "Day of delivery, UTC, as yyyy/MM/dd: calls of late evening may be in the next day's.",
  },
];

/** A database of its own, with the table. */
export function recordsTable(
  name: string,
  logFiles: LogFiles,
  parent: pulumi.Resource,
): aws.glue.CatalogTable {
  const database = new aws.glue.CatalogDatabase(
    name,
    { name: databaseName(), description: "The archive of the trail that logs KMS" },
    { parent },
  );
  return new aws.glue.CatalogTable(
    name,
    {
      name: TABLE_NAME,
      databaseName: database.name,
      description:
        "What the trail in use logs; not what another trail wrote before a change of trail.mode. CloudTrail leaves out plaintexts, and the responses of cryptographic operations and of GetKeyPolicy.",
      tableType: "EXTERNAL_TABLE",
      storageDescriptor: {
        location: locationOf(logFiles),
        columns: recordColumns,
        inputFormat: "com.amazon.emr.cloudtrail.CloudTrailInputFormat",
        outputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
        serDeInfo: { serializationLibrary: "org.apache.hive.hcatalog.data.JsonSerDe" },
      },
      partitionKeys,
      parameters: { EXTERNAL: "TRUE", ...projection(logFiles) },
    },
    { parent },
  );
}

/**
 * In SQL a name with a hyphen, such as Pulumi makes, must be quoted everywhere. Project and stack keep stacks of one account apart.
 * https://docs.aws.amazon.com/athena/latest/ug/tables-databases-columns-names.html
 */
function databaseName(): string {
  const name = `${pulumi.getProject()}_${pulumi.getStack()}`;
  return name.toLowerCase().replace(/[^a-z0-9_]/g, "_");
}

/**
 * The accounts of an organization come and go, and a list of them would miss the newest in silence. `injected` needs no list, and
 * refuses a query that names no account.
 * https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html
 */
function projection(logFiles: LogFiles): Record<string, pulumi.Input<string>> {
  return {
    "projection.enabled": "true",
    ...(logFiles.organizationId === undefined
      ? {
          "projection.account.type": "enum",
          "projection.account.values": logFiles.accountId,
        }
      : { "projection.account.type": "injected" }),
    "projection.region.type": "enum",
    "projection.region.values": pulumi
      .output(logFiles.regions)
      .apply((names) => names.toSorted().join(",")),
    "projection.day.type": "date",
    "projection.day.format": "yyyy/MM/dd",
    "projection.day.range": `${FIRST_DAY},NOW`,
    "projection.day.interval": "1",
    "projection.day.interval.unit": "DAYS",
    "storage.location.template": pulumi.concat(
      locationOf(logFiles),
      "${account}/CloudTrail/${region}/${day}/",
    ),
  };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html */
function locationOf({ bucketName, keyPrefix, organizationId }: LogFiles): pulumi.Output<string> {
  const owner = organizationId === undefined ? "" : `${organizationId}/`;
  return pulumi.interpolate`s3://${bucketName}/${keyPrefix}AWSLogs/${owner}`;
}
