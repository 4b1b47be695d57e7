// What detections of single KMS calls have in common: the calls, and records that must and must not match.
import { onBehalfOf, root, service, sessionOf } from "./callers";
import type { CloudTrailRecord, RecordDetection } from "./detection";
import { KMS_EVENT_SOURCE, kmsRecord, sampleKeyArn } from "./kmsRecord";

interface KmsCallOptions {
  /** Another call of KMS, easily taken for this one. */
  readonly other: string;
  readonly byPeople?: true;
}

/** One write call of KMS, of any key, that succeeded. */
export function kmsCallSucceeded(
  eventName: string,
  { other, byPeople }: KmsCallOptions,
): Pick<RecordDetection, "calls" | "telling" | "matching" | "notMatching"> {
  return {
    calls: {
      eventSources: [KMS_EVENT_SOURCE],
      eventNames: [eventName],
      outcome: "succeeded",
      ...(byPeople === undefined ? {} : { byPeople }),
    },
    telling: { by: "message" },
    matching: [...byAnybody(eventName), ...(byPeople === true ? [] : byServices(eventName))],
    notMatching: [
      ...nearMisses(eventName, other),
      ...(byPeople === true ? byServices(eventName) : []),
    ],
  };
}

function call(
  eventName: string,
  special: Partial<Parameters<typeof kmsRecord>[0]> = {},
): CloudTrailRecord {
  return kmsRecord({ eventName, keyArn: sampleKeyArn, readOnly: false, ...special });
}

function byAnybody(eventName: string): readonly CloudTrailRecord[] {
  return [
    call(eventName),
    call(eventName, { keyArn: sampleKeyArn.replace("us-west-2", "eu-central-1") }),
    call(eventName, { userIdentity: sessionOf("deployer") }),
    call(eventName, { userIdentity: root }),
  ];
}

function byServices(eventName: string): readonly CloudTrailRecord[] {
  return [
    call(eventName, { userIdentity: service("dynamodb.amazonaws.com") }),
    call(eventName, { userIdentity: onBehalfOf(sessionOf("app"), "ec2.amazonaws.com") }),
  ];
}

function nearMisses(eventName: string, other: string): readonly CloudTrailRecord[] {
  return [
    call(eventName, {
      errorCode: "AccessDenied",
      errorMessage: `User: arn:aws:iam::111122223333:user/Alice is not authorized to perform: kms:${eventName}`,
    }),
    call(eventName, {
      errorCode: "KMSInvalidStateException",
      errorMessage: `${sampleKeyArn} is pending import.`,
    }),
    call(other),
    call("DescribeKey", { readOnly: true }),
    { ...call(eventName), eventSource: "cloudhsm.amazonaws.com" },
  ];
}
