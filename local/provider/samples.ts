import type { Values } from "./resourceType";

// For each resource type: inputs to begin with and, property by property, another value to update to. For tests.

export interface Sample {
  readonly inputs: Values;
  /** Each is added to the inputs and the updates before it; undefined takes a property away. */
  readonly updates: readonly Values[];
  /** AWS has no state without this resource: deleting it brings AWS's own default back. */
  readonly isAlwaysThere?: true;
}

interface World {
  readonly token: string;
  readonly inputs: Values;
}

export const SAMPLE_REGION = "us-west-2";
const ACCOUNT = "111122223333";

const TOPIC_ARN = arn("sns", "sample-topic");
const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/sample-role`;
const TRAIL_KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
const KEY_ARN = arn("kms", `key/${TRAIL_KEY_ID}`);
const OTHER_KEY_ARN = arn("kms", "key/0987dcba-09fe-87dc-65ba-ab0987654321");
const QUEUE_ARN = arn("sqs", "sample-queue");
const TAGS = { team: "security" };
const OTHER_TAGS = { owner: "kms" };

/** Resources that the samples refer to, made before them in this order. */
export const WORLD: readonly World[] = [
  { token: "aws:s3/bucket:Bucket", inputs: { bucket: "sample-bucket" } },
  { token: "aws:s3/bucket:Bucket", inputs: { bucket: "sample-other" } },
  {
    token: "aws:s3/bucket:Bucket",
    inputs: { bucket: "sample-locked", objectLockEnabled: true },
  },
  {
    token: "aws:kms/key:Key",
    inputs: { policy: forCloudTrail("kms:*"), tags: { _custom_id_: TRAIL_KEY_ID } },
  },
  {
    token: "aws:sns/topic:Topic",
    inputs: { name: "sample-trail", policy: forCloudTrail("sns:Publish") },
  },
  ...trailDestinations("sample-trail"),
  ...trailDestinations("sample-other-trail"),
  { token: "aws:cloudwatch/logGroup:LogGroup", inputs: { name: "sample-group" } },
  { token: "aws:sns/topic:Topic", inputs: { name: "sample-topic" } },
  { token: "aws:cloudwatch/eventBus:EventBus", inputs: { name: "sample-bus" } },
  {
    token: "aws:cloudwatch/eventRule:EventRule",
    inputs: { name: "sample-rule", eventBusName: "sample-bus", eventPattern: '{"source":["a"]}' },
  },
  { token: "aws:glue/catalogDatabase:CatalogDatabase", inputs: { name: "sample_database" } },
  {
    token: "aws:iam/role:Role",
    inputs: { name: "sample-role", assumeRolePolicy: policy("sts:AssumeRole") },
  },
];

export const SAMPLES: Readonly<Record<string, Sample>> = {
  "aws:kms/key:Key": {
    inputs: {
      description: "first",
      policy: keyPolicy("first"),
      deletionWindowInDays: 7,
      tags: TAGS,
    },
    updates: oneByOne({
      description: "second",
      policy: keyPolicy("second"),
      enableKeyRotation: true,
      rotationPeriodInDays: 120,
      isEnabled: false,
      tags: OTHER_TAGS,
    }),
  },
  "aws:s3/bucket:Bucket": {
    inputs: { bucket: "sample-other-bucket", forceDestroy: true, tags: TAGS },
    updates: oneByOne({ tags: OTHER_TAGS }),
  },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": {
    inputs: { bucket: "sample-bucket", blockPublicAcls: true },
    updates: oneByOne({
      blockPublicAcls: false,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    }),
  },
  "aws:s3/bucketVersioning:BucketVersioning": {
    inputs: { bucket: "sample-bucket", versioningConfiguration: { status: "Enabled" } },
    isAlwaysThere: true,
    updates: oneByOne({ versioningConfiguration: { status: "Suspended" } }),
  },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    inputs: { bucket: "sample-bucket", rules: [encryption(OTHER_KEY_ARN)] },
    isAlwaysThere: true,
    updates: oneByOne({ rules: [{ ...encryption(KEY_ARN), bucketKeyEnabled: true }] }),
  },
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": {
    inputs: { bucket: "sample-bucket", rule: { objectOwnership: "BucketOwnerEnforced" } },
    updates: oneByOne({ rule: { objectOwnership: "BucketOwnerPreferred" } }),
  },
  "aws:s3/bucketPolicy:BucketPolicy": {
    inputs: { bucket: "sample-bucket", policy: policy("s3:GetObject") },
    updates: oneByOne({ policy: policy("s3:PutObject") }),
  },
  "aws:s3/bucketLogging:BucketLogging": {
    inputs: { bucket: "sample-bucket", targetBucket: "sample-locked", targetPrefix: "" },
    updates: oneByOne({
      targetBucket: "sample-other",
      targetPrefix: "logs/",
      targetGrants: [
        {
          permission: "READ",
          grantee: { type: "Group", uri: "http://acs.amazonaws.com/groups/s3/LogDelivery" },
        },
      ],
      targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
    }),
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {
    inputs: { bucket: "sample-bucket", rules: [{ id: "all", status: "Disabled" }] },
    updates: [
      {
        rules: [
          {
            id: "all",
            status: "Enabled",
            filter: {},
            expiration: { days: 365 },
            transitions: [
              { days: 30, storageClass: "STANDARD_IA" },
              { days: 90, storageClass: "GLACIER" },
            ],
            noncurrentVersionExpiration: { noncurrentDays: 30, newerNoncurrentVersions: 2 },
            noncurrentVersionTransitions: [{ noncurrentDays: 7, storageClass: "GLACIER_IR" }],
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          },
        ],
      },
      {
        rules: [
          {
            id: "prefix",
            status: "Enabled",
            filter: { prefix: "AWSLogs/" },
            expiration: { date: "2031-01-01T00:00:00Z" },
          },
          {
            id: "several",
            status: "Enabled",
            filter: { and: { prefix: "a", objectSizeLessThan: 1024, tags: TAGS } },
            expiration: { expiredObjectDeleteMarker: true },
          },
          {
            id: "tag",
            status: "Enabled",
            filter: { tag: { key: "team", value: "security" } },
            expiration: { days: 1 },
          },
        ],
      },
    ],
  },
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": {
    inputs: {
      bucket: "sample-locked",
      rule: { defaultRetention: { mode: "GOVERNANCE", days: 30 } },
    },
    isAlwaysThere: true,
    updates: [
      { rule: { defaultRetention: { mode: "COMPLIANCE", years: 1 } } },
      { rule: undefined },
    ],
  },
  "aws:cloudwatch/logGroup:LogGroup": {
    inputs: { name: "sample-other-group", logGroupClass: "STANDARD", tags: TAGS },
    updates: oneByOne({
      retentionInDays: 30,
      kmsKeyId: KEY_ARN,
      deletionProtectionEnabled: true,
      tags: OTHER_TAGS,
    }),
  },
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": {
    inputs: {
      name: "sample-filter",
      logGroupName: "sample-group",
      pattern: "{ $.a = 1 }",
      metricTransformation: transformation("1"),
    },
    updates: oneByOne({
      pattern: '{ $.eventSource = kms* && $.errorMessage = "* is pending deletion." }',
      metricTransformation: { ...transformation("$.a"), defaultValue: "0", unit: "Count" },
      applyOnTransformedLogs: true,
    }),
  },
  "aws:cloudwatch/queryDefinition:QueryDefinition": {
    inputs: { name: "sample/first", queryString: "fields @message" },
    updates: oneByOne({
      name: "sample/second",
      queryString: "stats count(*) by eventName",
      logGroupNames: ["sample-group"],
    }),
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    inputs: {
      name: "sample-alarm",
      namespace: "Sample",
      metricName: "uses",
      statistic: "Sum",
      period: 300,
      evaluationPeriods: 1,
      threshold: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      tags: TAGS,
    },
    updates: [
      ...oneByOne({
        alarmDescription: "changed",
        actionsEnabled: false,
        alarmActions: [TOPIC_ARN],
        okActions: [TOPIC_ARN],
        insufficientDataActions: [TOPIC_ARN],
        comparisonOperator: "LessThanThreshold",
        evaluationPeriods: 3,
        datapointsToAlarm: 2,
        threshold: 0,
        treatMissingData: "notBreaching",
        namespace: "Other",
        metricName: "others",
        dimensions: { KeyId: "k" },
        period: 60,
        statistic: "Maximum",
        unit: "Count",
        tags: OTHER_TAGS,
      }),
      {
        statistic: undefined,
        extendedStatistic: "p99",
        evaluateLowSampleCountPercentiles: "ignore",
      },
      {
        ...{
          extendedStatistic: undefined,
          namespace: undefined,
        },
        ...{ metricName: undefined, dimensions: undefined, period: undefined, unit: undefined },
        metricQueries: [
          {
            id: "expiry",
            expression: 'SELECT MIN(m) FROM SCHEMA("AWS/KMS", KeyId) GROUP BY KeyId',
            period: 60,
            returnData: true,
          },
        ],
      },
      {
        metricQueries: [
          { id: "sum", expression: "a + b", label: "both", returnData: true },
          {
            id: "a",
            metric: {
              metricName: "a",
              namespace: "Sample",
              dimensions: { KeyId: "k" },
              period: 60,
              stat: "Sum",
            },
          },
          {
            id: "b",
            metric: {
              metricName: "b",
              namespace: "Sample",
              period: 60,
              stat: "Sum",
              unit: "Count",
            },
          },
        ],
        thresholdMetricId: "sum",
      },
    ],
  },
  "aws:cloudwatch/eventBus:EventBus": {
    inputs: { name: "sample-other-bus", tags: TAGS },
    updates: oneByOne({
      description: "changed",
      kmsKeyIdentifier: KEY_ARN,
      deadLetterConfig: { arn: QUEUE_ARN },
      logConfig: { includeDetail: "FULL", level: "ERROR" },
      tags: OTHER_TAGS,
    }),
  },
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": {
    inputs: { eventBusName: "sample-bus", policy: policy("events:PutEvents") },
    updates: oneByOne({ policy: policy("events:PutRule") }),
  },
  "aws:cloudwatch/eventRule:EventRule": {
    inputs: { name: "sample-other-rule", eventPattern: '{"source":["aws.kms"]}', tags: TAGS },
    updates: oneByOne({
      description: "changed",
      eventPattern: '{"source":["aws.s3"]}',
      scheduleExpression: "rate(1 day)",
      state: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS",
      roleArn: ROLE_ARN,
      tags: OTHER_TAGS,
    }),
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    inputs: {
      eventBusName: "sample-bus",
      rule: "sample-rule",
      targetId: "sample-target",
      arn: TOPIC_ARN,
    },
    updates: [
      { input: '{"a":1}' },
      { input: undefined, inputPath: "$.detail" },
      {
        inputPath: undefined,
        inputTransformer: { inputPaths: { what: "$.detail-type" }, inputTemplate: '"<what>"' },
      },
      ...oneByOne({
        arn: QUEUE_ARN,
        roleArn: ROLE_ARN,
        deadLetterConfig: { arn: QUEUE_ARN },
        retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 0 },
        sqsTarget: { messageGroupId: "a" },
      }),
    ],
  },
  "aws:iam/role:Role": {
    inputs: { name: "sample-other-role", assumeRolePolicy: policy("sts:AssumeRole"), tags: TAGS },
    updates: oneByOne({
      assumeRolePolicy: policy("sts:TagSession"),
      description: "changed",
      maxSessionDuration: 7200,
      permissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/sample-boundary`,
      tags: OTHER_TAGS,
    }),
  },
  "aws:iam/rolePolicy:RolePolicy": {
    inputs: { name: "sample-policy", role: "sample-role", policy: policy("logs:PutLogEvents") },
    updates: oneByOne({ policy: policy("logs:CreateLogStream") }),
  },
  "aws:cloudtrail/trail:Trail": {
    inputs: {
      name: "sample-trail",
      s3BucketName: "sample-trail",
      cloudWatchLogsGroupArn: `${arn("logs", "log-group:sample-trail")}:*`,
      cloudWatchLogsRoleArn: `arn:aws:iam::${ACCOUNT}:role/sample-trail`,
      tags: TAGS,
    },
    updates: [
      ...oneByOne({
        s3BucketName: "sample-other-trail",
        s3KeyPrefix: "prefix",
        isMultiRegionTrail: true,
        includeGlobalServiceEvents: false,
        enableLogFileValidation: true,
        enableLogging: false,
        isOrganizationTrail: true,
        kmsKeyId: KEY_ARN,
        cloudWatchLogsGroupArn: `${arn("logs", "log-group:sample-other-trail")}:*`,
        cloudWatchLogsRoleArn: `arn:aws:iam::${ACCOUNT}:role/sample-other-trail`,
        snsTopicName: "sample-trail",
        insightSelectors: [{ insightType: "ApiCallRateInsight" }],
        tags: OTHER_TAGS,
        eventSelectors: [
          { readWriteType: "WriteOnly", excludeManagementEventSources: ["kms.amazonaws.com"] },
        ],
      }),
      {
        eventSelectors: undefined,
        advancedEventSelectors: [
          { name: "all", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
          {
            name: "network",
            fieldSelectors: [
              { field: "eventCategory", equals: ["NetworkActivity"] },
              { field: "eventSource", equals: ["kms.amazonaws.com"] },
              { field: "errorCode", equals: ["VpceAccessDenied"] },
            ],
          },
          {
            name: "objects",
            fieldSelectors: [
              { field: "eventCategory", equals: ["Data"] },
              { field: "resources.type", equals: ["AWS::S3::Object"] },
              { field: "resources.ARN", notStartsWiths: ["arn:aws:s3:::sample-bucket/"] },
            ],
          },
        ],
      },
      {
        eventSelectors: [{ readWriteType: "ReadOnly", includeManagementEvents: false }],
        advancedEventSelectors: undefined,
      },
    ],
  },
  "aws:glue/catalogDatabase:CatalogDatabase": {
    inputs: { name: "sample_other_database", tags: TAGS },
    updates: oneByOne({
      description: "changed",
      locationUri: "s3://sample-bucket/",
      parameters: { a: "1" },
      tags: OTHER_TAGS,
    }),
  },
  "aws:glue/catalogTable:CatalogTable": {
    inputs: { databaseName: "sample_database", name: "sample_table" },
    updates: oneByOne({
      description: "changed",
      owner: "kms",
      parameters: { "projection.enabled": "true" },
      partitionKeys: [{ name: "day", type: "string" }],
      storageDescriptor: {
        location: "s3://sample-bucket/",
        inputFormat: "com.amazon.emr.cloudtrail.CloudTrailInputFormat",
        outputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
        columns: [{ name: "eventname", type: "string", comment: "which call" }],
        serDeInfo: {
          serializationLibrary: "org.apache.hive.hcatalog.data.JsonSerDe",
          parameters: { "serialization.format": "1" },
        },
      },
      tableType: "VIRTUAL_VIEW",
      viewExpandedText: "a",
      viewOriginalText: "b",
    }),
  },
  "aws:athena/workgroup:Workgroup": {
    inputs: { name: "sample-workgroup", configuration: {}, tags: TAGS },
    updates: [
      ...oneByOne({ description: "changed", state: "DISABLED", tags: OTHER_TAGS }),
      {
        configuration: {
          bytesScannedCutoffPerQuery: 10_485_760,
          enforceWorkgroupConfiguration: false,
          publishCloudwatchMetricsEnabled: false,
          requesterPaysEnabled: true,
          engineVersion: { selectedEngineVersion: "Athena engine version 3" },
          resultConfiguration: {
            outputLocation: "s3://sample-bucket/",
            expectedBucketOwner: ACCOUNT,
            encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: KEY_ARN },
          },
        },
      },
    ],
  },
  "aws:athena/namedQuery:NamedQuery": {
    inputs: {
      name: "sample query",
      database: "sample_database",
      query: "SELECT 1",
      description: "one",
      workgroup: "primary",
    },
    updates: [],
  },
  "aws:sns/topic:Topic": {
    inputs: { name: "sample-other-topic", tags: TAGS },
    updates: oneByOne({
      displayName: "changed",
      kmsMasterKeyId: KEY_ARN,
      policy: policy("sns:Publish"),
      deliveryPolicy: '{"http":{"defaultHealthyRetryPolicy":{"numRetries":5}}}',
      signatureVersion: 2,
      tracingConfig: "Active",
      tags: OTHER_TAGS,
    }),
  },
  "aws:sns/topicPolicy:TopicPolicy": {
    inputs: { arn: TOPIC_ARN, policy: policy("sns:Publish") },
    isAlwaysThere: true,
    updates: oneByOne({ policy: policy("sns:Subscribe") }),
  },
  "aws:sns/topicSubscription:TopicSubscription": {
    inputs: { topic: TOPIC_ARN, protocol: "sqs", endpoint: QUEUE_ARN },
    updates: oneByOne({
      deliveryPolicy: '{"healthyRetryPolicy":{"numRetries":5}}',
      filterPolicy: '{"severity":["critical"]}',
      filterPolicyScope: "MessageBody",
      rawMessageDelivery: true,
      redrivePolicy: `{"deadLetterTargetArn":"${QUEUE_ARN}"}`,
      subscriptionRoleArn: ROLE_ARN,
    }),
  },
};

