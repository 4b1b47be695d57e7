// A graph of metrics over time whose title says what it shows, in which unit and of which region.
import type * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx/classic/cloudwatch";

export interface GraphArgs {
  readonly title: string;
  readonly unit: string;
  /** Region of the metrics, where they do not say their own. */
  readonly region: string;
  /** What the title says in place of the region. */
  readonly where?: string;
  readonly metrics: readonly awsx.WidgetMetric[];
  /** Lines across the graph. */
  readonly levels?: readonly { readonly label: string; readonly value: number }[];
  readonly periodSeconds: number;
  readonly width: number;
  readonly stacked?: boolean;
}

export const GRAPH_HEIGHT = 6;

export function graph(args: GraphArgs): awsx.Widget {
  const { title, unit, region, where = region, metrics, levels = [] } = args;
  const Kind = args.stacked ? awsx.StackedAreaGraphMetricWidget : awsx.LineGraphMetricWidget;
  return new Kind({
    title: `${title} (${unit}), ${where}`,
    // The class knows regions as a fixed list; new ones come without asking it.
    region: region as aws.Region,
    metrics: [...metrics],
    annotations: levels.map(
      ({ label, value }) => new awsx.HorizontalAnnotation({ aboveEdge: { label, value } }),
    ),
    period: args.periodSeconds,
    yAxis: { left: { min: 0 } },
    width: args.width,
    height: GRAPH_HEIGHT,
  });
}

const COLUMNS = 24;
/** Three graphs are a row. */
const LEAST_WIDTH = 8;

/** How wide graphs of a number of regions are, so that few fill a row and many wrap. */
export function widthOf(graphs: number): number {
  return Math.max(LEAST_WIDTH, Math.floor(COLUMNS / Math.max(1, graphs)));
}
