import assert from "node:assert/strict";
import type { SavedQuery } from "../queries/query";
import { inputsOf, mockAws, namesOf, settled, valueOf } from "../tests/mockedAws";
import { AccessLogBucket } from "./accessLogBucket";
import { Account } from "./account";
import { ArchiveQueries, type ArchiveQueriesArgs } from "./archiveQueries";

const TABLE = "aws:glue/catalogTable:CatalogTable";
const WORKGROUP = "aws:athena/workgroup:Workgroup";

const query: SavedQuery = {
  id: "all-calls",
  title: "All calls",
  description: "Every call of the account.",
  logsInsights: "fields eventName",
  athena: (accountId) => `SELECT * FROM cloudtrail_records WHERE account = '${accountId}'`,
  finds: [],
  leaves: [],
  answer: [],
};

/** What the component registers, and the component. */
async function madeWith(difference: Partial<ArchiveQueriesArgs> = {}) {
  const made = await mockAws();
  const account = new Account("us-east-1");
  const common = { account, deletionProtection: true };
  const queries = new ArchiveQueries("kms", {
    ...common,
    trail: { bucketName: "archive", keyPrefix: "", organizationId: undefined },
    regions: ["us-west-2", "us-east-1"],
    queries: [query],
    keyArn: "arn:key",
    accessLogs: new AccessLogBucket("kms", { ...common, archiveSettings: { retentionDays: 400 } }),
    ...difference,
  });
  await settled();
  return { made, queries };
}

async function parametersWith(difference: Partial<ArchiveQueriesArgs>) {
  const { made } = await madeWith(difference);
  return inputsOf(made, TABLE, "kms-archive")["parameters"];
}

