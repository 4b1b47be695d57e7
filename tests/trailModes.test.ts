import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
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
import { delayPolicies, startEmbeddedAws, type EmbeddedAws } from "./embeddedAws";
import { listEverything } from "./everythingInAws";
import { configWith, outputsOf, STACK, succeed, UP, WITH_PACK } from "./localStack";

const REGIONS = ["us-east-1", "us-west-2"];
const [HOME = ""] = REGIONS;
const ACCOUNT = "111122223333";
const CENTRAL = { trail: { mode: "existing", existingName: "central" } };
/**
 * Every setting but archive.readers, changed; for those, the pack wants a setting of its own. tests/settingChanges.test.ts has
 * all of them one at a time.
 */
const OTHER_SETTINGS = {
  regions: ["us-west-2", "eu-west-1"],
  trail: {
    name: "kms-monitoring-renamed",
    networkActivityEvents: true,
    insights: ["ApiCallRateInsight"],
    dataEvents: [{ resourceType: "AWS::S3::Object" }],
    notifyLogDelivery: true,
  },
  archive: {
    retentionDays: 400,
    glacierAfterDays: 90,
    objectLock: { retentionDays: 30 },
  },
  logRetentionDays: 731,
  alertEmails: ["on-call@example.com"],
  alertSubscriptions: [{ protocol: "https", endpoint: "https://example.com/hook" }],
  expiryThresholdDays: [45, 7],
};
const ORGANIZATION = { trail: { mode: "organization", organizationId: "o-exampleorgid" } };

describe("the trail's modes, with the real engine and policy pack", function () {
  let aws: EmbeddedAws;
  /** What the account holds beside the stack. */
  let beside: readonly string[];

  /** Deploys these settings, and finds nothing to change afterwards. */
  async function deploy(settings: object): Promise<void> {
    await succeed(aws, [...UP, ...WITH_PACK, ...configWith(aws, settings)]);
    await expectNoChanges(settings);
  }

  async function expectNoChanges(settings: object): Promise<void> {
    const config = configWith(aws, settings);
    await succeed(aws, ["preview", "--expect-no-changes", ...WITH_PACK, ...config]);
  }

  /** What a preview would do, and to a resource of which type. */
  async function changesAtPreview(settings: object): Promise<readonly string[]> {
    const preview = ["preview", "--json", ...WITH_PACK, ...configWith(aws, settings)];
    const { steps } = JSON.parse(await succeed(aws, preview)) as { steps: Step[] };
    const changes = steps.filter(({ op }) => op !== "same");
    return changes.map(({ op, urn }) => `${op} ${typeOf(urn)}`).sort();
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
    assert.match(
      said,
      /trail\.existingName: trail "nowhere" cannot be read in us-east-1: .*ResourceNotFoundException: /,
    );
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

  it("watches an existing trail from the start", async () => {
    await deploy(CENTRAL);
    assert.deepEqual(await trailNames(), ["central"]);
  });

  it("makes all but the trail while CloudTrail does not see the bucket's policy, and the trail when it does", async () => {
    await delayPolicies(aws, { bucketPolicies: 1, roles: 1 });
    const { code, stdout } = await aws.pulumi([...UP, ...WITH_PACK]);
    assert.notEqual(code, 0);
    assert.match(stdout, /InsufficientS3BucketPolicyException/);
    assert.deepEqual(await trailNames(), ["central"]);
    await succeed(aws, [...UP, ...WITH_PACK]);
    assert.deepEqual(await trailNames(), ["central", "kms-monitoring-local"]);
  });

  it("makes a trail of its own, and watches an existing one instead without losing the archive", async () => {
    await expectNoChanges({});
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

  it("takes over the log group of version 0.1.0, which was a part of the trail", async () => {
    const file = path.join(aws.session.aws.stateDirectory, "version-0.1.0.json");
    await succeed(aws, ["stack", "export", ...STACK, "--file", file]);
    const now = readFileSync(file, "utf8");
    writeFileSync(file, asVersion010(now));
    assert.notEqual(readFileSync(file, "utf8"), now);
    await succeed(aws, ["stack", "import", ...STACK, "--file", file]);
    assert.deepEqual(await changesAtPreview({}), ["create kms-monitoring:index:TrailLogGroup"]);
    await deploy({});
  });

  it("changes every setting at once without replacing anything but a renamed trail", async () => {
    const changes = await changesAtPreview(OTHER_SETTINGS);
    // A trail of another name, the alarms of one key and of two regions at two thresholds that are no longer asked for, and a queue that is no longer told of
    // three severities and by the watchdog.
    assert.deepEqual(
      changes.filter((change) => !/^(create|update) /.test(change)),
      [
        ...Array.from({ length: 6 }, () => "delete aws:cloudwatch/metricAlarm:MetricAlarm"),
        "delete aws:sns/topicSubscription:TopicSubscription",
        "delete aws:sns/topicSubscription:TopicSubscription",
        "delete aws:sns/topicSubscription:TopicSubscription",
        "delete aws:sns/topicSubscription:TopicSubscription",
        "replace aws:cloudtrail/trail:Trail",
      ],
    );
    await deploy(OTHER_SETTINGS);
  });

  it("turns into an organization's trail in place, for all accounts' log files", async () => {
    const before = await outputsOf(aws);
    await deploy(ORGANIZATION);
    const own = await outputsOf(aws);
    assert.equal(own.archiveBucketName, before.archiveBucketName);
    assert.equal(own.logGroupName, before.logGroupName);
    const client = new CloudTrailClient({ region: HOME });
    const described = await client.send(
      new DescribeTrailsCommand({ trailNameList: [own.trailName] }),
    );
    assert.equal(described.trailList?.[0]?.IsOrganizationTrail, true);
    assert.equal(await logFile(own.archiveBucketName), "evidence");
  });

  it("leaves nothing of its own behind, and the existing trail alone, when it is destroyed", async () => {
    await succeed(aws, ["destroy", "--yes", "--skip-preview", ...STACK]);
    assert.deepEqual(await listEverything(REGIONS), beside);
  });
});

/** The state as it would be after an `up` of that version: the log group belongs to the trail, which therefore comes first. */
function asVersion010(state: string): string {
  const exported = JSON.parse(state) as { deployment: { resources: StateOfResource[] } };
  const { resources } = exported.deployment;
  const component = (type: string) => {
    const found = resources.find((resource) => resource.type === `kms-monitoring:index:${type}`);
    assert.ok(found, type);
    return found;
  };
  const [own, trail] = [component("TrailLogGroup"), component("KmsTrail")];
  const before = resources.filter((resource) => resource !== trail);
  before.splice(before.indexOf(own), 1, trail);
  exported.deployment.resources = before;
  return JSON.stringify(exported)
    .replaceAll(own.urn, trail.urn)
    .replaceAll(`${own.type}$aws:`, `${trail.type}$aws:`);
}

/** The last of the types in a URN, which begin with those of its parents. */
function typeOf(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

interface Step {
  readonly op: string;
  readonly urn: string;
}

interface StateOfResource {
  readonly type: string;
  readonly urn: string;
}

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
