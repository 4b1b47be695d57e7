// Publishes the inventory's numbers as custom metrics.
import { PutMetricDataCommand, type CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { Inventory } from "./keyRecord";
import { metricsOf } from "./summary";

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html */
const MOST_METRICS = 1000;

export async function publish(
  client: CloudWatchClient,
  namespace: string,
  inventory: Inventory,
  now: Date,
): Promise<void> {
  const data = metricsOf(inventory, now);
  for (let start = 0; start < data.length; start += MOST_METRICS) {
    const MetricData = data.slice(start, start + MOST_METRICS);
    await client.send(new PutMetricDataCommand({ Namespace: namespace, MetricData }));
  }
}
