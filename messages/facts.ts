// Takes out of a CloudTrail record, or an event of KMS itself, what a message says. Anything may be missing or of a wrong type.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
import { clean, listAt, textAt, valueAt } from "./clean";
import { namesIn } from "./resourceNames";
import { whoOf, type Who } from "./who";

export interface Facts {
  readonly keyArn: string | undefined;
  /** How the call itself named the key: an alias, or an id of which the record has no ARN. */
  readonly keyName: string | undefined;
  /** What else the call was about: trails, log groups, alarms and so on. */
  readonly about: string | undefined;
  readonly service: string | undefined;
  readonly operation: string | undefined;
  readonly failed: boolean;
  readonly errorCode: string | undefined;
  readonly errorMessage: string | undefined;
  readonly who: Who;
  readonly sourceIp: string | undefined;
  readonly userAgent: string | undefined;
  /** Account whose trail has the record: the one that owns the key. */
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly time: string | undefined;
  readonly eventId: string | undefined;
}

const KMS = "kms.amazonaws.com";

/** The whole ARN of a key, as it stands alone or at the beginning of what KMS answers. */
const KEY_ARN = /^arn:[\w-]+:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+/;

export function factsOf(evidence: unknown): Facts {
  return textAt(evidence, "source") === "aws.kms" && textAt(evidence, "eventName") === undefined
    ? factsOfKmsEvent(evidence)
    : factsOfRecord(evidence);
}

function factsOfRecord(record: unknown): Facts {
  const errorCode = valueAt(record, "errorCode");
  const service = textAt(record, "eventSource");
  const keyArn = keyArnIn(record);
  return {
    keyArn,
    keyName: keyNameIn(record, keyArn),
    about: service === KMS ? undefined : namesIn(valueAt(record, "requestParameters")),
    service,
    operation: textAt(record, "eventName"),
    failed: errorCode !== undefined && errorCode !== null,
    errorCode: textAt(record, "errorCode"),
    errorMessage: textAt(record, "errorMessage"),
    who: whoOf(valueAt(record, "userIdentity")),
    sourceIp: textAt(record, "sourceIPAddress"),
    userAgent: textAt(record, "userAgent"),
    account: textAt(record, "recipientAccountId"),
    region: textAt(record, "awsRegion"),
    time: textAt(record, "eventTime"),
    eventId: textAt(record, "eventID"),
  };
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/kms-events.html */
function factsOfKmsEvent(event: unknown): Facts {
  const arns = listAt(event, "resources").map((resource) => keyArnOf(clean(resource)));
  const keyArn = arns.find((arn) => arn !== undefined);
  return {
    keyArn,
    keyName: keyArn === undefined ? textAt(event, "detail", "key-id") : undefined,
    about: undefined,
    service: KMS,
    operation: textAt(event, "detail-type"),
    failed: false,
    errorCode: undefined,
    errorMessage: undefined,
    who: { words: "AWS KMS itself", principal: KMS, type: "AWSService", account: undefined },
    sourceIp: undefined,
    userAgent: undefined,
    account: textAt(event, "account"),
    region: textAt(event, "region"),
    time: textAt(event, "time"),
    eventId: textAt(event, "id"),
  };
}

function keyArnOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : KEY_ARN.exec(text)?.[0];
}

/**
 * The first that names a key. A call that was refused may name it only in what was asked, or in what KMS answered; of several keys
 * the one in a wrong state is the one that KMS answers of.
 */
function keyArnIn(record: unknown): string | undefined {
  const answered = textAt(record, "errorMessage");
  const places = [
    ...(textAt(record, "errorCode") === "KMSInvalidStateException" ? [answered] : []),
    ...listAt(record, "resources").map((resource) => textAt(resource, "ARN")),
    textAt(record, "requestParameters", "keyId"),
    textAt(record, "requestParameters", "targetKeyId"),
    textAt(record, "responseElements", "keyId"),
    textAt(record, "responseElements", "keyMetadata", "arn"),
    ...(valueAt(record, "eventSource") === KMS ? [answered] : []),
  ];
  return places.map(keyArnOf).find((arn) => arn !== undefined);
}

function keyNameIn(record: unknown, keyArn: string | undefined): string | undefined {
  const asked =
    textAt(record, "requestParameters", "keyId") ?? textAt(record, "serviceEventDetails", "keyId");
  const alias = [
    textAt(record, "requestParameters", "aliasName"),
    asked,
    ...listAt(record, "resources").map((resource) => textAt(resource, "ARN")),
  ]
    .map((name) => (name === undefined ? undefined : /(?:^|:)(alias\/.+)$/.exec(name)?.[1]))
    .find((name) => name !== undefined);
  return alias ?? (keyArn === undefined ? asked : undefined);
}
