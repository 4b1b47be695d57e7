// An expression that others are made from, and that is not drawn itself.
import * as awsx from "@pulumi/awsx/classic/cloudwatch";

type MetricJson = Parameters<awsx.WidgetMetric["addWidgetJson"]>[0][number];

export class HiddenExpression extends awsx.ExpressionWidgetMetric {
  constructor(expression: string, id: string) {
    super(expression, undefined, id);
  }

  override addWidgetJson(metrics: MetricJson[]): void {
    const own: MetricJson[] = [];
    super.addWidgetJson(own);
    for (const expression of own) {
      if (!Array.isArray(expression)) continue;
      const hidden = expression.map((part) => ({ ...part, visible: false }));
      metrics.push(hidden as unknown as MetricJson);
    }
  }
}
