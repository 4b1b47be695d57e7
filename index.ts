// KMS monitoring of one AWS account: settings, components, outputs.
import * as pulumi from "@pulumi/pulumi";
import { Account } from "./components/account";
import { AccessLogBucket } from "./components/accessLogBucket";
import { arnsByDetection, type Alarm } from "./components/alarm";
import { AlertTargets } from "./components/alertTargets";
import { AlertTopics } from "./components/alertTopics";
import { ArchiveQueries } from "./components/archiveQueries";
import { ChatChannels } from "./components/chatChannels";
import { DeadLetterQueues } from "./components/deadLetterQueues";
import { EventHub } from "./components/eventHub";
import { findTrail } from "./components/findTrail";
import { FormatterHealth } from "./components/formatterHealth";
import { FormatterInputs } from "./components/formatterInputs";
import { HubAlerts } from "./components/hubAlerts";
import { KeyMaterialExpiryAlarms } from "./components/keyMaterialExpiryAlarms";
import { KmsTrail } from "./components/kmsTrail";
import { MessageFormatter } from "./components/messageFormatter";
import { MonitoringKey } from "./components/monitoringKey";
import { refuseForeignTargets } from "./components/ownTargets";
import type { Pending, StackOutputs } from "./components/outputs";
import { recordAlarms } from "./components/recordAlarms";
import { RegionalForwarding } from "./components/regionalForwarding";
import { SavedQueries } from "./components/savedQueries";
import { readSettings } from "./components/settings";
import { TrailArchive } from "./components/trailArchive";
import { TrailHealth } from "./components/trailHealth";
import { TrailLogGroup } from "./components/trailLogGroup";
import { Watchdog } from "./components/watchdog";
import { savedQueries } from "./queries/catalogue";

export = async (): Promise<Pending<StackOutputs>> => {
  const name = pulumi.getProject();
  const settings = readSettings();
  const { homeRegion, watchedRegions } = settings;
  const account = new Account(homeRegion);
  await refuseForeignTargets(settings.targets);
  const { existing, ownTrail } = await findTrail(account, settings);

  // Evidence and its key are there in every mode, so that a change of mode deletes nothing but the stack's own trail.
  const { keyArn } = new MonitoringKey(name, { account, ownTrail, ...settings });
  const accessLogs = new AccessLogBucket(name, { account, ...settings });
  const archive = new TrailArchive(name, { account, ownTrail, keyArn, accessLogs, ...settings });
  const logGroup = new TrailLogGroup(name, { keyArn, ...settings });
  const parts = { account, ownTrail, keyArn, archive, accessLogs, logGroup };
  const trail = existing ?? new KmsTrail(name, { ...parts, ...settings });

  const { topicArns, controlTopicArn } = new AlertTopics(name, { account, keyArn, ...settings });
  const hub = new EventHub(name, { account });
  const deadLetters = new DeadLetterQueues(name, { account, watchedRegions, keyArn, topicArns });
  const deadLetterQueueArn = deadLetters.queueArnIn(homeRegion);
  const { trailName, logGroupName } = existing ?? settings;
  const ownNames = { prefix: name, trailName, logGroupName };

  const watchdog = new Watchdog(name, {
    account,
    keyArn,
    topicArns,
    deadLetterQueueArn,
    ...settings,
  });
  const told = { account, keyArn, hub, topicArns, controlTopicArn, deadLetterQueueArn, ownNames };
  const formatter = new MessageFormatter(name, { ...told, trailArn: trail.trailArn, ...settings });
  const records = {
    ...settings,
    ...told,
    logGroupName: trail.logGroupName,
    logGroupArn: trail.logGroupArn,
  };
  new FormatterInputs(name, { ...records, formatter });
  const health = new FormatterHealth(name, { formatter, homeRegion, topicArns });

  const alarms: readonly Alarm[] = [
    ...recordAlarms(name, records),
    ...new KeyMaterialExpiryAlarms(name, { topicArns, ...settings }).alarms,
    ...deadLetters.alarms,
    ...health.alarms,
    ...new TrailHealth(name, { ...records, homeRegion }).alarms,
  ];
  for (const region of watchedRegions) {
    const regional = { region, hub, deadLetterQueueArn: deadLetters.queueArnIn(region) };
    new RegionalForwarding(`${name}-${region}`, { ...settings, ...regional });
  }
  new HubAlerts(name, { ...told, alarms, homeRegion });
  new AlertTargets(name, { ...told, ...settings });
  new ChatChannels(name, { ...told, ...settings });

  const logQueries = new SavedQueries(name, {
    logGroupName: trail.logGroupName,
    queries: savedQueries,
    queryFolder: settings.queryFolder,
  });
  const regions = account.allRegions();
  const questions = { account, trail, regions, queries: savedQueries, keyArn, accessLogs };
  const archiveQueries = new ArchiveQueries(name, { ...questions, ...settings });

  return {
    trailArn: trail.trailArn,
    trailName: trail.trailName,
    logGroupArn: trail.logGroupArn,
    logGroupName: trail.logGroupName,
    ...(trail.deliveryTopicArn && { deliveryTopicArn: trail.deliveryTopicArn }),
    archiveBucketName: trail.bucketName,
    ownArchiveBucketName: archive.bucketName,
    accessLogBucketName: accessLogs.bucketName,
    savedQueryIds: logQueries.queryDefinitionIds,
    archiveQueries: pulumi.output({
      databaseName: archiveQueries.databaseName,
      tableName: archiveQueries.tableName,
      workgroupName: archiveQueries.workgroupName,
      resultsBucketName: archiveQueries.resultsBucketName,
      namedQueryIds: archiveQueries.namedQueryIds,
    }),
    hubBusArn: hub.busArn,
    alertTopicArns: pulumi.output(topicArns),
    watchdogTopicArn: watchdog.topicArn,
    messageFunctionArn: formatter.functionArn,
    deadLetterQueueArns: pulumi.output(deadLetters.queueArns()),
    alarmArns: pulumi.output(arnsByDetection(alarms)),
    keyArn,
    watchedRegions: [...watchedRegions],
  };
};
