import assert from "node:assert/strict";
import path from "node:path";
import { CloudWatchClient, DeleteAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  DeleteLogGroupCommand,
  DescribeMetricFiltersCommand,
  PutMetricFilterCommand,
  PutRetentionPolicyCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  RemoveTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import { metricDetections, ownHealth, recordDetections } from "../detections/catalogue";
import { savedQueries } from "../queries/catalogue";
import { isRight, replayIncidents } from "../local/replay/replay";
import { bringBack, keepAll } from "../local/replay/serviceEvents";
import { startEmbeddedAws, type EmbeddedAws } from "./embeddedAws";
import { listEverything } from "./everythingInAws";
import {
  configWith,
  openLocal,
  outputsOf,
  STACK,
  succeed as runToSuccess,
  UP,
  WITH_PACK,
} from "./localStack";

const REGIONS = ["us-east-1", "us-west-2"];
const [HOME = ""] = REGIONS;
const BLIND_PROGRAM = { cwd: path.join(__dirname, "programs", "kmsExcluded") };

describe("the program on the embedded AWS, with the real engine and policy pack", function () {
  let aws: EmbeddedAws;

  const succeed = (args: readonly string[]) => runToSuccess(aws, args);
  const outputs = () => outputsOf(aws);

  before(async () => {
    aws = await startEmbeddedAws();
    await openLocal(aws);
  });

  after(() => aws.stop());

  it("refuses a program that excludes KMS at preview, as mandatory, before anything exists", async () => {
    const { code, stdout } = await aws.pulumi(["preview", ...WITH_PACK], BLIND_PROGRAM);
    assert.notEqual(code, 0);
    assert.match(stdout, /\[mandatory\] .*cloudtrail-trail-logs-kms-events/);
    assert.match(stdout, /excludes "kms\.amazonaws\.com"/);
    assert.deepEqual(await listEverything(REGIONS), []);
  });

  it("refuses it at up as well, and makes no trail", async () => {
    const { code, stdout } = await aws.pulumi([...UP, ...WITH_PACK], BLIND_PROGRAM);
    assert.notEqual(code, 0);
    assert.match(stdout, /\[mandatory\] .*cloudtrail-trail-logs-kms-events/);
    const made = await listEverything(REGIONS);
    assert.deepEqual(
      made.filter((name) => name.includes(":trail/")),
      [],
    );
  });

  it("refuses wrong settings with one error that names all of them, and makes nothing", async () => {
    const before = await listEverything(REGIONS);
    const config = configWith(aws, {
      logRetentionDay: 30,
      logRetentionDays: 12,
      expiryThresholdDays: [0],
      existingTopicArns: { critical: "arn:aws:sns:us-east-1:1:t" },
      alertEmails: ["nobody@"],
      regions: ["us-west-2", "us-west-2"],
      importedKeys: ["1234abcd"],
      archive: { retentionDays: -1, versioning: false },
    });
    const { code, stdout } = await aws.pulumi([...UP, ...STACK, ...config]);
    assert.notEqual(code, 0);
    for (const line of [
      "Wrong settings of stack local:",
      "logRetentionDay: is not a setting; did you mean logRetentionDays?",
      "logRetentionDays: 12 is not one of 1, 3, 5,",
      "expiryThresholdDays[0]: 0 is not a number of days from 1 to 365",
      'existingTopicArns.critical: "arn:aws:sns:us-east-1:1:t" is not the ARN of an SNS topic',
      'alertEmails[0]: "nobody@" is not an e-mail address',
      'regions[1]: "us-west-2" is not distinct from the others in the list',
      'importedKeys[0]: "1234abcd" is not a key id, a key ARN, an alias such as alias/payments',
      "archive.retentionDays: -1 is not a whole number of days from 1 to 36500",
      "archive.versioning: is not a setting; the archive always keeps versions",
    ]) {
      assert.ok(stdout.includes(line), `${line}\n\n${stdout}`);
    }
    assert.deepEqual(await listEverything(REGIONS), before);
  });

  it("is deployed, pack and all, and tells other teams what its contract promises", async () => {
    await succeed([...UP, ...WITH_PACK]);
    const { savedQueryIds, archiveQueries, alarmArns, ...rest } = await outputs();
    const { alertTopicArns, archiveBucketName, hubBusArn, keyArn, ...others } = rest;
    const { accessLogBucketName, ownArchiveBucketName, ...more } = others;
    const { messageFunctionArn, deadLetterQueueArns, watchdogTopicArn, ...further } = more;
    const { inventoryFunctionArn, inventoryWidgetFunctionArn, ...told } = further;
    assert.deepEqual(told, {
      trailArn: "arn:aws:cloudtrail:us-east-1:111122223333:trail/kms-monitoring-local",
      trailName: "kms-monitoring-local",
      logGroupArn:
        "arn:aws:logs:us-east-1:111122223333:log-group:/aws/cloudtrail/kms-monitoring-local",
      logGroupName: "/aws/cloudtrail/kms-monitoring-local",
      dashboardName: "kms-monitoring-local",
      inventoryObjects: {
        bucketName: archiveBucketName,
        jsonKey: "inventory/keys.json",
        csvKey: "inventory/keys.csv",
      },
      watchedRegions: REGIONS,
    });
    const alarm = (region: string, name: string) =>
      `arn:aws:cloudwatch:${region}:111122223333:alarm:kms-monitoring-local-${name}`;
    const named = "us-east-1-1234abcd-12ab-34cd-56ef-1234567890ab";
    assert.deepEqual(alarmArns["key-pending-deletion-used"], [
      alarm(HOME, "critical-KMSKeyPendingDeletionErrorAlarm-not-told"),
    ]);
    assert.deepEqual(alarmArns["named-key-material-expires"], [
      alarm(HOME, `warning-KeyMaterialExpiresSoon-${named}-30-days`),
      alarm(HOME, `critical-KeyMaterialExpiresSoon-${named}-10-days`),
    ]);
    const ofAnyKey = ["warning-30", "critical-10"].map((notice) => notice.split("-"));
    assert.deepEqual(
      alarmArns["any-key-material-expires"],
      REGIONS.flatMap((region) =>
        ofAnyKey.map(([severity, days]) =>
          alarm(region, `${severity}-AnyKeyMaterialExpiresSoon-${region}-${days}-days`),
        ),
      ),
    );
    const withAlarm = recordDetections.filter(
      ({ telling, severity }) => telling.by !== "message" || severity === "critical",
    );
    assert.deepEqual(
      Object.keys(alarmArns).sort(),
      [...withAlarm, ...metricDetections, ...ownHealth].map(({ id }) => id).sort(),
    );
    assert.deepEqual(Object.keys(deadLetterQueueArns), REGIONS);
    assert.deepEqual(Object.keys(alertTopicArns), ["critical", "info", "warning"]);
    const everything = await listEverything(REGIONS);
    const buckets = [archiveBucketName, accessLogBucketName, archiveQueries.resultsBucketName];
    const made = [
      ...Object.values(alertTopicArns),
      hubBusArn,
      keyArn,
      messageFunctionArn,
      inventoryFunctionArn,
      inventoryWidgetFunctionArn,
      watchdogTopicArn,
      ...Object.values(alarmArns).flat(),
      ...buckets.map((bucket) => `bucket ${bucket}`),
    ];
    assert.deepEqual(
      made.filter((name) => !everything.includes(name)),
      [],
    );
    assert.equal(ownArchiveBucketName, archiveBucketName);
    const ids = savedQueries.map(({ id }) => id).sort();
    assert.deepEqual(Object.keys(savedQueryIds).sort(), ids);
    assert.deepEqual(Object.keys(archiveQueries.namedQueryIds).sort(), ids);
  });

  it("has nothing to change on a second preview, and has not drifted", async () => {
    await succeed(["preview", "--expect-no-changes", ...WITH_PACK]);
    await succeed(["refresh", "--yes", "--expect-no-changes", ...STACK]);
  });

  it("delivers every expected message of the replay, and no other", async () => {
    const { rows } = await replayIncidents(await outputs());
    assert.deepEqual(
      rows.filter((row) => !isRight(row)),
      [],
    );
    const messages = recordDetections.filter(({ telling }) => telling.by !== "control");
    assert.equal(rows.filter(({ delivered }) => delivered).length, messages.length + 11);
  });

  it("shows a change made behind its back, and takes it back", async () => {
    const logGroupName = "/aws/cloudtrail/kms-monitoring-local";
    await new CloudWatchLogsClient({ region: HOME }).send(
      new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 1 }),
    );
    const args = ["refresh", "--preview-only", "--diff", "--expect-no-changes", ...STACK];
    const { code, stdout } = await aws.pulumi(args);
    assert.notEqual(code, 0);
    assert.match(stdout, /retentionInDays\s*: 365 => 1/);
    await repair();
    await keepAll();
  });

  it("fails the replay when the alarm on denied calls was deleted", async () => {
    const client = new CloudWatchClient({ region: HOME });
    const { alarmArns } = await outputs();
    const [arn = ""] = alarmArns["kms-calls-denied"] ?? [];
    await client.send(new DeleteAlarmsCommand({ AlarmNames: [arn.split(":")[6] ?? ""] }));
    assert.deepEqual(await missedDetections(), ["kms-calls-denied"]);
    await bringBack();
  });

  it("misses nothing when the rule on the hub has lost its target: the log group tells the same", async () => {
    const client = new EventBridgeClient({ region: HOME });
    const EventBusName = (await outputs()).hubBusArn.split("/")[1];
    const { Rules = [] } = await client.send(new ListRulesCommand({ EventBusName }));
    const Rule = Rules.find(({ Name = "" }) => Name.startsWith("kms-monitoring-messages"))?.Name;
    const { Targets = [] } = await client.send(
      new ListTargetsByRuleCommand({ Rule, EventBusName }),
    );
    const Ids = Targets.map(({ Id = "" }) => Id);
    await client.send(new RemoveTargetsCommand({ Rule, EventBusName, Ids }));
    assert.deepEqual([Ids.length, await missedDetections()], [1, []]);
    await bringBack();
  });

  it("fails the replay when the trail is redeployed with KMS excluded, which only the pack prevents", async () => {
    const { code, stdout } = await aws.pulumi([...UP, ...STACK], BLIND_PROGRAM);
    assert.equal(code, 0, stdout);
    const ofKms = recordDetections.filter(
      ({ calls, telling, kmsEvent }) =>
        calls.eventSources.includes("kms.amazonaws.com") &&
        telling.by !== "control" &&
        kmsEvent === undefined,
    );
    assert.deepEqual(await missedDetections(), ofKms.map(({ id }) => id).sort());
    await repair();
    await keepAll();
    assert.deepEqual(await missedDetections(), []);
  });

  it("fails the replay, for the quiet incident, when a filter matches more than it must", async () => {
    const { logGroupName } = await outputs();
    const client = new CloudWatchLogsClient({ region: HOME });
    const { metricFilters = [] } = await client.send(
      new DescribeMetricFiltersCommand({ logGroupName }),
    );
    const filter = metricFilters.find(({ filterPattern }) => filterPattern?.includes("Denied"));
    const filterPattern = "{ $.eventSource = kms* }";
    await client.send(
      new PutMetricFilterCommand({
        logGroupName,
        filterName: filter?.filterName,
        filterPattern,
        metricTransformations: filter?.metricTransformations,
      }),
    );
    const { rows } = await replayIncidents(await outputs());
    const unexpected = rows.filter(({ expected, delivered }) => !expected && delivered);
    assert.deepEqual(
      unexpected.map(({ incident, delivered }) => [
        incident.title.slice(0, 20),
        delivered?.detection,
      ]),
      [["Ordinary use of keys", "kms-calls-denied"]],
    );
    await bringBack();
  });

  it("misses only what is counted when the log group is gone: the event bus tells the rest", async () => {
    const { logGroupName } = await outputs();
    const client = new CloudWatchLogsClient({ region: HOME });
    await client.send(new DeleteLogGroupCommand({ logGroupName }));
    const { rows } = await replayIncidents(await outputs());
    const counted = recordDetections.filter(({ telling }) => telling.by === "count");
    assert.deepEqual(
      rows.filter((row) => !isRight(row)).map(({ expected }) => expected?.detection),
      counted.map(({ id }) => id),
    );
    await bringBack();
  });

  it("refuses to destroy key, log group and buckets with what guards them while deletion protection is on", async () => {
    const config = configWith(aws, { deletionProtection: true });
    await succeed([...UP, ...WITH_PACK, ...config]);
    const exported = JSON.parse(await succeed(["stack", "export", ...STACK])) as Exported;
    const isProtected = exported.deployment.resources.filter(({ protect }) => protect);
    assert.deepEqual([...new Set(isProtected.map(({ type }) => type))].sort(), [
      "aws:cloudwatch/logGroup:LogGroup",
      "aws:kms/key:Key",
      "aws:s3/bucket:Bucket",
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      "aws:s3/bucketLogging:BucketLogging",
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
      "aws:s3/bucketPolicy:BucketPolicy",
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      "aws:s3/bucketVersioning:BucketVersioning",
    ]);
    const before = await listEverything(REGIONS);
    const { code, stdout } = await aws.pulumi(["destroy", "--yes", ...STACK]);
    assert.notEqual(code, 0);
    assert.match(stdout, /cannot be deleted\s+because it is protected/);
    assert.deepEqual(await listEverything(REGIONS), before);
    await succeed([...UP, ...WITH_PACK]);
  });

  it("leaves nothing behind when it is destroyed", async () => {
    assert.ok((await listEverything(REGIONS)).length > 20);
    await succeed(["destroy", "--yes", "--skip-preview", ...STACK]);
    assert.deepEqual(await listEverything(REGIONS), []);
  });

  /** Deploys again over what AWS really holds. */
  async function repair(): Promise<void> {
    await succeed([...UP, "--refresh", ...WITH_PACK]);
    await succeed(["preview", "--refresh", "--expect-no-changes", ...STACK]);
  }

  /** Detections whose expected message did not come. */
  async function missedDetections(): Promise<readonly string[]> {
    const { rows } = await replayIncidents(await outputs());
    const missed = rows.filter(({ expected, delivered }) => expected && !delivered);
    return [...new Set(missed.map(({ expected }) => expected?.detection ?? ""))].sort();
  }
});

interface Exported {
  readonly deployment: {
    readonly resources: readonly { readonly type: string; readonly protect?: boolean }[];
  };
}
