// Samples for the alarms on the monitoring's own health.
import type { MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { always, nameIn, series, type Samples, type SamplesOf } from "./sample";

const lambda = (metricName: string) => (alarm: MetricAlarm, values: readonly (number | null)[]) => [
  series("AWS/Lambda", metricName, { FunctionName: nameIn(alarm, "FunctionName") }, values),
];

function countedFaults(metricName: string): (alarm: MetricAlarm) => Samples {
  const of = lambda(metricName);
  return (alarm) => ({
    fires: [{ what: "one fault in five minutes", series: of(alarm, [0, 0, 1]) }],
    quiet: [
      { what: "no fault", series: of(alarm, [0, 0, 0]) },
      { what: "a fault that is over", series: of(alarm, [0, 1, 0]) },
    ],
    missing: [{ what: "nobody called the function", series: [], from: always("OK") }],
  });
}

const silent = lambda("Invocations");
const heartbeat = (values: readonly (number | null)[]) => [
  series("KmsMonitoring", "Heartbeat", {}, values),
];
const deliveries = (values: readonly (number | null)[]) => [
  series("KmsMonitoring", "DeliveryFailures", {}, values),
];
const topic = (alarm: MetricAlarm, values: readonly (number | null)[]) => [
  series(
    "AWS/SNS",
    "NumberOfNotificationsFailed",
    { TopicName: nameIn(alarm, "TopicName") },
    values,
  ),
];
const queue = (alarm: MetricAlarm, values: readonly (number | null)[]) => [
  series(
    "AWS/SQS",
    "ApproximateNumberOfMessagesVisible",
    { QueueName: nameIn(alarm, "QueueName") },
    values,
  ),
];

export const healthSamples: SamplesOf = {
  "formatter-failed": (alarm) => ({
    fires: [{ what: "a first retry that failed, too", series: lambda("Errors")(alarm, [0, 0, 2]) }],
    quiet: [
      { what: "an error whose retry did well", series: lambda("Errors")(alarm, [0, 0, 1]) },
      { what: "no fault", series: lambda("Errors")(alarm, [0, 0, 0]) },
    ],
    missing: [{ what: "nobody called the function", series: [], from: always("OK") }],
  }),
  "formatter-lost-events": countedFaults("DestinationDeliveryFailures"),
  "formatter-throttled": countedFaults("Throttles"),
  "formatter-silent": (alarm) => ({
    fires: [{ what: "no call in a quarter of an hour", series: silent(alarm, [3, 3, 0]) }],
    quiet: [{ what: "its heartbeat only", series: silent(alarm, [3, 3, 3]) }],
    missing: [{ what: "a function that is gone", series: [], from: always("ALARM") }],
  }),
  "monitoring-blind": () => ({
    fires: [{ what: "no heartbeat in half an hour", series: heartbeat([6, 6, 0]) }],
    quiet: [
      { what: "every heartbeat", series: heartbeat([6, 6, 6]) },
      { what: "one heartbeat of six", series: heartbeat([6, 6, 1]) },
    ],
    missing: [{ what: "a filter that is gone", series: [], from: always("ALARM") }],
  }),
  "trail-not-delivering": () => ({
    fires: [{ what: "one fault in a quarter of an hour", series: deliveries([0, 0, 1]) }],
    quiet: [
      { what: "no fault", series: deliveries([0, 0, 0]) },
      { what: "a fault that is over", series: deliveries([0, 2, 0]) },
    ],
    missing: [{ what: "nobody asks CloudTrail", series: [], from: always("OK") }],
  }),
  "alerts-not-delivered": (alarm) => ({
    fires: [{ what: "one subscriber that was not reached", series: topic(alarm, [0, 0, 1]) }],
    quiet: [{ what: "none", series: topic(alarm, [0, 0, 0]) }],
    missing: [{ what: "a topic without alerts", series: [], from: always("OK") }],
  }),
  "events-not-delivered": (alarm) => ({
    fires: [{ what: "one event in the queue", series: queue(alarm, [0, 0, 1]) }],
    quiet: [{ what: "an empty queue", series: queue(alarm, [0, 0, 0]) }],
    missing: [{ what: "a queue that SQS takes as inactive", series: [], from: always("OK") }],
  }),
};
