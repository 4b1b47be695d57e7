import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { startEmulator, stopEmulator } from "../local/emulator";
import { CLONE, endpointOf } from "../local/environment";
import { freePort } from "../local/port";
import { emulatorPython } from "../local/python";
import { type Finished, run } from "../local/run";
import { findEngine, openSession, type Session } from "../local/session";
import { withPolicyPack } from "../local/policyPackArgument";

// An AWS of its own for one test file: own port, own state folder, the real engine and the real stand-in provider.

export interface EmbeddedAws {
  readonly endpoint: string;
  readonly session: Session;
  /** For child processes: AWS clients and the engine find this AWS through it. */
  readonly environment: NodeJS.ProcessEnv;
  /** Runs the engine to its end. `--policy-pack policies` works as in `npm run pulumi`. */
  readonly pulumi: (args: readonly string[], options?: PulumiOptions) => Promise<Finished>;
  /** Ends the emulator and deletes everything. */
  readonly stop: () => Promise<void>;
}

export interface PulumiOptions {
  /** Folder of the program. @default this clone */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Pulumi notes the stack of every promise, which takes much of a program's time. */
const NODE_OPTIONS = "--stack-trace-limit=1";

export async function startEmbeddedAws(): Promise<EmbeddedAws> {
  const inherited = { ...process.env };
  delete inherited["LOCAL_AWS_PROVIDER"];
  const [engine, python] = [
    await findEngine(inherited),
    await emulatorPython({ environment: inherited }),
  ];
  const stateDirectory = mkdtempSync(path.join(os.tmpdir(), "kms-monitoring-"));
  const aws = { port: await freePort(), stateDirectory };
  const stop = async () => {
    await stopEmulator(stateDirectory);
    rmSync(stateDirectory, { recursive: true, force: true });
  };
  try {
    const session = openSession(inherited, aws, engine);
    mkdirSync(path.join(stateDirectory, "backend"));
    await startEmulator({ aws, python: python.executable, environment: inherited });
    const { environment } = session;
    const pulumi = (args: readonly string[], { cwd = CLONE, env = {} }: PulumiOptions = {}) =>
      run(
        path.join(engine.binDirectory, "pulumi"),
        [...withPolicyPack(args, session.policyPackIn, cwd), "--non-interactive"],
        { cwd, env: { ...environment, NODE_OPTIONS, ...env } },
      );
    return { endpoint: endpointOf(aws), session, environment, pulumi, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What CloudTrail does not see in so many of its next tests of a trail, as if it had not taken effect yet. */
export interface LatePolicies {
  readonly bucketPolicies?: number;
  readonly roles?: number;
}

export async function delayPolicies(
  aws: Pick<EmbeddedAws, "endpoint">,
  late: LatePolicies,
): Promise<void> {
  const url = `${aws.endpoint}/_local/late-policies`;
  const { status } = await fetch(url, { method: "POST", body: JSON.stringify(late) });
  assert.equal(status, 204);
}
