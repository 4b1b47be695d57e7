// Asks the embedded AWS for what no API call can: an event that a service sends by itself, what functions called, that time
// passes, and a start without old metric data.
import type { AwsEvent } from "../../detections/detection";

/** A busy machine may need so long for what must come. */
const PATIENCE_MS = 600_000;

/** Puts the event on the default bus of its own account and region. */
export async function publishEvent(event: AwsEvent): Promise<void> {
  await ask("events", event);
}

/** Alarms must not see the data of an earlier replay. */
export async function forgetMetrics(): Promise<void> {
  await ask("forget-metrics", {});
}

/** A call to KMS that really came from a function. */
export interface SeenCall {
  readonly eventName: string;
  readonly keyArn: string;
  /** ARN of the session of the function's role. */
  readonly caller: string;
  readonly region: string;
}

/** The calls of functions to KMS since this was asked last. */
export async function takeKmsCalls(): Promise<readonly SeenCall[]> {
  return (await (await ask("kms-calls", {})).json()) as readonly SeenCall[];
}

/** Lets all waits of AWS's services pass: afterwards nothing is under way, and nobody is told anything more. */
export async function passTime(): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const { isOver } = (await (await ask("pass-time", {})).json()) as { readonly isOver: boolean };
    if (isOver) return;
    if (Date.now() > deadline) {
      throw new Error("The embedded AWS has been at work for ten minutes, and something still is");
    }
  }
}

/** Does what a service of AWS does, for which no time passes there, however busy this machine is. */
export async function asAws(work: () => Promise<void>): Promise<void> {
  await ask("begin-work", {});
  try {
    await work();
  } finally {
    await ask("end-work", {});
  }
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
export async function invokeSubscription(events: SubscribedLogEvents): Promise<void> {
  await ask("subscription", events);
}

/** Remembers all that AWS holds. */
export async function keepAll(): Promise<void> {
  await ask("keep", {});
}

/** Undoes whatever was done since `keepAll`, unread messages included. */
export async function bringBack(): Promise<void> {
  await ask("bring-back", {});
}

/** The requests that local/emulator/doors.py answers. */
async function ask(what: string, body: object): Promise<Response> {
  const url = `${process.env["AWS_ENDPOINT_URL"]}/_local/${what}`;
  const response = await fetch(url, { method: "POST", body: JSON.stringify(body) });
  if (!response.ok) {
    throw new Error(`The embedded AWS answered ${response.status} to ${url}`);
  }
  return response;
}
