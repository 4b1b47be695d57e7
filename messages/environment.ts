// Reads what the Lambda is told by its environment, once at its start, and says everything that is wrong at once.
import { severities, type Severity } from "../detections/detection";

export interface FormatterEnvironment {
  /** The topic of each severity. */
  readonly topicArns: Readonly<Record<Severity, string>>;
  readonly hubBusName: string;
  /** DynamoDB table of what was told already. */
  readonly tableName: string;
  readonly metricNamespace: string;
  /** The monitoring's own key, of which the heartbeat asks. */
  readonly keyArn: string;
  /** The trail in use, whose deliveries are looked after. */
  readonly trailArn: string;
  /** Where the trail's deliveries are looked after. */
  readonly watchedRegions: readonly string[];
  /** Region of the Lambda, which Lambda itself sets. */
  readonly region: string;
}

/** Throws one error that names every variable that is missing or wrong. */
export function readEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
): FormatterEnvironment {
  const problems: string[] = [];
  const read = (name: string): string => {
    const value = variables[name] ?? "";
    if (value === "") problems.push(`${name} is missing`);
    return value;
  };
  const topicArns = topicArnsOf(read("TOPIC_ARNS"));
  if (topicArns === undefined && variables["TOPIC_ARNS"]) {
    problems.push(`TOPIC_ARNS is not a JSON object of ARNs by ${severities.join(", ")}`);
  }
  const environment = {
    topicArns: topicArns ?? { critical: "", warning: "", info: "" },
    hubBusName: read("HUB_BUS_NAME"),
    tableName: read("TABLE_NAME"),
    metricNamespace: read("METRIC_NAMESPACE"),
    keyArn: read("KEY_ARN"),
    trailArn: read("TRAIL_ARN"),
    watchedRegions: read("WATCHED_REGIONS").split(","),
    region: read("AWS_REGION"),
  };
  if (problems.length > 0) {
    throw new Error(`The formatter cannot start: ${problems.join("; ")}.`);
  }
  return environment;
}

function topicArnsOf(text: string): Record<Severity, string> | undefined {
  const found = parsed(text);
  const arn = (severity: Severity): string =>
    String(Object.entries(found).find(([name]) => name === severity)?.[1]);
  const arns = { critical: arn("critical"), warning: arn("warning"), info: arn("info") };
  return severities.every((severity) => arns[severity].startsWith("arn:")) ? arns : undefined;
}

function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
