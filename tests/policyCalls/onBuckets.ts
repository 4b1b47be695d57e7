// Calls on the buckets: the archive, its access logs, and the results of queries.
import {
  ACCOUNT,
  READER,
  STRANGER,
  ORGANIZATION,
  OTHER_ORGANIZATION,
  CLOUDTRAIL,
  OTHER_SERVICE,
  OUR_TRAIL,
  OTHER_TRAIL,
  OUR_ACCOUNT,
  OTHER_ACCOUNT,
  MEMBER,
  NO_MEMBER,
  OURS_TO_KEEP,
  NO_TLS,
  call,
  bucket,
  root,
  reader,
  type Mode,
  type StatementCalls,
} from "./calls";

const ARCHIVE = bucket("archive");
const ACCESS_LOGS = bucket("access-logs");
const LOG_FILE = `${ARCHIVE}/AWSLogs/${ACCOUNT}/CloudTrail/us-east-1/2026/11/21/a.json.gz`;

export const onBuckets: readonly StatementCalls[] = [
  {
    ...archive("TrailReadsBucketAcl"),
    allowed: call(CLOUDTRAIL, "s3:GetBucketAcl", ARCHIVE, OUR_TRAIL),
    refused: {
      caller: OTHER_SERVICE,
      action: "s3:GetBucketPolicy",
      resource: ACCESS_LOGS,
      ...OTHER_TRAIL,
    },
  },
  {
    ...archive("TrailWritesLogFiles"),
    allowed: call(CLOUDTRAIL, "s3:PutObject", LOG_FILE, { ...OUR_TRAIL, ...OURS_TO_KEEP }),
    refused: {
      caller: OTHER_SERVICE,
      action: "s3:DeleteObject",
      resource: LOG_FILE.replace(`AWSLogs/${ACCOUNT}`, `AWSLogs/${STRANGER}`),
      ...OTHER_TRAIL,
      "s3:x-amz-acl": "public-read",
    },
  },
  {
    ...archive("TrailWritesLogFiles", ["organization"]),
    allowed: call(CLOUDTRAIL, "s3:PutObject", ofOrganization(ORGANIZATION), {
      ...OUR_TRAIL,
      ...OURS_TO_KEEP,
    }),
    refused: { resource: ofOrganization(OTHER_ORGANIZATION) },
  },
  {
    ...archive("AccountsListArchive"),
    allowed: call(reader(READER), "s3:ListBucket", ARCHIVE),
    refused: {
      caller: reader(STRANGER),
      action: "s3:ListBucketVersions",
      resource: ACCESS_LOGS,
    },
  },
  {
    ...archive("OrganizationsListArchive"),
    allowed: call(reader(STRANGER), "s3:ListBucket", ARCHIVE, MEMBER),
    refused: { action: "s3:ListBucketVersions", resource: ACCESS_LOGS, ...NO_MEMBER },
  },
  {
    ...archive("AccountsGetLogFiles"),
    allowed: call(reader(READER), "s3:GetObject", LOG_FILE),
    refused: {
      caller: reader(STRANGER),
      action: "s3:DeleteObject",
      resource: `${ARCHIVE}/other`,
    },
  },
  {
    ...archive("OrganizationsGetLogFiles"),
    allowed: call(reader(STRANGER), "s3:GetObjectVersion", LOG_FILE, MEMBER),
    refused: {
      action: "s3:BypassGovernanceRetention",
      resource: `${ARCHIVE}/other`,
      ...NO_MEMBER,
    },
  },
  {
    ...archive("OnlyOverTls"),
    allowed: call(reader(READER), "s3:GetObject", LOG_FILE),
    refused: NO_TLS,
  },
  {
    policy: "Bucket kms-monitoring-access-logs",
    sid: "BucketsDeliverAccessLogs",
    allowed: call("logging.s3.amazonaws.com", "s3:PutObject", `${ACCESS_LOGS}/a`, {
      ...OUR_ACCOUNT,
      "aws:SourceArn": ARCHIVE,
    }),
    refused: {
      caller: OTHER_SERVICE,
      action: "s3:GetObject",
      resource: `${ARCHIVE}/a`,
      ...OTHER_ACCOUNT,
      "aws:SourceArn": "arn:aws:s3:::other-bucket",
    },
  },
  {
    policy: "Bucket kms-monitoring-access-logs",
    sid: "OnlyOverTls",
    allowed: call(root(ACCOUNT), "s3:GetObject", `${ACCESS_LOGS}/a`),
    refused: NO_TLS,
  },
  {
    policy: "Bucket kms-monitoring-query-results",
    sid: "OnlyOverTls",
    allowed: call(root(ACCOUNT), "s3:PutObject", `${bucket("query-results")}/a`),
    refused: NO_TLS,
  },
];

function archive(sid: string, modes?: readonly Mode[]) {
  return { policy: "Bucket kms-monitoring-archive", sid, ...(modes && { modes }) };
}

function ofOrganization(id: string): string {
  return LOG_FILE.replace("AWSLogs/", `AWSLogs/${id}/`);
}
