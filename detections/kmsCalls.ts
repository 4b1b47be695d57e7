// What detections of single KMS calls have in common: the calls, and records that must and must not match.
import { onBehalfOf, root, service, sessionOf } from "./callers";
import type { CloudTrailRecord, RecordDetection } from "./detection";
import { KMS_EVENT_SOURCE, kmsRecord, sampleKeyArn, type KmsCall } from "./kmsRecord";
import type { CallFields } from "./record";

interface KmsCallOptions {
  /** Another call of KMS, easily taken for this one. */
  readonly other: string;
  readonly byPeople?: true;
  /** What the records of this call have beside the key, as in the guide's entry. */
  readonly fields?: CallFields;
}

/** One write call of KMS, of any key, that succeeded. */
export function kmsCallSucceeded(
  eventName: string,
  { other, byPeople, fields = {} }: KmsCallOptions,
): Pick<RecordDetection, "calls" | "telling" | "matching" | "notMatching"> {
  const call: KmsCall = { eventName, keyArn: sampleKeyArn, readOnly: false, ...fields };
  return {
    calls: {
      eventSources: [KMS_EVENT_SOURCE],
      eventNames: [eventName],
      outcome: "succeeded",
      ...(byPeople === undefined ? {} : { byPeople }),
    },
    telling: { by: "message" },
    matching: [...byAnybody(call), ...(byPeople === true ? [] : byServices(call))],
    notMatching: [...nearMisses(call, other), ...(byPeople === true ? byServices(call) : [])],
  };
}

function byAnybody(call: KmsCall): readonly CloudTrailRecord[] {
  return [
    kmsRecord(call),
    kmsRecord({ ...call, keyArn: sampleKeyArn.replace("us-west-2", "eu-central-1") }),
    kmsRecord({ ...call, userIdentity: sessionOf("deployer") }),
    kmsRecord({ ...call, userIdentity: root }),
    kmsRecord({
      ...call,
      userIdentity: onBehalfOf(sessionOf("deployer"), "cloudformation.amazonaws.com"),
    }),
  ];
}

function byServices(call: KmsCall): readonly CloudTrailRecord[] {
  return [
    kmsRecord({ ...call, userIdentity: service("dynamodb.amazonaws.com") }),
    kmsRecord({ ...call, userIdentity: onBehalfOf(sessionOf("app"), "ec2.amazonaws.com") }),
  ];
}

function nearMisses(call: KmsCall, other: string): readonly CloudTrailRecord[] {
  return [
    kmsRecord({
      ...call,
      responseElements: null,
      errorCode: "AccessDenied",
      errorMessage: `User: arn:aws:iam::111122223333:user/Alice is not authorized to perform: kms:${call.eventName}`,
    }),
    kmsRecord({
      ...call,
      responseElements: null,
      errorCode: "KMSInvalidStateException",
      errorMessage: `${sampleKeyArn} is pending import.`,
    }),
    kmsRecord({ eventName: other, keyArn: sampleKeyArn, readOnly: false }),
    kmsRecord({ eventName: "DescribeKey", keyArn: sampleKeyArn, readOnly: true }),
    { ...kmsRecord(call), eventSource: "cloudhsm.amazonaws.com" },
  ];
}
