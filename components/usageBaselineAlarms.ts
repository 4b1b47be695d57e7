// Alarms on use of keys outside of the band that CloudWatch learns: on the calls of the account by operation, and on each key that the settings name.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { MetricDetection } from "../detections/detection";
import { filterPatternOf, type OwnNames } from "../detections/filterPattern";
import {
  callBaselines,
  KEY_OPERATIONS,
  namedKeyUseUnusual,
  type CallBaseline,
} from "../detections/usageBaselines";
import type { Account } from "./account";
import type { Alarm, TopicArns } from "./alarm";
import { chosenMetricDetections, type DetectionSettings } from "./detectionSettings";
import { metricAlarm } from "./metricAlarm";

export interface UsageBaselineAlarmsArgs {
  readonly account: Account;
  readonly ownNames: OwnNames;
  /** Log group of the trail in use: its records come from every region, and from every account that the trail logs. */
  readonly logGroupName: pulumi.Input<string>;
  readonly homeRegion: string;
  /** Keys whose own use is watched. KMS publishes it in the key's region. */
  readonly usageKeys: readonly { readonly keyId: string; readonly region: string }[];
  readonly topicArns: TopicArns;
  readonly detectionSettings: DetectionSettings;
}

type Query = aws.types.input.cloudwatch.MetricAlarmMetricQuery;

interface Watch {
  readonly detection: MetricDetection;
  readonly region: string;
  /** What tells the detection's alarms apart. */
  readonly suffix: string;
  /** The last is the series that is watched; its id is `calls`. */
  readonly queries: readonly Query[];
}

export class UsageBaselineAlarms extends pulumi.ComponentResource {
  readonly alarms: readonly Alarm[];

  constructor(name: string, args: UsageBaselineAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:UsageBaselineAlarms", name, {}, opts);
    const onCalls = chosenMetricDetections(args.detectionSettings, callBaselines).map(
      (detection): Watch => {
        const filter = this.#createFilter(`${name}-${detection.id}`, detection, args);
        const queries = [callsOf(detection, filter)];
        return { detection, region: args.homeRegion, suffix: "", queries };
      },
    );
    this.alarms = [...onCalls, ...onKeys(args)].map(({ region, queries, ...watch }) => {
      const metricQueries = [...queries, bandOf(watch.detection)];
      const metric = { region, metricQueries, thresholdMetricId: "band" };
      const alarm = { ...args, ...watch, metric };
      return metricAlarm(`${name}-${watch.detection.id}${watch.suffix}`, alarm, this);
    });
    this.registerOutputs({ alarmArns: this.alarms.map((alarm) => alarm.arn) });
  }

  #createFilter(
    name: string,
    { calls, metricNamespace, metricName }: CallBaseline,
    { logGroupName, ownNames }: UsageBaselineAlarmsArgs,
  ): aws.cloudwatch.LogMetricFilter {
    return new aws.cloudwatch.LogMetricFilter(
      name,
      {
        logGroupName,
        pattern: filterPatternOf(calls, ownNames),
        metricTransformation: {
          namespace: metricNamespace,
          name: metricName,
          value: "1",
          defaultValue: "0",
        },
      },
      { parent: this },
    );
  }
}

/** The metric that the filter writes. */
function callsOf({ alarm }: MetricDetection, filter: aws.cloudwatch.LogMetricFilter): Query {
  const { namespace, name: metricName } = filter.metricTransformation;
  const { periodSeconds: period, statistic: stat } = alarm;
  return { id: "calls", metric: { namespace, metricName, period, stat }, returnData: true };
}

function onKeys({ account, usageKeys, detectionSettings }: UsageBaselineAlarmsArgs): Watch[] {
  return chosenMetricDetections(detectionSettings, [namedKeyUseUnusual]).flatMap((detection) =>
    usageKeys.map(({ keyId, region }) => ({
      detection,
      region,
      suffix: `-${region}-${keyId}`,
      queries: requestsOf(detection, account.arn("kms", region, `key/${keyId}`)),
    })),
  );
}

/** A band can be drawn around a sum of up to ten metrics. Minutes without requests are no data, and must count as zero. */
function requestsOf(
  { metricNamespace, metricName, alarm }: MetricDetection,
  keyArn: pulumi.Input<string>,
): Query[] {
  const metrics = KEY_OPERATIONS.map((operation): Query => {
    const metric = {
      namespace: metricNamespace,
      metricName,
      dimensions: { KeyArn: keyArn, Operation: operation },
      period: alarm.periodSeconds,
      stat: alarm.statistic,
    };
    return { id: idOf(operation), metric, returnData: false };
  });
  const filled = KEY_OPERATIONS.map((operation) => `FILL(${idOf(operation)}, 0)`);
  const sum = `SUM([${filled.join(", ")}])`;
  return [...metrics, { id: "calls", expression: sum, label: "requests", returnData: true }];
}

/** Ids begin with a small letter. */
function idOf(operation: string): string {
  return operation.charAt(0).toLowerCase() + operation.slice(1);
}

/** CloudWatch makes and trains the model when the alarm is made. */
function bandOf({ alarm }: MetricDetection): Query {
  const expression = `ANOMALY_DETECTION_BAND(calls, ${alarm.threshold})`;
  return { id: "band", expression, label: "usual", returnData: true };
}
