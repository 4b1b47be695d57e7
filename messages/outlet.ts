// Sends messages by SNS to people, by EventBridge to machines, and says by a CloudWatch metric that people were told.
import { PutMetricDataCommand, type CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { PutEventsCommand, type EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { DescribeKeyCommand, type KMSClient } from "@aws-sdk/client-kms";
import { PublishCommand, type SNSClient } from "@aws-sdk/client-sns";
import type { FormatterEnvironment } from "./environment";
import { snsMessageOf } from "./formats";
import type { Outlet } from "./handler";
import { ALERT_EVENT, TOLD_METRIC } from "./names";

export interface Clients {
  readonly sns: SNSClient;
  readonly cloudWatch: CloudWatchClient;
  readonly eventBridge: EventBridgeClient;
  readonly kms: KMSClient;
}

export function outletOf(environment: FormatterEnvironment, clients: Clients): Outlet {
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
    putTold: async (detectionId) => {
      const Dimensions = [{ Name: TOLD_METRIC.dimension, Value: detectionId }];
      await clients.cloudWatch.send(
        new PutMetricDataCommand({
          Namespace: environment.metricNamespace,
          MetricData: [{ MetricName: TOLD_METRIC.metricName, Dimensions, Value: 1, Unit: "Count" }],
        }),
      );
    },
  };
}
