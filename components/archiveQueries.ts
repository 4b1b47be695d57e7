// Questions to the archive, ready to be asked: a table over the trail's log files, and a workgroup in which Athena answers saved queries.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { SavedQuery } from "../queries/query";
import type { AccessLogBucket } from "./accessLogBucket";
import type { Account } from "./account";
import { privateBucket, type PrivateBucket } from "./privateBucket";
import { recordsTable } from "./recordsTable";
import type { TrailInUse } from "./trailInUse";

/** Results are copies of what the archive holds, and no evidence. */
const RESULT_DAYS = 30;
/**
 * Athena cancels a query that scans more than a tebibyte, which costs some 5 US dollars.
 * https://docs.aws.amazon.com/athena/latest/ug/workgroups-setting-control-limits-cloudwatch.html
 */
const BYTES_SCANNED_CUTOFF = 2 ** 40;

export interface ArchiveQueriesArgs {
  readonly account: Account;
  /** Trail whose log files are read. They may be in a bucket of another account. */
  readonly trail: Pick<TrailInUse, "bucketName" | "keyPrefix" | "organizationId">;
  /** Regions that the trail may have logged: all of the partition, since what is not listed is silently not found. */
  readonly regions: pulumi.Input<readonly string[]>;
  /** They ask of the calls of this account. */
  readonly queries: readonly SavedQuery[];
  /** Customer key that encrypts the results. */
  readonly keyArn: pulumi.Input<string>;
  /** Bucket that gets the server access logs of the results' bucket. */
  readonly accessLogs: AccessLogBucket;
  /** Keep the results and the history of queries from deletion. */
  readonly deletionProtection: boolean;
}

/**
 * Who may ask is for the account's own IAM policies to say. It takes:
 * - athena: StartQueryExecution, StopQueryExecution, GetQueryExecution, GetQueryResults, GetNamedQuery, ListNamedQueries and
 *   GetWorkGroup on the workgroup;
 * - glue: GetDatabase and GetTable on the catalog, the database and the table;
 * - s3: GetObject, ListBucket and GetBucketLocation on the bucket of the log files, and kms:Decrypt on the key of the trail; what
 *   belongs to another account must allow it too;
 * - s3: PutObject, GetObject, AbortMultipartUpload, ListMultipartUploadParts and GetBucketLocation on the bucket of the results, and
 *   kms:GenerateDataKey and kms:Decrypt on its key.
 *
 * The table has management and data events; network activity and Insights events have other keys. It has no log files that a
 * trail wrote before it became one of an organization, or ceased to be. A query that names no day looks for files of every day since
 * CloudTrail began in every region, and Athena reads at most a million such partitions.
 * https://docs.aws.amazon.com/athena/latest/ug/partitions.html
 */
export class ArchiveQueries extends pulumi.ComponentResource {
  readonly databaseName: pulumi.Output<string>;
  readonly tableName: pulumi.Output<string>;
  readonly workgroupName: pulumi.Output<string>;
  readonly resultsBucketName: pulumi.Output<string>;
  /** Athena's ids of the saved queries by their ids in the catalogue. A changed query gets a new one. */
  readonly namedQueryIds: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: ArchiveQueriesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:ArchiveQueries", name, {}, opts);
    const logFiles = { ...args.trail, accountId: args.account.id, regions: args.regions };
    const table = recordsTable(`${name}-archive`, logFiles, this);
    const results = privateBucket(
      `${name}-query-results`,
      {
        keyArn: args.keyArn,
        accessLogs: args.accessLogs.bucket,
        retentionDays: RESULT_DAYS,
        deletionProtection: args.deletionProtection,
      },
      this,
    );
    const workgroup = createWorkgroup(`${name}-archive`, args, results, this);
    const ids = args.queries.map(({ id, title, description, athena }) => {
      const namedQuery = new aws.athena.NamedQuery(
        `${name}-${id}`,
        {
          name: title,
          description,
          workgroup: workgroup.name,
          database: table.databaseName,
          query: args.account.id.apply(athena),
        },
        { parent: this },
      );
      return [id, namedQuery.id] as const;
    });
    this.databaseName = table.databaseName;
    this.tableName = table.name;
    this.workgroupName = workgroup.name;
    this.resultsBucketName = results.bucket.bucket;
    this.namedQueryIds = Object.fromEntries(ids);
    this.registerOutputs({
      databaseName: this.databaseName,
      tableName: this.tableName,
      workgroupName: this.workgroupName,
      resultsBucketName: this.resultsBucketName,
      namedQueryIds: this.namedQueryIds,
    });
  }
}

/** No query may have other results, in another place or with another key, than the workgroup says. */
function createWorkgroup(
  name: string,
  { account, keyArn, deletionProtection }: ArchiveQueriesArgs,
  { bucket, policy }: PrivateBucket,
  parent: pulumi.Resource,
): aws.athena.Workgroup {
  return new aws.athena.Workgroup(
    name,
    {
      description: "Questions to the archive of the trail that logs KMS",
      forceDestroy: !deletionProtection,
      configuration: {
        enforceWorkgroupConfiguration: true,
        publishCloudwatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: BYTES_SCANNED_CUTOFF,
        engineVersion: { selectedEngineVersion: "Athena engine version 3" },
        resultConfiguration: {
          outputLocation: pulumi.interpolate`s3://${bucket.bucket}/`,
          expectedBucketOwner: account.id,
          encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: keyArn },
        },
      },
    },
    // Nothing may be written before the bucket refuses what does not come over TLS.
    { parent, dependsOn: policy },
  );
}