function oneByOne(values: Values): Values[] {
  return Object.entries(values).map(([name, value]) => ({ [name]: value }));
}

function arn(service: string, resource: string): string {
  return `arn:aws:${service}:${SAMPLE_REGION}:${ACCOUNT}:${resource}`;
}

function policy(action: string): string {
  const statement = {
    Sid: "sample",
    Effect: "Allow",
    Principal: { AWS: ACCOUNT },
    Action: action,
    Resource: "*",
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

/** Lets CloudTrail do something. */
function forCloudTrail(action: string): string {
  const Principal = { Service: "cloudtrail.amazonaws.com" };
  const statement = { Effect: "Allow", Principal, Action: action, Resource: "*" };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

/** Everything that a trail writes to, and the role in which it writes, all of one name. */
export function trailDestinations(name: string): World[] {
  const Resource = [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`];
  const Principal = { Service: "cloudtrail.amazonaws.com" };
  const write = { Effect: "Allow", Principal, Action: "s3:*", Resource };
  const log = { Effect: "Allow", Action: "logs:*", Resource: "*" };
  return [
    { token: "aws:s3/bucket:Bucket", inputs: { bucket: name } },
    {
      token: "aws:s3/bucketPolicy:BucketPolicy",
      inputs: {
        bucket: name,
        policy: JSON.stringify({ Version: "2012-10-17", Statement: [write] }),
      },
    },
    { token: "aws:cloudwatch/logGroup:LogGroup", inputs: { name } },
    {
      token: "aws:iam/role:Role",
      inputs: { name, assumeRolePolicy: forCloudTrail("sts:AssumeRole") },
    },
    {
      token: "aws:iam/rolePolicy:RolePolicy",
      inputs: {
        role: name,
        name,
        policy: JSON.stringify({ Version: "2012-10-17", Statement: [log] }),
      },
    },
  ];
}

function keyPolicy(sid: string): string {
  const principal = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
  const statement = {
    Sid: sid,
    Effect: "Allow",
    Principal: principal,
    Action: "kms:*",
    Resource: "*",
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

function encryption(kmsMasterKeyId: string): Values {
  return { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId } };
}

function transformation(value: string): Values {
  return { name: "uses", namespace: "Sample", value };
}
