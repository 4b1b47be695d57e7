// The shape of an expression: what it is without the names and numbers that differ from alarm to alarm.
import { parseMetricMath, type MetricMath } from "../../local/replay/metricMath";
import { parseMetricsInsightsQuery } from "../../local/replay/metricsInsights";

/** Names in the order in which they come, so that the same name twice is still seen to be the same. */
export function shapeOf(expression: string): string {
  return expression.startsWith("SELECT") ? queryShape(expression) : mathShape(expression);
}

function mathShape(expression: string): string {
  const ids: string[] = [];
  const nameOf = (id: string): string => {
    if (!ids.includes(id)) ids.push(id);
    return `m${ids.indexOf(id) + 1}`;
  };
  const written = (math: MetricMath): string => {
    switch (math.kind) {
      case "number":
        return "N";
      case "id":
        return nameOf(math.id);
      case "array":
        return `[${math.members.map(written).join(",")}]`;
      case "negation":
        return `-${written(math.operand)}`;
      case "operation":
        return `(${written(math.left)}${math.operator}${written(math.right)})`;
      case "call":
        return `${math.name}(${math.args.map(written).join(",")})`;
    }
  };
  return written(parseMetricMath(expression));
}

/** Which statistic, metric and how many labels do not matter; that labels of the clauses belong together does. */
function queryShape(expression: string): string {
  return clausesOf(expression).join(" ");
}

function clausesOf(expression: string): readonly string[] {
  const { from, where, groupBy, orderBy } = parseMetricsInsightsQuery(expression);
  const parts = where === null ? [] : "parts" in where ? [where.kind] : ["label"];
  return [
    "SELECT",
    from.dimensions === null ? "FROM namespace" : "FROM SCHEMA",
    ...(parts.length > 0 ? [`WHERE ${parts.join()}`] : []),
    ...(groupBy.length > 0 ? [`GROUP BY ${groupBy.length}`] : []),
    ...(orderBy === null ? [] : ["ORDER BY"]),
  ];
}

/** What an expression is put together of: the clauses of a query; of metric math each call, with series and numbers as its arguments. */
export function partsOf(expression: string): readonly string[] {
  return expression.startsWith("SELECT")
    ? clausesOf(expression)
    : callsIn(parseMetricMath(expression));
}

function callsIn(math: MetricMath): readonly string[] {
  switch (math.kind) {
    case "number":
    case "id":
      return [];
    case "array":
      return math.members.flatMap(callsIn);
    case "negation":
      return ["-", ...callsIn(math.operand)];
    case "operation":
      return [math.operator, ...callsIn(math.left), ...callsIn(math.right)];
    case "call":
      return [`${math.name}(${math.args.map(({ kind }) => ARGUMENTS[kind]).join()})`].concat(
        math.args.flatMap(callsIn),
      );
  }
}

const ARGUMENTS = {
  number: "number",
  id: "series",
  array: "array",
  negation: "series",
  operation: "series",
  call: "series",
} as const satisfies Record<MetricMath["kind"], string>;
