import { ACCOUNT, KEY_ARN, oneByOne, OTHER_TAGS, TAGS, type Samples } from "./sample";

// Samples of the resource types of the queries: saved ones, and what Athena needs for its own.

export const queries: Samples = {
  "aws:cloudwatch/queryDefinition:QueryDefinition": {
    inputs: { name: "sample/first", queryString: "fields @message" },
    updates: oneByOne({
      name: "sample/second",
      queryString: "stats count(*) by eventName",
      logGroupNames: ["sample-group"],
    }),
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
};
