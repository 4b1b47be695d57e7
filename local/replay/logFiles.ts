// Writes records to a trail's bucket as CloudTrail does: in compressed files whose keys tell account, region and time of delivery.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html
import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";

/** What the key of a log file tells of its records. */
export interface LoggedEvent {
  readonly recipientAccountId: string;
  readonly awsRegion: string;
}

export interface LogFileDestination {
  readonly region: string;
  readonly bucketName: string;
  /** What keys begin with before `AWSLogs/`: nothing, or a prefix with a slash. */
  readonly keyPrefix: string;
  /** Set for a trail of the whole organization. */
  readonly organizationId: string | undefined;
  /** Key of the trail, with which CloudTrail encrypts the files. */
  readonly keyArn: string | undefined;
}

/** One file for the records of each account and region. */
export async function writeLogFiles(
  destination: LogFileDestination,
  events: readonly LoggedEvent[],
  delivered = new Date(),
): Promise<void> {
  const files = new Map<string, LoggedEvent[]>();
  for (const event of events) {
    const folder = `${event.recipientAccountId}/CloudTrail/${event.awsRegion}`;
    files.set(folder, [...(files.get(folder) ?? []), event]);
  }
  const client = new S3Client({ region: destination.region });
  for (const [folder, Records] of files) {
    await client.send(
      new PutObjectCommand({
        Bucket: destination.bucketName,
        Key: keyOf(destination, folder, delivered),
        Body: gzipSync(JSON.stringify({ Records })),
        ContentType: "application/json",
        ContentEncoding: "gzip",
        ACL: "bucket-owner-full-control",
        ...(destination.keyArn !== undefined && {
          ServerSideEncryption: "aws:kms",
          SSEKMSKeyId: destination.keyArn,
        }),
      }),
    );
  }
}

function keyOf(
  { keyPrefix, organizationId }: LogFileDestination,
  folder: string,
  delivered: Date,
): string {
  const owner = organizationId === undefined ? "" : `${organizationId}/`;
  const day = delivered.toISOString().slice(0, 10).replaceAll("-", "/");
  const minute = delivered.toISOString().slice(0, 16).replaceAll(/[-:]/g, "");
  const name = `${folder.replaceAll("/", "_")}_${minute}Z_${randomBytes(8).toString("hex")}`;
  return `${keyPrefix}AWSLogs/${owner}${folder}/${day}/${name}.json.gz`;
}
