// Sends messages by SNS to people, by EventBridge to machines, and says by a CloudWatch metric that people were told.
import { GetTrailStatusCommand, type CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import {
  PutMetricDataCommand,
  type CloudWatchClient,
  type MetricDatum,
} from "@aws-sdk/client-cloudwatch";
import { PutEventsCommand, type EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { DescribeKeyCommand, type KMSClient } from "@aws-sdk/client-kms";
import { PublishCommand, type SNSClient } from "@aws-sdk/client-sns";
import type { FormatterEnvironment } from "./environment";
import { snsMessageOf } from "./formats";
import type { Outlet, TrailFault } from "./handler";
import { ALERT_EVENT, DELIVERY_FAILURES, TOLD_METRIC } from "./names";
import { silence, trailFaults } from "./trailFaults";

export interface Clients {
  readonly sns: SNSClient;
  readonly cloudWatch: CloudWatchClient;
  readonly eventBridge: EventBridgeClient;
  readonly kms: KMSClient;
  /** By watched region: CloudTrail tells in each of its own deliveries only. */
  readonly cloudTrails: ReadonlyMap<string, CloudTrailClient>;
}

export function outletOf(environment: FormatterEnvironment, clients: Clients): Outlet {
  const putMetric = async (datum: MetricDatum): Promise<void> => {
    const MetricData = [{ ...datum, Unit: "Count" as const }];
    const Namespace = environment.metricNamespace;
    await clients.cloudWatch.send(new PutMetricDataCommand({ Namespace, MetricData }));
  };
  return {
    publish: async (message) => {
      const TopicArn = environment.topicArns[message.machine.severity];
      await clients.sns.send(new PublishCommand({ TopicArn, ...snsMessageOf(message) }));
    },
    putEvent: async ({ machine }) => {
      const entry = {
        EventBusName: environment.hubBusName,
        Source: ALERT_EVENT.source,
        DetailType: ALERT_EVENT.detailType,
        Detail: JSON.stringify(machine),
        Resources: machine.keyArn === null ? [] : [machine.keyArn],
      };
      // PutEvents succeeds as a whole even if it refuses an entry.
      const { Entries = [] } = await clients.eventBridge.send(
        new PutEventsCommand({ Entries: [entry] }),
      );
      const refused = Entries.find(({ ErrorCode }) => ErrorCode !== undefined);
      if (refused !== undefined) throw new Error(`${refused.ErrorCode}: ${refused.ErrorMessage}`);
    },
    beat: async () => {
      await clients.kms.send(new DescribeKeyCommand({ KeyId: environment.keyArn }));
    },
    putTrailFaults: async () => {
      const regions = [...clients.cloudTrails].map(([region, cloudTrail]) =>
        faultsIn(region, cloudTrail, environment),
      );
      const faults = (await Promise.all(regions)).flat();
      await putMetric({ MetricName: DELIVERY_FAILURES, Value: faults.length });
      return faults;
    },
    putTold: async (detectionId) => {
      const Dimensions = [{ Name: TOLD_METRIC.dimension, Value: detectionId }];
      await putMetric({ MetricName: TOLD_METRIC.metricName, Dimensions, Value: 1 });
    },
  };
}

/** A trail that cannot be asked about in a region, because it is gone for example, is a fault, too, and hides no other region's. */
async function faultsIn(
  region: string,
  cloudTrail: CloudTrailClient,
  { trailArn: Name, region: home }: FormatterEnvironment,
): Promise<readonly TrailFault[]> {
  const now = new Date();
  try {
    const status = await cloudTrail.send(new GetTrailStatusCommand({ Name }));
    const faults = [...trailFaults(status, now), ...(region === home ? silence(status, now) : [])];
    return faults.map((fault) => ({ region, fault }));
  } catch (error) {
    const name = error instanceof Error ? error.name : String(error);
    return [{ region, fault: `GetTrailStatus failed: ${name}` }];
  }
}
