// The clients by which a region's keys and alarms are read.
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { KMSClient } from "@aws-sdk/client-kms";
import type { RegionClients } from "./takeInventory";

/**
 * Where AWS throttles, the clients of a region slow down, all calls together, and try again.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
const RETRIES = { retryMode: "adaptive", maxAttempts: 8 } as const;

/** A call that is not answered is tried again. */
const requestHandler = {
  connectionTimeout: 3000,
  requestTimeout: 10_000,
  throwOnRequestTimeout: true,
};

export function regionClients(region: string): RegionClients {
  const settings = { region, requestHandler, ...RETRIES };
  return { kms: new KMSClient(settings), cloudWatch: new CloudWatchClient(settings) };
}
