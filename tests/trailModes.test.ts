import assert from "node:assert/strict";
import { CloudTrailClient, DescribeTrailsCommand } from "@aws-sdk/client-cloudtrail";
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeMetricFiltersCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { prepareAws } from "../local/replay/prepare";
import { isRight, replayIncidents } from "../local/replay/replay";
import { excludeFromCentralTrail, makeCentralTrail } from "./centralTrail";
import { startEmbeddedAws, type EmbeddedAws } from "./embeddedAws";
import { listEverything } from "./everythingInAws";
import { configWith, outputsOf, STACK, succeed, UP, WITH_PACK } from "./localStack";

const REGIONS = ["us-east-1", "us-west-2"];
const [HOME = ""] = REGIONS;
const ACCOUNT = "111122223333";
const CENTRAL = { trail: { mode: "existing", existingName: "central" } };
const ORGANIZATION = { trail: { mode: "organization", organizationId: "o-exampleorgid" } };

describe("the trail's modes, with the real engine and policy pack", function () {
  this.timeout("5 minutes");
  let aws: EmbeddedAws;
  /** What the account holds beside the stack. */
  let beside: readonly string[];

  /** Deploys with these settings, and finds nothing to change afterwards. */
  async function deploy(settings: object): Promise<void> {
    const config = configWith(aws, settings);
    await succeed(aws, [...UP, ...WITH_PACK, ...config]);
    await succeed(aws, ["preview", "--expect-no-changes", ...WITH_PACK, ...config]);
  }

  /** What `up` says when it must fail; it may not have made or changed anything. */
  async function refusal(settings: object): Promise<string> {
    const before = await listEverything(REGIONS);
    const { code, stdout } = await aws.pulumi([...UP, ...STACK, ...configWith(aws, settings)]);
    assert.notEqual(code, 0, stdout);
    assert.deepEqual(await listEverything(REGIONS), before);
    return stdout;
  }

  before(async () => {
    aws = await startEmbeddedAws();
    Object.assign(process.env, aws.environment);
    await prepareAws();
    await makeCentralTrail(HOME);
    beside = await listEverything(REGIONS);
    await succeed(aws, ["stack", "select", "local", "--create"]);
  });

  after(() => aws.stop());

  it("refuses an existing trail that is not there, and makes nothing", async () => {
    const said = await refusal({ trail: { mode: "existing", existingName: "nowhere" } });
    assert.match(said, /trail\.existingName: trail "nowhere" is not to be found in us-east-1: /);
  });

  it("refuses an existing trail that does not log KMS, and makes nothing", async () => {
    await excludeFromCentralTrail(HOME, ["kms.amazonaws.com"]);
    const said = await refusal(CENTRAL);
    assert.match(said, /trail\.existingName: trail "central" does not log KMS reads and writes: /);
    await excludeFromCentralTrail(HOME, []);
  });

  it("refuses another organization than the account's, and makes nothing", async () => {
    const said = await refusal({
      trail: { mode: "organization", organizationId: "o-wrong12345" },
    });
    assert.ok(
      said.includes(
        'trail.organizationId: "o-wrong12345" is not the organization of this account, o-exampleorgid',
      ),
      said,
    );
  });

  it("makes all but the trail while CloudTrail does not see the bucket's policy, and the trail when it does", async () => {
    const late = JSON.stringify({ bucketPolicies: 1, roles: 1 });
    await fetch(`${aws.endpoint}/_local/late-policies`, { method: "POST", body: late });
    const { code, stdout } = await aws.pulumi([...UP, ...WITH_PACK]);
    assert.notEqual(code, 0);
    assert.match(stdout, /InsufficientS3BucketPolicyException/);
    assert.deepEqual(await trailNames(), ["central"]);
    await succeed(aws, [...UP, ...WITH_PACK]);
    assert.deepEqual(await trailNames(), ["central", "kms-monitoring-local"]);
  });

  it("makes a trail of its own, and watches an existing one instead without losing the archive", async () => {
    await deploy({});
    const own = await outputsOf(aws);
    await putLogFile(own.archiveBucketName);

    await deploy(CENTRAL);
    const existing = await outputsOf(aws);
    assert.equal(existing.trailArn, `arn:aws:cloudtrail:${HOME}:${ACCOUNT}:trail/central`);
    assert.equal(existing.logGroupName, "central-logs");
    assert.equal(existing.archiveBucketName, "central-bucket");
    assert.equal(existing.ownArchiveBucketName, own.archiveBucketName);
    assert.deepEqual(await trailNames(), ["central"]);
    assert.deepEqual(await metricFilterGroups(), ["central-logs"]);
    assert.equal(await logFile(own.archiveBucketName), "evidence");
    assert.ok((await logGroupNames()).includes(own.logGroupName));
    const { rows } = await replayIncidents(existing);
    assert.deepEqual(
      rows.filter((row) => !isRight(row)),
      [],
    );

    await deploy({});
    assert.deepEqual(await outputsOf(aws), own);
    assert.deepEqual(await trailNames(), ["central", "kms-monitoring-local"]);
    assert.equal(await logFile(own.archiveBucketName), "evidence");
  });

  it("turns into an organization's trail in place, for all accounts' log files", async () => {
    const own = await outputsOf(aws);
    await deploy(ORGANIZATION);
    assert.deepEqual(await outputsOf(aws), own);
    const client = new CloudTrailClient({ region: HOME });
    const described = await client.send(
      new DescribeTrailsCommand({ trailNameList: [own.trailName] }),
    );
    assert.equal(described.trailList?.[0]?.IsOrganizationTrail, true);
    assert.equal(await logFile(own.archiveBucketName), "evidence");
  });

  it("leaves nothing of its own behind, and the existing trail alone, when it is destroyed", async () => {
    await deploy(CENTRAL);
    await succeed(aws, ["destroy", "--yes", "--skip-preview", ...STACK]);
    assert.deepEqual(await listEverything(REGIONS), beside);
  });
});

const LOG_FILE = `AWSLogs/${ACCOUNT}/CloudTrail/${HOME}/2026/01/02/evidence.json.gz`;

async function putLogFile(Bucket: string): Promise<void> {
  const s3 = new S3Client({ region: HOME, forcePathStyle: true });
  await s3.send(new PutObjectCommand({ Bucket, Key: LOG_FILE, Body: "evidence" }));
}

async function logFile(Bucket: string): Promise<string | undefined> {
  const s3 = new S3Client({ region: HOME, forcePathStyle: true });
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: LOG_FILE }));
  return Body?.transformToString();
}

async function trailNames(): Promise<readonly string[]> {
  const { trailList = [] } = await new CloudTrailClient({ region: HOME }).send(
    new DescribeTrailsCommand({}),
  );
  return trailList.map(({ Name = "" }) => Name).sort();
}

async function metricFilterGroups(): Promise<readonly string[]> {
  const { metricFilters = [] } = await new CloudWatchLogsClient({ region: HOME }).send(
    new DescribeMetricFiltersCommand({}),
  );
  return [...new Set(metricFilters.map(({ logGroupName = "" }) => logGroupName))];
}

async function logGroupNames(): Promise<readonly string[]> {
  const { logGroups = [] } = await new CloudWatchLogsClient({ region: HOME }).send(
    new DescribeLogGroupsCommand({}),
  );
  return logGroups.map(({ logGroupName = "" }) => logGroupName);
}
