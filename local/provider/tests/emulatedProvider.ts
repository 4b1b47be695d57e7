import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator, stopEmulator } from "../../emulator";
import { endpointOf } from "../../environment";
import { freePort } from "../../port";
import { emulatorPython } from "../../python";
import { configProblems, readConfig } from "../config";
import { Provider } from "../provider";

// A provider and an emulator of its own for one test file.

export const HOME_REGION = "us-east-1";

export interface EmulatedProvider {
  readonly provider: Provider;
  readonly endpoint: string;
  /** For AWS clients of the test itself. */
  readonly client: {
    readonly region: string;
    readonly endpoint: string;
    readonly forcePathStyle: true;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  /** Ends the emulator and deletes its files. */
  readonly stop: () => Promise<void>;
}

export async function startProvider(): Promise<EmulatedProvider> {
  const stateDirectory = mkdtempSync(join(tmpdir(), "kms-monitoring-provider-"));
  const aws = { port: await freePort(), stateDirectory };
  const python = await emulatorPython({ environment: process.env });
  await startEmulator({ aws, python: python.executable, environment: process.env });
  const config = { region: HOME_REGION, defaultTags: '{"tags":{"from":"defaults"}}' };
  const endpoint = endpointOf(aws);
  const environment = { AWS_ENDPOINT_URL: endpoint };
  assert.deepEqual(configProblems(config, environment), []);
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  return {
    provider: new Provider(readConfig(config, environment)),
    endpoint,
    client: { region: HOME_REGION, endpoint, forcePathStyle: true, credentials },
    stop: async () => {
      await stopEmulator(stateDirectory);
      rmSync(stateDirectory, { recursive: true, force: true });
    },
  };
}
