// How detections recognise what belongs to the stack itself, and records of calls on what does and what does not.
import { root, service, sessionOf } from "./callers";
import type { CloudTrailRecord } from "./detection";
import { recordOf } from "./record";

/** That a field of the request is a name of the stack's own resources. */
export function isOwnName(field: string): string {
  return `($.requestParameters.${field} = "{{prefix}}*")`;
}

/** That it is a name, or an ARN or URL in which the name follows the separator. */
export function isOwn(field: string, separator: ":" | "/"): string {
  return `(${isOwnName(field)} || ($.requestParameters.${field} = "*${separator}{{prefix}}*"))`;
}

/** That the call has one of these names, where the others of a detection need another condition. */
export function isCall(...eventNames: readonly string[]): string {
  return `(${eventNames.map((name) => `($.eventName = "${name}")`).join(" || ")})`;
}

export type Request = CloudTrailRecord;

/** A call with its request, as samples list them. */
export type SampleCall = readonly [eventName: string, request: Request];

/** Each call once as the guides' user, and the first also as others and in another region. */
export function callsOf(
  eventSource: string,
  calls: readonly [SampleCall, ...SampleCall[]],
): readonly CloudTrailRecord[] {
  const [[eventName, requestParameters]] = calls;
  const first = { eventSource, eventName, requestParameters };
  return [
    ...calls.map(([name, request]) =>
      recordOf({ eventSource, eventName: name, requestParameters: request }),
    ),
    recordOf({ ...first, userIdentity: root, awsRegion: "us-east-1" }),
    recordOf({ ...first, userIdentity: sessionOf("deployer"), awsRegion: "eu-central-1" }),
    recordOf({ ...first, userIdentity: service("cloudformation.amazonaws.com") }),
  ];
}

/** The call when it was denied, and the same call of another service; beside them, calls that are something else. */
export function nearMissesOf(
  eventSource: string,
  [eventName, requestParameters]: SampleCall,
  others: readonly SampleCall[],
): readonly CloudTrailRecord[] {
  const call = { eventSource, eventName, requestParameters };
  return [
    recordOf({ ...call, errorCode: "AccessDenied", errorMessage: "User is not authorized" }),
    recordOf({ ...call, eventSource: "example.amazonaws.com" }),
    ...others.map(([name, request]) =>
      recordOf({ eventSource, eventName: name, requestParameters: request }),
    ),
  ];
}
