import { type Resource, SECRET, UNKNOWN } from "../rule";
import { isRecord } from "../values";
import { COMPOSITE_ALARM, EVENT_RULE, EVENT_TARGET, METRIC_ALARM, METRIC_FILTER } from "./types";

// Alarms, metric filters, event rules and their targets, all in the words of the AWS provider, so that one form may tell of
// the other. aws-native names properties as CloudFormation does:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html

/** Its type and its properties are those of the AWS provider. */
export interface AwsForm extends Resource {
  /** What the program declares, which violations are about. */
  readonly declared: Resource;
  /** Stands before the path of a property: a target may be part of its rule. */
  readonly prefix: string;
}

type Properties = Resource["props"];

interface Form {
  readonly type: string;
  readonly read: (props: Properties) => Properties;
}

const FORMS: Readonly<Record<string, Form>> = {
  [METRIC_ALARM]: { type: METRIC_ALARM, read: (props) => props },
  [COMPOSITE_ALARM]: { type: COMPOSITE_ALARM, read: withAlarmName },
  [METRIC_FILTER]: { type: METRIC_FILTER, read: (props) => props },
  [EVENT_RULE]: { type: EVENT_RULE, read: (props) => props },
  [EVENT_TARGET]: { type: EVENT_TARGET, read: (props) => props },
  "aws-native:cloudwatch:Alarm": { type: METRIC_ALARM, read: metricAlarm },
  "aws-native:cloudwatch:CompositeAlarm": { type: COMPOSITE_ALARM, read: withAlarmName },
  "aws-native:logs:MetricFilter": { type: METRIC_FILTER, read: metricFilter },
  "aws-native:events:Rule": { type: EVENT_RULE, read: eventRule },
};

/** Every Pulumi type in which such a thing is declared. */
export function declaredTypes(type: string): readonly string[] {
  return Object.keys(FORMS).filter((declared) => FORMS[declared]?.type === type);
}

/** Those of a stack. The targets that a rule holds itself come after it. */
export function monitoringIn(resources: readonly Resource[]): readonly AwsForm[] {
  return resources.flatMap((declared) => {
    const form = inAwsForm(declared);
    return form === undefined ? [] : [form, ...targetsWithin(form)];
  });
}

/** undefined for a resource that is nothing of the kind. */
export function inAwsForm(declared: Resource): AwsForm | undefined {
  const form = Object.hasOwn(FORMS, declared.type) ? FORMS[declared.type] : undefined;
  if (form === undefined) return undefined;
  const props = form.read(declared.props);
  return { ...pickMeta(declared), type: form.type, props, declared, prefix: "" };
}

function pickMeta({
  name,
  urn,
  protect,
  ignoreChanges,
}: Resource): Omit<Resource, "type" | "props"> {
  return { name, urn, protect, ignoreChanges };
}

/** aws-native has no property for the region. An ARN that is known tells it. */
function native(props: Properties): Properties {
  const region = typeof props["arn"] === "string" ? props["arn"].split(":")[3] : undefined;
  return region === undefined ? props : { ...props, region };
}

/** As both providers call the name of a composite alarm, and aws-native that of any alarm. */
function withAlarmName(props: Properties): Properties {
  return { ...native(props), name: props["alarmName"] };
}

function metricAlarm(props: Properties): Properties {
  return {
    ...withAlarmName(props),
    dimensions: dimensionsOf(props["dimensions"]),
    metricQueries: each(props["metrics"], (query) => {
      const { metricStat: stat, returnData } = query;
      const metric = isRecord(stat) && isRecord(stat["metric"]) ? stat["metric"] : undefined;
      return {
        ...query,
        // As CloudWatch has it, if it is left out.
        returnData: returnData ?? true,
        ...(metric === undefined || !isRecord(stat)
          ? {}
          : { metric: { ...stat, ...metric, dimensions: dimensionsOf(metric["dimensions"]) } }),
      };
    }),
  };
}

/** A list of names and values there, an object here. */
function dimensionsOf(given: unknown): unknown {
  if (!Array.isArray(given)) return given;
  // A copy without holes.
  const items: readonly unknown[] = Array.from(given as readonly unknown[]);
  return Object.fromEntries(
    items.map((item) => (isRecord(item) ? [item["name"], item["value"]] : ["", item])),
  );
}

function metricFilter(props: Properties): Properties {
  const transformations = props["metricTransformations"];
  // AWS takes one.
  const [first] = Array.isArray(transformations) ? (transformations as readonly unknown[]) : [];
  return {
    ...native(props),
    pattern: props["filterPattern"],
    metricTransformation: isRecord(first)
      ? { name: first["metricName"], namespace: first["metricNamespace"] }
      : undefined,
  };
}

function eventRule(props: Properties): Properties {
  const eventPattern = patternText(props["eventPattern"]);
  // Another property of that name says nothing there.
  return { ...native(props), eventPattern, isEnabled: undefined };
}

/** aws-native takes an object as well. What is hidden in it hides the whole, as it does in a text. */
function patternText(pattern: unknown): unknown {
  if (!isRecord(pattern)) return pattern;
  let hidden: unknown;
  try {
    const text = JSON.stringify(pattern, (_, item: unknown) => {
      if (item === UNKNOWN || item === SECRET) hidden ??= item;
      return item;
    });
    return hidden ?? text;
  } catch {
    // Too deep, or a circle: nobody can read it, and EventBridge takes no such thing.
    return UNREADABLE;
  }
}

/** No JSON, as far as the rules are concerned. */
const UNREADABLE = "{";

function targetsWithin(rule: AwsForm): readonly AwsForm[] {
  const { declared, props } = rule;
  if (declared.type !== "aws-native:events:Rule") return [];
  const { name, region, eventBusName, targets } = props;
  // A list that is not known yet may have one, with a queue; the rule is judged again when it is known.
  const unknown = { deadLetterConfig: { arn: UNKNOWN } };
  const given: readonly unknown[] =
    targets === UNKNOWN ? [unknown] : Array.isArray(targets) ? targets : [];
  return given.map((target, index) => ({
    ...rule,
    type: EVENT_TARGET,
    props: { ...(isRecord(target) ? target : unknown), rule: name, region, eventBusName },
    prefix: `targets[${index}].`,
  }));
}

function each(list: unknown, read: (item: Properties) => unknown): unknown {
  if (!Array.isArray(list)) return list;
  const items: readonly unknown[] = list;
  return items.map((item) => (isRecord(item) ? read(item) : item));
}
