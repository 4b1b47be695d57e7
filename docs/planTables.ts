// The generated parts of the monitoring plan, from what is watched; those from the settings of a stack are in planSettings.ts.
import { metricDetections, ownHealth, recordDetections } from "../detections/catalogue";
import type { Detection, MetricDetection } from "../detections/detection";
import { catalogue } from "../policies/catalogue";
import { savedQueries } from "../queries/catalogue";
import { channelsOf, minutes, tellingOf } from "./detectionWords";
import { groupsBy } from "./groups";
import { notified, stack } from "./planSettings";
import { madeResources } from "./readmeTables";
import { runbookDetections } from "./runbookTables";
import { table, type Row, type Tables } from "./table";

/** What the calls of a service, or the metrics of a namespace, are about. */
const WATCHED: Readonly<Record<string, string>> = {
  "kms.amazonaws.com": "KMS keys, their policies and grants, and who uses them",
  "cloudtrail.amazonaws.com": "trails and event data stores of the account",
  "logs.amazonaws.com": "the trail's log group and its filters",
  "monitoring.amazonaws.com": "the stack's alarms",
  "events.amazonaws.com": "the stack's rules and event bus",
  "sns.amazonaws.com": "the stack's topics and subscriptions",
  "sqs.amazonaws.com": "the stack's dead-letter queues",
  "s3.amazonaws.com": "the stack's buckets, the archive among them",
  "iam.amazonaws.com": "the stack's roles",
  "lambda.amazonaws.com": "the function that writes the messages",
  "dynamodb.amazonaws.com": "the table by which each act is told once",
  "AWS/KMS":
    "imported key material, by the time left until it expires; named keys, by their use; external and CloudHSM key stores",
  "AWS/Usage": "request rates, by their quotas",
  "AWS/Lambda": "the function that writes the messages, at work",
  KmsMonitoring:
    "calls that use keys, by what is usual; the heartbeat that must come back through the trail, and what the trail could not deliver",
  "AWS/SNS": "subscribers of the alert topics that were not reached",
  "AWS/SQS": "events that could not be delivered",
};

export function planTables(): Tables {
  return {
    goals: goals(),
    resources: resources(),
    frequency: frequency(),
    automated: automated(),
    manual: manual(),
    policies: policies(),
    notified: notified(),
    stack: stack(),
  };
}

function linkTo({ id }: Detection): string {
  return `[${id}](runbooks/${id}.md)`;
}

function goals(): string {
  const rows = runbookDetections
    .filter(({ severity }) => severity === "critical")
    .map((detection): Row => [detection.title, detection.why, linkTo(detection)]);
  return table(["to know at once that", "because", "then"], rows);
}

/** By the first source: others are other names of the same service. */
function sourceOf(detection: Detection): string {
  return "metricName" in detection
    ? detection.metricNamespace
    : (detection.calls.eventSources[0] ?? "");
}

function resources(): string {
  const rows = groupsBy(runbookDetections, sourceOf).map(([source, detections]): Row => {
    const what = WATCHED[source];
    if (what === undefined) throw new Error(`docs/planTables.ts does not say what ${source} is`);
    return [what, `\`${source}\``, detections.map(linkTo).join(", ")];
  });
  return table(["what", "seen by calls or metrics of", "detections"], rows);
}

function frequency(): string {
  const told = recordDetections.filter(({ telling }) => telling.by !== "control");
  const byWay = groupsBy(told, (detection) =>
    [tellingOf(detection), channelsOf(detection)].join("; through "),
  );
  const records = byWay.map(([way, detections]): Row => {
    return [detections.map(linkTo).join(", "), "each record, as it comes", way];
  });
  const metrics = [...metricDetections, ...ownHealth].map((detection): Row => {
    const { periodSeconds, statistic } = detection.alarm;
    return [linkTo(detection), `every ${minutes(periodSeconds)}`, metricText(detection, statistic)];
  });
  return table(["detections", "how often", "told by"], [...records, ...metrics]);
}

function metricText({ metricNamespace, metricName }: MetricDetection, statistic: string): string {
  return `alarm on ${statistic} of \`${metricNamespace}\` \`${metricName}\``;
}

function automated(): string {
  const types = [...new Set(madeResources().map(({ type }) => type))];
  const byService = groupsBy(types, (type) => type.split(".")[1] ?? "");
  const rows = byService.map(([service, ofService]): Row => {
    return [`\`aws.${service}\``, ofService.map((type) => type.split(".")[2] ?? "").join(", ")];
  });
  return table(["tool", "what the stack makes of it"], rows);
}

function manual(): string {
  return table(
    ["saved query", "what it answers"],
    savedQueries.map(({ title, description }) => [
      title,
      description.replace(/(\.|;|:) .*$/s, "."),
    ]),
  );
}

function policies(): string {
  const rows = groupsBy(catalogue, ({ level }) => level).map(([level, rules]): Row => {
    return [level, `${rules.length}`, rules.map(({ name }) => `\`${name}\``).join(", ")];
  });
  return table(["level", "policies", "names"], rows);
}
