// Computes a metric math expression over series of equal periods, because the emulator keeps such expressions and computes none of them.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
import { join } from "node:path";
import { GrammarError, loadGrammar } from "../../filterPatterns/grammar";

export class MetricMathError extends GrammarError {}

export type MetricMath =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "id"; readonly id: string }
  | { readonly kind: "array"; readonly members: readonly MetricMath[] }
  | { readonly kind: "negation"; readonly operand: MetricMath }
  | {
      readonly kind: "operation";
      readonly operator: Operator;
      readonly left: MetricMath;
      readonly right: MetricMath;
    }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly MetricMath[] };

type Operator = "+" | "-" | "*" | "/" | "^";

/** Values of one period after the other, the oldest first; undefined where nothing was reported. */
export type Series = readonly (number | undefined)[];

/** A scalar, a series, or an array of series. */
export type Value = number | Series | { readonly array: readonly Series[] };

/** What an expression may ask for. */
export interface MathContext {
  readonly periods: number;
  /** The series with an id: a metric, or another expression. */
  readonly seriesOf: (id: string) => Series;
  /** The quota of a usage metric in one of its periods; nothing if it has none. */
  readonly quotaOf: (id: string) => number | undefined;
  /** What the series was like before; nothing if it is too new for a band. */
  readonly historyOf: (id: string) => readonly number[];
}

/** Reads an expression; throws MetricMathError where it is not valid. */
export const parseMetricMath = loadGrammar<MetricMath>(
  join(__dirname, "metricMath.peggy"),
  MetricMathError,
);

export function evaluateMetricMath(math: MetricMath, context: MathContext): Value {
  const valueOf = (one: MetricMath): Value => evaluateMetricMath(one, context);
  switch (math.kind) {
    case "number":
      return math.value;
    case "id":
      return context.seriesOf(math.id);
    case "array":
      return { array: math.members.map((member) => seriesFrom(valueOf(member), context)) };
    case "negation":
      return operate("*", -1, valueOf(math.operand));
    case "operation":
      return operate(math.operator, valueOf(math.left), valueOf(math.right));
    case "call":
      return call(math.name, math.args, context);
  }
}

/** A band of two series, the upper one first, as FIRST and LAST of AWS's function have it. */
function call(name: string, args: readonly MetricMath[], context: MathContext): Value {
  const [first, second] = args;
  switch (name) {
    case "SUM":
      return sum(first === undefined ? 0 : evaluateMetricMath(first, context));
    case "FILL":
      return fill(name, args, context);
    case "SERVICE_QUOTA": {
      const quota = context.quotaOf(idIn(name, first));
      return Array.from({ length: context.periods }, () => quota);
    }
    case "ANOMALY_DETECTION_BAND":
      return band(context.historyOf(idIn(name, first)), numberIn(name, second, 2), context.periods);
    default:
      throw new Error(`${name} is not computed here`);
  }
}

/** The sum of an array has a value wherever one of its series has; the sum of a series is a scalar. */
function sum(value: Value): Value {
  if (typeof value === "number") throw new Error("SUM takes a series or an array of series");
  if (!("array" in value)) return value.reduce<number>((total, one) => total + (one ?? 0), 0);
  return merged(value.array, (values) => values.reduce((total, one) => total + one, 0));
}

function merged(array: readonly Series[], merge: (values: readonly number[]) => number): Series {
  const [first = []] = array;
  return first.map((_, at) => {
    const values = array.map((series) => series[at]).filter((one) => one !== undefined);
    return values.length === 0 ? undefined : merge(values);
  });
}

function fill(name: string, [series, filler]: readonly MetricMath[], context: MathContext): Value {
  const value = series === undefined ? 0 : evaluateMetricMath(series, context);
  const number = numberIn(name, filler);
  return seriesFrom(value, context).map((one) => one ?? number);
}

/**
 * Mean and standard deviations of the history. AWS's model differs: it learns by hour, day and week, and follows trends.
 * Without a history there is no band yet.
 */
function band(history: readonly number[], deviations: number, periods: number): Value {
  if (history.length < 2)
    return { array: [repeated(undefined, periods), repeated(undefined, periods)] };
  const mean = history.reduce((total, one) => total + one, 0) / history.length;
  const variance = history.reduce((total, one) => total + (one - mean) ** 2, 0) / history.length;
  const width = deviations * Math.sqrt(variance);
  return { array: [repeated(mean + width, periods), repeated(mean - width, periods)] };
}

function repeated(value: number | undefined, periods: number): Series {
  return Array.from({ length: periods }, () => value);
}

function seriesFrom(value: Value, { periods }: MathContext): Series {
  if (typeof value === "number") return repeated(value, periods);
  if ("array" in value) throw new Error("A series was expected, and not an array of them");
  return value;
}

function operate(operator: Operator, left: Value, right: Value): Value {
  if (typeof left === "number" && typeof right === "number") {
    return compute(operator, left, right) ?? NaN;
  }
  if (isArray(left) || isArray(right))
    throw new Error(`${operator} of arrays is not computed here`);
  const length = Math.max(
    ...[left, right].map((one) => (typeof one === "number" ? 0 : one.length)),
  );
  const at = (one: number | Series, index: number) => (typeof one === "number" ? one : one[index]);
  return Array.from({ length }, (_, index) => {
    const [a, b] = [at(left, index), at(right, index)];
    const isMissing = [left, right].every((one, side) => {
      return typeof one === "number" || (side === 0 ? a : b) === undefined;
    });
    // "Missing values in a time series are treated as 0" (AWS); where no series has one, there is none.
    return isMissing ? undefined : compute(operator, a ?? 0, b ?? 0);
  });
}

function isArray(value: Value): value is { readonly array: readonly Series[] } {
  return typeof value === "object" && "array" in value;
}

/** "If the value of a data point causes a function to attempt to divide by zero, the data point is dropped" (AWS). */
function compute(operator: Operator, a: number, b: number): number | undefined {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return b === 0 ? undefined : a / b;
    case "^":
      return a ** b;
  }
}

function idIn(name: string, arg: MetricMath | undefined): string {
  if (arg?.kind !== "id") throw new Error(`${name} takes the id of a metric or an expression`);
  return arg.id;
}

function numberIn(name: string, arg: MetricMath | undefined, otherwise?: number): number {
  if (arg === undefined && otherwise !== undefined) return otherwise;
  if (arg?.kind !== "number") throw new Error(`${name} takes a number here`);
  return arg.value;
}
