// Samples for the alarms on what the key inventory finds, and on the inventory itself.
import type { MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { AGE_METRIC, REGION_DIMENSION, regionMetrics } from "../../inventory/names";
import { always, kept, nameIn, series, type Samples, type SamplesOf } from "./sample";

type Values = readonly (number | null)[];

/** A number of keys or alarms of a region, which is too high from the threshold on. */
function ofRegion(metricName: string): (alarm: MetricAlarm) => Samples {
  return (alarm) => {
    const { Threshold: tooMany = 0 } = alarm;
    const of = (values: Values) => [
      series(
        "KmsMonitoring",
        metricName,
        { [REGION_DIMENSION]: nameIn(alarm, REGION_DIMENSION) },
        values,
      ),
    ];
    return {
      fires: [{ what: "just too many", series: of([0, 0, tooMany]) }],
      quiet: [
        { what: "none", series: of([0, 0, 0]) },
        { what: "one less than too many", series: of([0, 0, tooMany - 1]) },
      ],
      missing: [{ what: "no inventory", series: [], from: kept }],
    };
  };
}

const errors = (alarm: MetricAlarm, values: Values) => [
  series("AWS/Lambda", "Errors", { FunctionName: nameIn(alarm, "FunctionName") }, values),
];
const age = (values: Values) => [series("KmsMonitoring", AGE_METRIC, {}, values)];

export const inventorySamples: SamplesOf = {
  "too-many-expiring-keys": ofRegion(regionMetrics.expiring),
  "alarm-sees-part": ofRegion(regionMetrics.partialAlarms),
  "key-not-readable": ofRegion(regionMetrics.notReadable),
  "expiring-key-unseen": ofRegion(regionMetrics.expiringUnseen),
  "inventory-failed": (alarm) => ({
    fires: [
      { what: "an error in this hour", series: errors(alarm, [0, 0, 1]) },
      { what: "an error in the hour before", series: errors(alarm, [0, 1, 0]) },
    ],
    quiet: [{ what: "no error in two hours", series: errors(alarm, [1, 0, 0]) }],
    missing: [{ what: "nobody called the function", series: [], from: always("OK") }],
  }),
  "inventory-silent": ({ Threshold: twice = 0 }) => ({
    fires: [{ what: "two lists are missing", series: age([twice - 1, twice, twice + 1]) }],
    quiet: [
      { what: "a list that is due", series: age([twice / 2, twice / 2 + 1]) },
      { what: "a list after two hours too many", series: age([twice, twice + 1, 0]) },
    ],
    missing: [{ what: "a function that is gone", series: [], from: always("ALARM") }],
  }),
};
