// KMS monitoring of one AWS account: settings, components, outputs.
import * as pulumi from "@pulumi/pulumi";
import { Account } from "./components/account";
import { arnsByDetection, type Alarm } from "./components/alarm";
import { AlertTopics } from "./components/alertTopics";
import { EventHub } from "./components/eventHub";
import { HubAlerts } from "./components/hubAlerts";
import { KeyMaterialExpiryAlarms } from "./components/keyMaterialExpiryAlarms";
import { KmsTrail } from "./components/kmsTrail";
import { LogAlarm } from "./components/logAlarm";
import { MonitoringKey } from "./components/monitoringKey";
import type { Pending, StackOutputs } from "./components/outputs";
import { RegionalForwarding } from "./components/regionalForwarding";
import { readSettings } from "./components/settings";
import { TrailArchive } from "./components/trailArchive";
import { eventDetections, logDetections } from "./detections/catalogue";

const name = pulumi.getProject();
const settings = readSettings();
const { homeRegion, watchedRegions } = settings;
const account = new Account(homeRegion);

const { keyArn } = new MonitoringKey(name, { account, ...settings });
const archive = new TrailArchive(name, { account, keyArn, ...settings });
const trail = new KmsTrail(name, { account, archive, keyArn, ...settings });
const { topicArns } = new AlertTopics(name, { account, keyArn, ...settings });
const hub = new EventHub(name, { account });

const { logGroupName } = trail;
const logAlarms = logDetections.map((detection) => {
  const args = { detection, logGroupName, homeRegion, topicArns };
  return new LogAlarm(`${name}-${detection.id}`, args).alarm;
});
const expiry = new KeyMaterialExpiryAlarms(name, { topicArns, ...settings });
const alarms: readonly Alarm[] = [...logAlarms, ...expiry.alarms];

const forwarded = { hub, detections: eventDetections, alarms };
for (const region of watchedRegions) {
  new RegionalForwarding(`${name}-${region}`, { region, ...forwarded });
}
new HubAlerts(name, { topicArns, homeRegion, ...forwarded });

const outputs: Pending<StackOutputs> = {
  trailArn: trail.trailArn,
  trailName: trail.trailName,
  archiveBucketName: archive.bucketName,
  logGroupArn: trail.logGroupArn,
  logGroupName,
  hubBusArn: hub.busArn,
  alertTopicArns: pulumi.output(topicArns),
  alarmArns: pulumi.output(arnsByDetection(alarms)),
  keyArn,
  watchedRegions: [...watchedRegions],
};
export = outputs;
