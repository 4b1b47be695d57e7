// How much of its request quotas the account uses in each watched region.
// https://aws.amazon.com/blogs/security/manage-your-aws-kms-api-request-rates-using-service-quotas-and-amazon-cloudwatch/
import * as awsx from "@pulumi/awsx/classic/cloudwatch";
import { graph, widthOf } from "./graph";

/** What AWS publishes of the use of a quota: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Service-Quota-Integration.html */
const USAGE = { namespace: "AWS/Usage", name: "CallCount" } as const;
const PERIOD_SECONDS = 60;

export interface RequestRatesArgs {
  readonly watchedRegions: readonly string[];
  /** Quotas by the name that AWS/Usage gives them as Resource. */
  readonly requestQuotas: readonly string[];
  /** Percentages of a quota at which an alarm goes off. */
  readonly quotaPercentages: readonly number[];
}

export function requestRates(args: RequestRatesArgs): readonly awsx.Widget[] {
  return args.watchedRegions.map((region) =>
    graph({
      title: "KMS requests",
      unit: "% of the quota",
      region,
      metrics: args.requestQuotas.flatMap(shareOfQuota),
      levels: args.quotaPercentages.map((value) => ({ label: `${value} %`, value })),
      periodSeconds: PERIOD_SECONDS,
      width: widthOf(args.watchedRegions.length),
    }),
  );
}

function shareOfQuota(resource: string, index: number): readonly awsx.WidgetMetric[] {
  const usage = new awsx.Metric({
    ...USAGE,
    dimensions: { Type: "API", Service: "KMS", Resource: resource, Class: "None" },
    statistic: "Sum",
    period: PERIOD_SECONDS,
    visible: false,
    id: `usage${index}`,
  });
  const share = `usage${index}/SERVICE_QUOTA(usage${index})*100`;
  return [usage, new awsx.ExpressionWidgetMetric(share, resource, `share${index}`)];
}
