import type { Resource } from "../rule";
import { admits, type EventPart, type EventPattern, readPattern, textsIn } from "./eventPattern";
import { CLOUDTRAIL_CALLS, KMS_CALLS } from "./kmsCalls";

// Tells event rules on KMS or CloudTrail from all others: those whose pattern would match an event of theirs, whichever way
// it is written. A rule that would match the like event of every other service as well, such as one on all events of an
// account or on all calls that are denied, is none, unless it names the source or the type of an event of theirs.
// https://docs.aws.amazon.com/kms/latest/developerguide/monitoring-overview.html
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-aws-service-specific-topics.html

interface Service {
  readonly id: string;
  /** Calls that hardly any other service has under the same name. */
  readonly calls: readonly string[];
  readonly detailTypes: readonly string[];
  /** As its ARNs have it. */
  readonly resource: string;
}

const SERVICES: readonly Service[] = [
  {
    id: "kms",
    calls: KMS_CALLS,
    detailTypes: ["KMS CMK Deletion", "KMS CMK Rotation", "KMS Imported Key Material Expiration"],
    resource: "key",
  },
  {
    id: "cloudtrail",
    calls: CLOUDTRAIL_CALLS,
    detailTypes: ["AWS Insight via CloudTrail"],
    resource: "trail",
  },
];

/** Of whatever service. */
const OF_CALLS = ["AWS API Call via CloudTrail", "AWS Service Event via CloudTrail"];

const OTHERS = "config ec2 ecs guardduty health iam lambda logs rds s3 securityhub sns sts".split(
  " ",
);

/** Far more than a pattern of the length that AWS takes has. */
const MOST_TEXTS = 100;

/** A rule without a pattern runs on a schedule. */
export function asksForKmsEvents({ props }: Resource): boolean {
  const pattern = readPattern(props["eventPattern"]);
  return pattern !== undefined && isOnKms(pattern);
}

/** The same for mandatory policies, which take a pattern that cannot be read for one that asks. */
export function mayAskForKmsEvents({ props }: Resource): boolean {
  const { eventPattern } = props;
  if (eventPattern === undefined || eventPattern === null || eventPattern === "") return false;
  const pattern = readPattern(eventPattern);
  return pattern === undefined || isOnKms(pattern);
}

function isOnKms(pattern: EventPattern): boolean {
  const texts = textsIn(pattern) ?? [];
  return SERVICES.some((service) => {
    const { id, detailTypes } = service;
    const names = [`aws.${id}`, `${id}.amazonaws.com`, ...detailTypes];
    const isNamed = names.some((name) => texts.includes(name));
    return examplesOf(service, texts).some(
      (example) =>
        admits(pattern, eventOf(id, example)) &&
        (isNamed || !OTHERS.every((other) => admits(pattern, likeEvent(other, id, example)))),
    );
  });
}

/** What is known of an example. A field that it lacks may have any value. */
interface Example {
  readonly detailType: string;
  readonly call?: string;
  /** Of the key or the trail. */
  readonly arn?: string;
}

/** Details of the service that the pattern names are in the examples as it writes them. */
function examplesOf(
  { id, calls, detailTypes, resource }: Service,
  texts: readonly string[],
): readonly Example[] {
  const isArn = new RegExp(`^arn:[^:]*:${id}:`, "i");
  const found = texts.filter((text) => /\b(KMS|CloudTrail)\b/i.test(text) && !isArn.test(text));
  const arns = [
    `arn:aws:${id}:us-east-1:111122223333:${resource}/1`,
    ...texts.filter((text) => isArn.test(text)),
  ];
  const types = [...new Set([...OF_CALLS, ...detailTypes, ...found.slice(0, MOST_TEXTS)])];
  return [
    ...types.map((detailType) => ({ detailType })),
    ...OF_CALLS.flatMap((detailType) => calls.map((call) => ({ detailType, call }))),
    ...arns
      .slice(0, MOST_TEXTS)
      .flatMap((arn) => [...OF_CALLS, ...detailTypes].map((detailType) => ({ detailType, arn }))),
  ];
}

function eventOf(service: string, { detailType, call, arn }: Example): EventPart {
  return {
    source: `aws.${service}`,
    "detail-type": detailType,
    ...(arn === undefined ? {} : { resources: arn }),
    detail: {
      eventSource: `${service}.amazonaws.com`,
      ...(call === undefined ? {} : { eventName: call }),
      ...(arn === undefined ? {} : ofResource(service, arn)),
    },
  };
}

function ofResource(service: string, arn: string): EventPart {
  const type = service === "kms" ? "AWS::KMS::Key" : `AWS::${service}::Thing`;
  return { requestParameters: { keyId: arn, name: arn }, resources: { ARN: arn, type } };
}

/** The event that another service would send in its place: of the same kind, but with a call or a resource of its own. */
function likeEvent(other: string, service: string, { detailType, call, arn }: Example): EventPart {
  const isOnCalls = detailType.endsWith("via CloudTrail");
  return eventOf(other, {
    detailType: isOnCalls ? detailType : `${other} State Change`,
    ...(call === undefined ? {} : { call: likeCall(call) }),
    ...(arn === undefined ? {} : { arn: likeArn(arn, service, other) }),
  });
}

/** With the same verb, and the last word if many services have it: PutThingPolicy for PutKeyPolicy. */
function likeCall(call: string): string {
  const verb = /^[A-Z][a-z]*/.exec(call)?.[0] ?? "";
  const kind = /(Policy|Policies|Status|Configuration|Description|Region)?$/.exec(call)?.[0] ?? "";
  return `${verb}Thing${kind}`;
}

function likeArn(arn: string, service: string, other: string): string {
  return arn
    .replace(new RegExp(`:${service}:`, "i"), `:${other}:`)
    .replace(/:(key|trail)\/1$/, ":thing/1");
}
