// A deployed stack for tests, written down: two regions, a hub, the detections of the catalogue.
import { anyWentOff, groupWentOff, type AlarmGroup } from "../components/alarmEvents";
import { callPatterns, kmsEventTypes } from "../components/callPatterns";
import { evidencePattern } from "../components/evidencePattern";
import { recordDetections } from "../detections/catalogue";
import { severities, type RecordDetection } from "../detections/detection";
import { filterPatternOf, subscriptionPatternOf } from "../detections/filterPattern";
import { namedKeyMaterialExpires } from "../detections/keyMaterialExpiry";
import { SAMPLE_NAMES } from "../detections/record";
import { ALERT_EVENT } from "../messages/names";
import { watchListOf } from "../messages/watch";
import type { AlarmPath, DeployedRule, DeployedStack } from "./deployedStack";
import { testEventPattern, testFilterPattern } from "./sampleTests";

export const HOME = "us-east-1";
export const OTHER = "eu-central-1";
const ownNames = { prefix: "kms-monitoring", ...SAMPLE_NAMES };
const topicArn = (name: string) => `arn:aws:sns:${HOME}:111122223333:${name}`;
const hubBusArn = `arn:aws:events:${HOME}:111122223333:event-bus/hub`;
export const functionArn = `arn:aws:lambda:${HOME}:111122223333:function:messages`;
export const streamArn = `arn:aws:kinesis:${HOME}:111122223333:stream/alerts`;
export const alertTopicArns = {
  critical: topicArn("critical"),
  warning: topicArn("warning"),
  info: topicArn("info"),
};
export const controlTopicArn = topicArn("controls");
export const watchdogTopicArn = topicArn("watchdog");

const READS = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";

function forwarding(region: string): readonly DeployedRule[] {
  const kmsEvents = kmsEventTypes(recordDetections);
  const rule = { region, busName: "default", targets: [{ arn: hubBusArn }] };
  return [
    {
      ...rule,
      name: "kms-events",
      state: "ENABLED",
      eventPattern: JSON.stringify({ source: ["aws.kms"], "detail-type": kmsEvents }),
    },
    ...callPatterns(recordDetections).map(({ name, eventPattern, withReadOnly }) => ({
      ...rule,
      name,
      state: withReadOnly ? READS : "ENABLED",
      eventPattern,
    })),
    {
      ...rule,
      name: "alarms",
      state: "ENABLED",
      eventPattern: JSON.stringify(anyWentOff(severities)),
    },
  ];
}

/** Alarms that a rule of the hub tells of, if they are of other regions than the home region. */
export const expiryAlarms: AlarmGroup = { detection: namedKeyMaterialExpires, severity: "warning" };

const hub: readonly DeployedRule[] = [
  {
    name: "messages",
    region: HOME,
    busName: "hub",
    state: READS,
    eventPattern: JSON.stringify(evidencePattern(recordDetections)),
    targets: [{ arn: functionArn }],
  },
  {
    name: "expiry",
    region: HOME,
    busName: "hub",
    state: "ENABLED",
    eventPattern: JSON.stringify(groupWentOff(expiryAlarms, HOME)),
    targets: [
      {
        arn: alertTopicArns.warning,
        inputPaths: { alarm: "$.detail.alarmName", key: "$.resources[0]", none: "$.detail.none" },
        inputTemplate:
          '{"detection": "key-material-expires", "alarm": <alarm>, "key": <key>, "none": <none>}',
      },
    ],
  },
  {
    name: "to-stream",
    region: HOME,
    busName: "hub",
    state: "ENABLED",
    eventPattern: JSON.stringify({
      $or: [
        { source: [ALERT_EVENT.source], detail: { severity: ["critical"] } },
        anyWentOff(["critical"]),
      ],
    }),
    targets: [{ arn: streamArn }],
  },
];

function alarmPathOf(detection: RecordDetection): readonly AlarmPath[] {
  const { id, telling, severity, calls } = detection;
  if (telling.by === "message" && severity !== "critical") return [];
  const { threshold, periodSeconds } =
    telling.by === "count" ? telling : { threshold: 1, periodSeconds: 300 };
  return [
    {
      alarmName: `${severity}-${id}`,
      description: detection.title,
      detection: id,
      topicArns: [telling.by === "control" ? controlTopicArn : alertTopicArns[severity]],
      filterPatterns: [filterPatternOf(calls, ownNames)],
      threshold,
      periodSeconds,
      silentIfTold: telling.by === "message" ? id : undefined,
    },
  ];
}

export const sampleStack: DeployedStack = {
  homeRegion: HOME,
  watchedRegions: [HOME, OTHER],
  accountId: "111122223333",
  trails: [
    {
      homeRegion: HOME,
      isMultiRegion: true,
      logGroupName: "group",
      logGroupError: undefined,
      logFiles: {
        region: HOME,
        bucketName: "archive",
        keyPrefix: "",
        organizationId: undefined,
        keyArn: undefined,
      },
      selectors: {},
    },
  ],
  logGroupName: "group",
  subscriptionPatterns: [subscriptionPatternOf(recordDetections)],
  rules: [...forwarding(HOME), ...forwarding(OTHER), ...hub],
  hubBusArn,
  alarmPaths: recordDetections.flatMap(alarmPathOf),
  alertTopicArns,
  watchdogTopicArn,
  functionArn,
  formatter: {
    watchList: watchListOf(recordDetections, ownNames, { queryFolder: "queries" }),
    topicArns: alertTopicArns,
  },
  notes: [],
  testEventPattern,
  testFilterPattern,
};
