// How detections recognise what belongs to the stack itself, and records of calls on what does and what does not.
import { root, service, sessionOf } from "./callers";
import type { CloudTrailRecord } from "./detection";
import { recordOf } from "./record";

/** That a field of the request is a name of the stack's own resources. */
export function isOwnName(field: string): string {
  return `($.requestParameters.${field} = "{{prefix}}*")`;
}

/** That it is an ARN or URL in which such a name follows the separator. */
export function isOwnArn(field: string, separator: ":" | "/"): string {
  return `($.requestParameters.${field} = "*${separator}{{prefix}}*")`;
}

/** That it is the one or the other, where callers have the choice. */
export function isOwn(field: string, separator: ":" | "/"): string {
  return `(${isOwnName(field)} || ${isOwnArn(field, separator)})`;
}

/** That the call has one of these names, where the others of a detection need another condition. */
export function isCall(...eventNames: readonly string[]): string {
  return `(${eventNames.map((name) => `($.eventName = "${name}")`).join(" || ")})`;
}

export type Request = CloudTrailRecord;

/** A call with its request, as samples list them. */
export type SampleCall = readonly [eventName: string, request: Request];

/** Each call once as the guides' user; the first also as others, in other regions. */
export function callsOf(
  eventSource: string,
  calls: readonly SampleCall[],
): readonly CloudTrailRecord[] {
  const byOthers = calls.slice(0, 1).flatMap(([eventName, requestParameters]) => {
    const call = { eventSource, eventName, requestParameters };
    return [
      recordOf({ ...call, userIdentity: root, awsRegion: "us-east-1" }),
      recordOf({ ...call, userIdentity: sessionOf("deployer"), awsRegion: "eu-central-1" }),
      recordOf({ ...call, userIdentity: service("cloudformation.amazonaws.com") }),
    ];
  });
  return [
    ...calls.map(([eventName, requestParameters]) =>
      recordOf({ eventSource, eventName, requestParameters }),
    ),
    ...byOthers,
  ];
}

/**
 * The calls when they were denied, with the name of another call, and of another service; beside them, calls that are
 * something else.
 */
export function nearMissesOf(
  eventSource: string,
  calls: readonly SampleCall[],
  others: readonly SampleCall[],
): readonly CloudTrailRecord[] {
  const almost = calls.flatMap(([eventName, requestParameters]) => [
    recordOf({ eventSource, eventName, requestParameters, errorCode: "AccessDenied" }),
    recordOf({ eventSource, eventName: "TagResource", requestParameters }),
    recordOf({ eventSource: "example.amazonaws.com", eventName, requestParameters }),
  ]);
  const different = others.map(([eventName, requestParameters]) =>
    recordOf({ eventSource, eventName, requestParameters }),
  );
  return [...almost, ...different];
}
