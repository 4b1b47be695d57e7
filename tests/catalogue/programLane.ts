// A process that runs programs through the engine, one after the other, when its parent asks. It is a process of its own
// because Pulumi's SDK takes an error that nobody handles for one of whatever program is running at that time.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import * as grpc from "@grpc/grpc-js";
import * as automation from "@pulumi/pulumi/automation/server";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import { run } from "../../local/run";
import { programNamed, together } from "./programs";
import { startRecordingProvider, type Written } from "./recordingProvider";

export interface LaneSettings {
  readonly pulumi: string;
  /** Holds a project with the stack `programs`, without resources. It is copied for each run. */
  readonly project: string;
  readonly policyPack: string;
}

export interface LaneRequest {
  /** As `programs.ts` finds them; several are run as one program. */
  readonly programs: readonly string[];
  readonly args: readonly string[];
  /** What a team configures, by policy. @default nothing */
  readonly config?: object;
}

export interface Refusal {
  readonly urn: string;
  readonly policy: string;
}

export interface LaneAnswer {
  readonly code: number;
  readonly output: string;
  /** Mandatory violations, as the engine's events tell them. */
  readonly refusals: readonly Refusal[];
  /** What the engine had a provider create or change. */
  readonly written: readonly Written[];
}

type Run = (call: unknown, callback: unknown) => Promise<unknown>;

/** The SDK leaves the class out of its types. */
const { LanguageServer } = automation as unknown as {
  readonly LanguageServer: new (
    program: () => Promise<unknown>,
  ) => grpc.UntypedServiceImplementation & { run: Run };
};

/** How long a program may go on after the engine has refused it. */
const PATIENCE_MILLISECONDS = 2000;

async function serve(settings: LaneSettings): Promise<void> {
  const provider = await startRecordingProvider(["aws", "aws-native"]);
  process.on("message", (request: LaneRequest) => {
    provider.written.length = 0;
    void runOnce(settings, provider.debugProviders, request).then((answer) =>
      process.send?.({ ...answer, written: [...provider.written] }),
    );
  });
  process.send?.("ready");
}

async function runOnce(
  { pulumi, project, policyPack }: LaneSettings,
  debugProviders: string,
  { programs, args, config = {} }: LaneRequest,
): Promise<Omit<LaneAnswer, "written">> {
  const program = programs.length === 1 ? programNamed(programs[0] ?? "") : together(programs);
  const folder = mkdtempSync(path.join(os.tmpdir(), "kms-monitoring-lane-"));
  cpSync(project, folder, { recursive: true });
  const events = path.join(folder, "events.jsonl");
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1 });
  const language = new LanguageServer(() => Promise.resolve(program()));
  const runProgram = language.run.bind(language);
  let programEnds: Promise<unknown> = Promise.resolve();
  language.run = (call, callback) => (programEnds = runProgram(call, callback));
  server.addService(LanguageRuntimeService, language);
  const port = await listen(server);
  const inline = ["--client", `127.0.0.1:${port}`, "--exec-kind", "auto.inline"];
  const configFile = path.join(folder, "policies.json");
  writeFileSync(configFile, JSON.stringify(config));
  const pack = ["--policy-pack", policyPack, "--policy-pack-config", configFile];
  const watched = ["--event-log", events, ...pack];
  const env = {
    ...process.env,
    PULUMI_BACKEND_URL: `file://${path.join(folder, "backend")}`,
    PULUMI_DEBUG_PROVIDERS: debugProviders,
    // The flag --event-log exists only with it.
    PULUMI_DEBUG_COMMANDS: "true",
  };
  try {
    const common = ["--stack", "programs", "--non-interactive", "--color", "never"];
    const done = await run(pulumi, [...args, ...common, ...inline, ...watched], {
      cwd: folder,
      env,
    });
    // What a refused program still has under way must not fail in the midst of the next one.
    const end = programEnds.catch(() => undefined);
    await Promise.race([end, setTimeout(PATIENCE_MILLISECONDS)]);
    const output = done.stdout + done.stderr;
    if (!existsSync(events)) throw new Error(`the engine did not begin: ${output}`);
    return { code: done.code, output, refusals: refusalsIn(events) };
  } finally {
    server.forceShutdown();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** https://www.pulumi.com/docs/iac/automation-api/ : the engine's events, one in each line. */
function refusalsIn(events: string): readonly Refusal[] {
  const lines = readFileSync(events, "utf8").split("\n");
  return lines
    .filter((line) => line !== "")
    .map((line) => (JSON.parse(line) as EngineEvent).policyEvent)
    .filter((event) => event?.enforcementLevel === "mandatory")
    .map((event) => ({ urn: event?.resourceUrn ?? "", policy: event?.policyName ?? "" }));
}

interface EngineEvent {
  readonly policyEvent?: {
    readonly resourceUrn?: string;
    readonly policyName: string;
    readonly enforcementLevel: string;
  };
}

function listen(server: grpc.Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
      error === null ? resolve(port) : reject(error),
    );
  });
}

if (process.send !== undefined) void serve(JSON.parse(process.argv[2] ?? "") as LaneSettings);
