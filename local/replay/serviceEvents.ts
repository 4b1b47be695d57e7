// Publishes an event that an AWS service sends by itself, through the door that local/emulator.py opens for it.
import type { AwsEvent } from "../../detections/detection";

/** Puts the event on the default bus of its own account and region. */
export async function publishEvent(event: AwsEvent): Promise<void> {
  const endpoint = process.env["AWS_ENDPOINT_URL"];
  const response = await fetch(`${endpoint}/_local/events`, {
    method: "POST",
    body: JSON.stringify(event),
  });
  if (!response.ok) {
    throw new Error(`The embedded AWS refused an event of ${event.source}: ${response.status}`);
  }
}
