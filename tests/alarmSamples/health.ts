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
const queue = (alarm: MetricAlarm, values: readonly (number | null)[]) => [
  series(
    "AWS/SQS",
    "ApproximateNumberOfMessagesVisible",
    { QueueName: nameIn(alarm, "QueueName") },
    values,
  ),
];

export const healthSamples: SamplesOf = {
  "formatter-failed": countedFaults("Errors"),
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
  "events-not-delivered": (alarm) => ({
    fires: [{ what: "one event in the queue", series: queue(alarm, [0, 0, 1]) }],
    quiet: [{ what: "an empty queue", series: queue(alarm, [0, 0, 0]) }],
    missing: [{ what: "a queue that SQS takes as inactive", series: [], from: always("OK") }],
  }),
};
