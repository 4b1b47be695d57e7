// Names that the program and the formatter agree on; apart from the code that uses them, so that a component loads no AWS client.

/** Namespace of the metrics that the stack's own filters and the formatter write. */
export const METRIC_NAMESPACE = "KmsMonitoring";

/** The metric that keeps direct alarms silent; its only dimension is the detection's id. */
export const TOLD_METRIC = { metricName: "Told", dimension: "Detection" } as const;

/** The metric of what is wrong with the trail's deliveries; it has no dimensions. */
export const DELIVERY_FAILURES = "DeliveryFailures";

/** How rules find alerts on the hub bus. */
export const ALERT_EVENT = {
  source: "kms-monitoring",
  detailType: "KMS Monitoring Alert",
} as const;

/** The table's key is a string. Both names are Powertools' own. */
export const TOLD_TABLE = { keyAttribute: "id", timeToLiveAttribute: "expiration" } as const;

/** The trail's log group has a record minutes after the event bus, and dead letters are sent again by hand soon or not at all. */
export const FORGET_AFTER_SECONDS = 3600;

/** With what a schedule wakes the formatter. */
export const HEARTBEAT = { heartbeat: true } as const;
