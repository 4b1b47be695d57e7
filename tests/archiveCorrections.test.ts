import assert from "node:assert/strict";
import {
  AthenaClient,
  CreateNamedQueryCommand,
  CreateWorkGroupCommand,
  DeleteWorkGroupCommand,
  GetNamedQueryCommand,
  GetWorkGroupCommand,
  UpdateWorkGroupCommand,
} from "@aws-sdk/client-athena";
import {
  CloudWatchLogsClient,
  DeleteQueryDefinitionCommand,
  DescribeQueryDefinitionsCommand,
  PutQueryDefinitionCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeOrganizationCommand,
  DisableAWSServiceAccessCommand,
  EnableAWSServiceAccessCommand,
  ListAccountsCommand,
  ListAWSServiceAccessForOrganizationCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import {
  CreateBucketCommand,
  PutBucketLoggingCommand,
  PutBucketVersioningCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { startEmbeddedAws, type EmbeddedAws } from "./embeddedAws";

const HOME = { region: "us-east-1" };
const ACCOUNT_ID = "111122223333";

describe("what local/emulator/ adds to Athena, Logs, Organizations and S3", function () {
  let aws: EmbeddedAws;

  before(async () => {
    aws = await startEmbeddedAws();
    Object.assign(process.env, aws.environment);
  });

  after(() => aws.stop());

  it("keeps query definitions, found by the beginning of their names, changed and deleted by their ids", async () => {
    const logs = new CloudWatchLogsClient(HOME);
    const describeAll = async (queryDefinitionNamePrefix?: string) => {
      const command = new DescribeQueryDefinitionsCommand({ queryDefinitionNamePrefix });
      const { queryDefinitions = [] } = await logs.send(command);
      return queryDefinitions.map(({ name, queryString, logGroupNames }) => [
        name,
        queryString,
        logGroupNames,
      ]);
    };
    const put = new PutQueryDefinitionCommand({ name: "kms/life", queryString: "fields a" });
    const { queryDefinitionId } = await logs.send(put);
    await logs.send(new PutQueryDefinitionCommand({ name: "other", queryString: "fields b" }));
    assert.deepEqual(await describeAll("kms/"), [["kms/life", "fields a", []]]);
    const change = { queryString: "fields c", logGroupNames: ["g"] };
    await logs.send(
      new PutQueryDefinitionCommand({ queryDefinitionId, name: "kms/life", ...change }),
    );
    assert.deepEqual(await describeAll(), [
      ["kms/life", "fields c", ["g"]],
      ["other", "fields b", []],
    ]);
    const remove = new DeleteQueryDefinitionCommand({ queryDefinitionId });
    assert.equal((await logs.send(remove)).success, true);
    assert.deepEqual(await describeAll("kms/"), []);
    await assert.rejects(logs.send(remove), { name: "ResourceNotFoundException" });
  });

  it("has one fixed organization, which trusts CloudTrail until a test takes that away", async () => {
    const organizations = new OrganizationsClient(HOME);
    const { Organization } = await organizations.send(new DescribeOrganizationCommand({}));
    assert.equal(Organization?.Id, "o-exampleorgid");
    assert.equal(
      Organization?.Arn,
      `arn:aws:organizations::${ACCOUNT_ID}:organization/o-exampleorgid`,
    );
    const { Accounts } = await organizations.send(new ListAccountsCommand({}));
    assert.equal(Accounts?.[0]?.Arn, Organization.MasterAccountArn);
    const trusted = async () => {
      const command = new ListAWSServiceAccessForOrganizationCommand({});
      const { EnabledServicePrincipals = [] } = await organizations.send(command);
      return EnabledServicePrincipals.map(({ ServicePrincipal }) => ServicePrincipal);
    };
    const cloudtrail = { ServicePrincipal: "cloudtrail.amazonaws.com" };
    assert.deepEqual(await trusted(), [cloudtrail.ServicePrincipal]);
    await organizations.send(new DisableAWSServiceAccessCommand(cloudtrail));
    assert.deepEqual(await trusted(), []);
    await organizations.send(new EnableAWSServiceAccessCommand(cloudtrail));
    assert.deepEqual(await trusted(), [cloudtrail.ServicePrincipal]);
  });

  it("keeps the versions of a bucket with Object Lock", async () => {
    const s3 = new S3Client({ ...HOME, forcePathStyle: true });
    const Bucket = "locked";
    await s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
    const suspend = { Bucket, VersioningConfiguration: { Status: "Suspended" as const } };
    await assert.rejects(s3.send(new PutBucketVersioningCommand(suspend)), {
      name: "InvalidBucketState",
    });
  });

  it("logs access only to a bucket that exists", async () => {
    const s3 = new S3Client({ ...HOME, forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: "logged" }));
    const log = (TargetBucket: string) =>
      s3.send(
        new PutBucketLoggingCommand({
          Bucket: "logged",
          BucketLoggingStatus: { LoggingEnabled: { TargetBucket, TargetPrefix: "" } },
        }),
      );
    await assert.rejects(log("nowhere"), { name: "InvalidTargetBucketForLogging" });
    await log("logged");
  });

  it("takes a workgroup's limit and results back when told to", async () => {
    const athena = new AthenaClient(HOME);
    const ResultConfiguration = {
      OutputLocation: "s3://results/",
      ExpectedBucketOwner: ACCOUNT_ID,
    };
    const BytesScannedCutoffPerQuery = 10_485_760;
    const Configuration = { BytesScannedCutoffPerQuery, ResultConfiguration };
    await athena.send(new CreateWorkGroupCommand({ Name: "limited", Configuration }));
    const configuration = async () => {
      const { WorkGroup } = await athena.send(new GetWorkGroupCommand({ WorkGroup: "limited" }));
      const { BytesScannedCutoffPerQuery, ResultConfiguration } = WorkGroup?.Configuration ?? {};
      return { BytesScannedCutoffPerQuery, ResultConfiguration };
    };
    assert.deepEqual(await configuration(), Configuration);
    const update = (ConfigurationUpdates: object) =>
      athena.send(new UpdateWorkGroupCommand({ WorkGroup: "limited", ConfigurationUpdates }));
    const another = { ExpectedBucketOwner: "444455556666" };
    await update({ ResultConfigurationUpdates: another });
    assert.deepEqual(await configuration(), {
      BytesScannedCutoffPerQuery,
      ResultConfiguration: { ...ResultConfiguration, ...another },
    });
    await update({
      RemoveBytesScannedCutoffPerQuery: true,
      ResultConfigurationUpdates: { RemoveOutputLocation: true, RemoveExpectedBucketOwner: true },
    });
    assert.deepEqual(await configuration(), {
      BytesScannedCutoffPerQuery: undefined,
      ResultConfiguration: undefined,
    });
  });

  it("deletes a workgroup with queries in it only when told to delete them, too", async () => {
    const athena = new AthenaClient(HOME);
    const WorkGroup = "full";
    await athena.send(new CreateWorkGroupCommand({ Name: WorkGroup }));
    const { NamedQueryId } = await athena.send(
      new CreateNamedQueryCommand({ Name: "q", Database: "d", QueryString: "SELECT 1", WorkGroup }),
    );
    await assert.rejects(athena.send(new DeleteWorkGroupCommand({ WorkGroup })), {
      name: "InvalidRequestException",
      message: "WorkGroup full is not empty",
    });
    await athena.send(new DeleteWorkGroupCommand({ WorkGroup, RecursiveDeleteOption: true }));
    await assert.rejects(athena.send(new GetNamedQueryCommand({ NamedQueryId })));
    await assert.rejects(athena.send(new GetWorkGroupCommand({ WorkGroup })));
  });
});
