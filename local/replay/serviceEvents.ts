// Asks the embedded AWS for what no API call can: an event that a service sends by itself, and a start without old metric data.
import type { AwsEvent } from "../../detections/detection";

/** Puts the event on the default bus of its own account and region. */
export function publishEvent(event: AwsEvent): Promise<void> {
  return ask("events", event);
}

/** Alarms must not see the data of an earlier replay. */
export function forgetMetrics(): Promise<void> {
  return ask("forget-metrics", {});
}

/** What CloudWatch Logs sends to a subscriber of a log group. */
export interface SubscribedLogEvents {
  readonly region: string;
  readonly logGroupName: string;
  readonly filterName: string;
  readonly logStream: string;
  readonly logEvents: readonly {
    readonly id: string;
    readonly timestamp: number;
    readonly message: string;
  }[];
}

/** Invokes the subscriber of the filter. */
export function invokeSubscription(events: SubscribedLogEvents): Promise<void> {
  return ask("subscription", events);
}

/** The requests that local/emulator.py answers. */
async function ask(what: string, body: object): Promise<void> {
  const url = `${process.env["AWS_ENDPOINT_URL"]}/_local/${what}`;
  const response = await fetch(url, { method: "POST", body: JSON.stringify(body) });
  if (!response.ok) {
    throw new Error(`The embedded AWS answered ${response.status} to ${url}`);
  }
}