describe("ArchiveQueries", () => {
  it("makes a table in a database of its own, a workgroup with a private bucket, and the saved queries", async () => {
    const { made } = await madeWith();
    const ours = namesOf(made).filter((name) => !name.endsWith("kms-access-logs"));
    assert.deepEqual(ours, [
      "Bucket kms-query-results",
      "BucketLifecycleConfiguration kms-query-results",
      "BucketLogging kms-query-results",
      "BucketOwnershipControls kms-query-results",
      "BucketPolicy kms-query-results",
      "BucketPublicAccessBlock kms-query-results",
      "BucketServerSideEncryptionConfiguration kms-query-results",
      "BucketVersioning kms-query-results",
      "CatalogDatabase kms-archive",
      "CatalogTable kms-archive",
      "NamedQuery kms-all-calls",
      "Workgroup kms-archive",
    ]);
  });

  it("projects account, region and day from the keys of one account's log files", async () => {
    assert.deepEqual(await parametersWith({}), {
      EXTERNAL: "TRUE",
      "projection.enabled": "true",
      "projection.account.type": "enum",
      "projection.account.values": "111122223333",
      "projection.region.type": "enum",
      "projection.region.values": "us-east-1,us-west-2",
      "projection.day.type": "date",
      "projection.day.format": "yyyy/MM/dd",
      "projection.day.range": "2013/11/13,NOW",
      "projection.day.interval": "1",
      "projection.day.interval.unit": "DAYS",
      "storage.location.template": "s3://archive/AWSLogs/${account}/CloudTrail/${region}/${day}/",
    });
  });

  it("wants the account named in questions to an organization's log files, which are below its id", async () => {
    const trail = { bucketName: "theirs", keyPrefix: "all/", organizationId: "o-exampleorgid" };
    const parameters = await parametersWith({ trail });
    assert.equal(parameters["projection.account.type"], "injected");
    assert.equal("projection.account.values" in parameters, false);
    assert.equal(
      parameters["storage.location.template"],
      "s3://theirs/all/AWSLogs/o-exampleorgid/${account}/CloudTrail/${region}/${day}/",
    );
  });

  it("reads records by the columns and formats that AWS declares", async () => {
    const { made } = await madeWith();
    const { storageDescriptor, partitionKeys, ...table } = inputsOf(made, TABLE, "kms-archive");
    assert.deepEqual(
      [table["databaseName"], table["name"], table["tableType"]],
      ["kms_monitoring_test", "cloudtrail_records", "EXTERNAL_TABLE"],
    );
    assert.equal(storageDescriptor.location, "s3://archive/AWSLogs/");
    assert.equal(storageDescriptor.inputFormat, "com.amazon.emr.cloudtrail.CloudTrailInputFormat");
    assert.equal(
      storageDescriptor.outputFormat,
      "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
    );
    assert.deepEqual(storageDescriptor.serDeInfo, {
      serializationLibrary: "org.apache.hive.hcatalog.data.JsonSerDe",
    });
    assert.deepEqual(
      storageDescriptor.columns.map(({ name, type }: { name: string; type: string }) =>
        type === "string" ? name : `${name} ${type}`,
      ),
      [
        "eventversion",
        "useridentity struct<type:string,principalid:string,arn:string,accountid:string,invokedby:string,accesskeyid:string,username:string,onbehalfof:struct<userid:string,identitystorearn:string>,sessioncontext:struct<attributes:struct<mfaauthenticated:string,creationdate:string>,sessionissuer:struct<type:string,principalid:string,arn:string,accountid:string,username:string>,ec2roledelivery:string,webidfederationdata:struct<federatedprovider:string,attributes:map<string,string>>>>",
        "eventtime",
        "eventsource",
        "eventname",
        "awsregion",
        "sourceipaddress",
        "useragent",
        "errorcode",
        "errormessage",
        "requestparameters",
        "responseelements",
        "additionaleventdata",
        "requestid",
        "eventid",
        "readonly",
        "resources array<struct<arn:string,accountid:string,type:string>>",
        "eventtype",
        "apiversion",
        "recipientaccountid",
        "serviceeventdetails",
        "sharedeventid",
        "vpcendpointid",
        "vpcendpointaccountid",
        "eventcategory",
        "addendum struct<reason:string,updatedfields:string,originalrequestid:string,originaleventid:string>",
        "sessioncredentialfromconsole",
        "edgedevicedetails",
        "tlsdetails struct<tlsversion:string,ciphersuite:string,clientprovidedhostheader:string>",
      ],
    );
    assert.deepEqual(
      partitionKeys.map(({ name, type }: { name: string; type: string }) => `${name} ${type}`),
      ["account string", "region string", "day string"],
    );
  });

  it("lets nobody put results elsewhere or encrypt them otherwise, and cancels a query at a tebibyte", async () => {
    const { made } = await madeWith();
    assert.deepEqual(inputsOf(made, WORKGROUP, "kms-archive")["configuration"], {
      enforceWorkgroupConfiguration: true,
      publishCloudwatchMetricsEnabled: true,
      bytesScannedCutoffPerQuery: 1_099_511_627_776,
      engineVersion: { selectedEngineVersion: "Athena engine version 3" },
      resultConfiguration: {
        outputLocation: "s3://kms-query-results/",
        expectedBucketOwner: "111122223333",
        encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: "arn:key" },
      },
    });
  });

  it("keeps results for 30 days, and deletes them and the history only without deletion protection", async () => {
    const { made } = await madeWith();
    const lifecycle = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
    const [rule] = inputsOf(made, lifecycle, "kms-query-results")["rules"];
    assert.deepEqual(rule.expiration, { days: 30 });
    for (const deletionProtection of [true, false]) {
      const other = (await madeWith({ deletionProtection })).made;
      const bucket = inputsOf(other, "aws:s3/bucket:Bucket", "kms-query-results");
      assert.equal(bucket["forceDestroy"], !deletionProtection);
      assert.equal(inputsOf(other, WORKGROUP, "kms-archive")["forceDestroy"], !deletionProtection);
    }
  });

  it("saves each query for its workgroup and database, about the calls of the account, and tells its id", async () => {
    const { made, queries } = await madeWith();
    assert.deepEqual(inputsOf(made, "aws:athena/namedQuery:NamedQuery", "kms-all-calls"), {
      name: "All calls",
      description: "Every call of the account.",
      workgroup: "kms-archive",
      database: "kms_monitoring_test",
      query: "SELECT * FROM cloudtrail_records WHERE account = '111122223333'",
    });
    const [id] = Object.values(queries.namedQueryIds);
    assert.deepEqual(Object.keys(queries.namedQueryIds), ["all-calls"]);
    assert.equal(id && (await valueOf(id)), "kms-all-calls");
  });

  it("tells where questions are asked and answers lie", async () => {
    const { queries } = await madeWith();
    assert.equal(await valueOf(queries.databaseName), "kms_monitoring_test");
    assert.equal(await valueOf(queries.tableName), "cloudtrail_records");
    assert.equal(await valueOf(queries.workgroupName), "kms-archive");
    assert.equal(await valueOf(queries.resultsBucketName), "kms-query-results");
  });
});
