// What tests of components put around them: topics, a queue for what cannot be delivered, a hub; and what comes of these.
import { Account } from "../components/account";
import { EventHub } from "../components/eventHub";

export const RULE = "aws:cloudwatch/eventRule:EventRule";
export const TARGET = "aws:cloudwatch/eventTarget:EventTarget";
export const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

export const topicArns = {
  critical: "arn:critical",
  warning: "arn:warning",
  info: "arn:info",
} as const;

export const deadLetterQueueArn = "arn:queue";

/** How every target is delivered to. */
export const delivery = {
  retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 185 },
  deadLetterConfig: { arn: deadLetterQueueArn },
} as const;

/** After the mocks are set. */
export function mockedHub(homeRegion = "us-east-1"): EventHub {
  return new EventHub("kms", { account: new Account(homeRegion) });
}
