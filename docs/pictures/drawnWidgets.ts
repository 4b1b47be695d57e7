// What is drawn of each widget of a deployed dashboard: its lines, rows, states or page, with data of the given sources.
import type { CloudTrailRecord } from "../../detections/detection";
import {
  evaluateLogsInsightsQuery,
  parseLogsInsightsQuery,
  type AnswerRow,
} from "../../queries/logsInsights/logsInsights";
import type { DashboardBody, Widget } from "./body";
import { linesOf, type Line } from "./linesOf";

export interface Sources {
  /** State of an alarm by its ARN, as DescribeAlarms has it. */
  readonly stateOf: (alarmArn: string) => string;
  readonly records: readonly CloudTrailRecord[];
  /** What a function answers to a custom widget. */
  readonly htmlOf: (functionArn: string) => Promise<string>;
}

export interface DrawnWidget {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly type: Widget["type"];
  /** Empty for texts. */
  readonly title: string;
  readonly markdown?: string;
  readonly states?: readonly { readonly name: string; readonly state: string }[];
  readonly rows?: readonly AnswerRow[];
  readonly html?: string;
  readonly lines?: readonly Line[];
  readonly levels?: readonly { readonly label: string; readonly value: number }[];
  readonly stacked?: boolean;
}

export function drawnWidgets(
  { widgets }: DashboardBody,
  sources: Sources,
): Promise<readonly DrawnWidget[]> {
  return Promise.all(
    widgets.map(async (widget) => {
      const { x, y, width, height, type } = widget;
      return { x, y, width, height, type, title: "", ...(await contentOf(widget, sources)) };
    }),
  );
}

const ATTENTION = ["ALARM", "INSUFFICIENT_DATA", "OK"];

async function contentOf(widget: Widget, sources: Sources): Promise<Partial<DrawnWidget>> {
  switch (widget.type) {
    case "text":
      return { markdown: widget.properties.markdown };
    case "alarm": {
      const { title, alarms } = widget.properties;
      const states = alarms.map((arn) => {
        return { name: arn.split(":alarm:")[1] ?? arn, state: sources.stateOf(arn) };
      });
      const rank = ({ state }: { state: string }): number => ATTENTION.indexOf(state);
      return { title, states: states.toSorted((a, b) => rank(a) - rank(b)) };
    }
    case "log": {
      const { title, query } = widget.properties;
      return { title, rows: answerOf(query, sources.records) };
    }
    case "custom": {
      const { title, endpoint } = widget.properties;
      return { title, html: await sources.htmlOf(endpoint) };
    }
    case "metric": {
      const { title, annotations, stacked = false } = widget.properties;
      const levels = annotations?.horizontal ?? [];
      return { title, lines: linesOf(widget.properties), levels, stacked };
    }
  }
}

/** A dashboard's query begins with its log group. */
function answerOf(query: string, records: readonly CloudTrailRecord[]): readonly AnswerRow[] {
  const text = query.replace(/^SOURCE '[^']*' \| /, "");
  const events = records.map((record) => ({ timestamp: 0, message: JSON.stringify(record) }));
  return evaluateLogsInsightsQuery(parseLogsInsightsQuery(text), events);
}
