// KMS monitoring of one AWS account: settings, components, outputs.
import * as pulumi from "@pulumi/pulumi";
import { Account } from "./components/account";
import { AccessLogBucket } from "./components/accessLogBucket";
import { arnsByDetection, type Alarm } from "./components/alarm";
import { AlertTargets } from "./components/alertTargets";
import { AlertTopics } from "./components/alertTopics";
import { ArchiveQueries } from "./components/archiveQueries";
import { ChatChannels } from "./components/chatChannels";
import { Dashboard } from "./components/dashboard";
import { DeadLetterQueues } from "./components/deadLetterQueues";
import { EventHub } from "./components/eventHub";
import { findTrail } from "./components/findTrail";
import { FormatterHealth } from "./components/formatterHealth";
import { FormatterInputs } from "./components/formatterInputs";
import { HubAlerts } from "./components/hubAlerts";
import { onIam } from "./components/iamRegion";
import { KeyInventory } from "./components/keyInventory";
import { KeyMaterialExpiryAlarms } from "./components/keyMaterialExpiryAlarms";
import { KeyStoreAlarms } from "./components/keyStoreAlarms";
import { KmsTrail } from "./components/kmsTrail";
import { lookUp } from "./components/lookUp";
import { MessageFormatter } from "./components/messageFormatter";
import { MonitoringKey } from "./components/monitoringKey";
import type { Pending, StackOutputs } from "./components/outputs";
import { recordAlarms } from "./components/recordAlarms";
import { RegionalForwarding } from "./components/regionalForwarding";
import { RequestQuotaAlarms } from "./components/requestQuotaAlarms";
import { SavedQueries } from "./components/savedQueries";
import { readSettings } from "./components/settings";
import { TopicHealth } from "./components/topicHealth";
import { TrailArchive } from "./components/trailArchive";
import { TrailHealth } from "./components/trailHealth";
import { TrailLogGroup } from "./components/trailLogGroup";
import { UsageBaselineAlarms } from "./components/usageBaselineAlarms";
import { Watchdog } from "./components/watchdog";
import { INVENTORY_CSV, INVENTORY_JSON } from "./inventory/names";
import { savedQueries } from "./queries/catalogue";

export = async (): Promise<Pending<StackOutputs>> => {
  const name = pulumi.getProject();
  const settings = readSettings();
  const { homeRegion, watchedRegions, forwardedRegions } = settings;
  const account = new Account(homeRegion);
  const importedKeys = await lookUp(settings);
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
  const deadLetters = new DeadLetterQueues(name, { account, regions: forwardedRegions, topicArns });
  const deadLetterQueueArn = deadLetters.queueArnIn(homeRegion);
  const { trailName, logGroupName } = existing ?? settings;
  const ownNames = { prefix: name, trailName, logGroupName };

  const told = { account, keyArn, hub, topicArns, controlTopicArn, deadLetterQueueArn, ownNames };
  const formatter = new MessageFormatter(name, { ...told, trailArn: trail.trailArn, ...settings });
  const watchdog = new Watchdog(name, {
    ...told,
    functionName: formatter.functionName,
    ...settings,
  });
  const records = {
    ...settings,
    ...told,
    logGroupName: trail.logGroupName,
    logGroupArn: trail.logGroupArn,
  };
  new FormatterInputs(name, { ...records, formatter });
  const health = new FormatterHealth(name, { formatter, homeRegion, topicArns });
  const inventory = new KeyInventory(name, {
    ...{ account, keyArn, archive, topicArns, deadLetterQueueArn },
    ...settings,
  });

  const alarms: readonly Alarm[] = [
    ...recordAlarms(name, records),
    ...new KeyMaterialExpiryAlarms(name, { topicArns, ...settings, importedKeys }).alarms,
    ...new RequestQuotaAlarms(name, { topicArns, ...settings }).alarms,
    ...new UsageBaselineAlarms(name, records).alarms,
    ...new KeyStoreAlarms(name, { topicArns, ...settings }).alarms,
    ...deadLetters.alarms,
    ...health.alarms,
    ...inventory.alarms,
    ...new TopicHealth(name, {
      homeRegion,
      topicArns,
      watchdogTopicArn: watchdog.topicArn,
    }).alarms,
    ...new TrailHealth(name, { ...records, homeRegion }).alarms,
  ];
  for (const region of forwardedRegions) {
    const { detections } = settings;
    new RegionalForwarding(`${name}-${region}`, {
      region,
      hub,
      deadLetterQueueArn: deadLetters.queueArnIn(region),
      detections: watchedRegions.includes(region) ? detections : onIam(detections),
    });
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

  const dashboard = settings.withDashboard
    ? new Dashboard(name, {
        ...records,
        ...settings,
        logGroupName: trail.logGroupName,
        alarms,
        importedKeys,
        widgetFunctionArn: inventory.widgetFunctionArn,
        formatterName: formatter.functionName,
        deadLetterQueueArns: deadLetters.queueArns(),
      })
    : undefined;

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
    inventoryFunctionArn: inventory.functionArn,
    inventoryWidgetFunctionArn: inventory.widgetFunctionArn,
    inventoryObjects: archive.bucketName.apply((bucketName) => {
      return { bucketName, jsonKey: INVENTORY_JSON, csvKey: INVENTORY_CSV };
    }),
    deadLetterQueueArns: pulumi.output(deadLetters.queueArns()),
    alarmArns: pulumi.output(arnsByDetection(alarms)),
    ...(dashboard && { dashboardName: dashboard.dashboardName }),
    keyArn,
    watchedRegions: [...watchedRegions],
  };
};
