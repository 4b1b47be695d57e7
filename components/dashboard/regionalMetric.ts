// A metric that says its own region, so that one graph can draw those of several regions.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html#CloudWatch-Dashboard-Properties-Metrics-Array-Format
import * as awsx from "@pulumi/awsx/classic/cloudwatch";

type MetricJson = Parameters<awsx.WidgetMetric["addWidgetJson"]>[0][number];

export class RegionalMetric extends awsx.Metric {
  readonly #region: string;

  constructor(args: awsx.MetricArgs & { readonly region: string }) {
    super(args);
    this.#region = args.region;
  }

  override addWidgetJson(metrics: MetricJson[]): void {
    const own: MetricJson[] = [];
    super.addWidgetJson(own);
    for (const metric of own) {
      // An array is an expression, which has no region.
      metrics.push(Array.isArray(metric) ? metric : metric.apply((parts) => this.#placed(parts)));
    }
  }

  /** What stands last in a metric says how it is drawn, and here from where. */
  #placed<Part>(parts: readonly Part[]): Part[] {
    const region = this.#region;
    return parts.map((part) => (typeof part === "object" ? { ...part, region } : part));
  }
}
