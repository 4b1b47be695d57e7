// Finds out which stack to rehearse: its outputs, and whether it is on the embedded AWS.
import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { REGION, REGION_FORM } from "../components/settingForms";
import { emulatorStatus } from "../local/emulatorStatus";
import { CLONE, STACK } from "../local/environment";
import { Problem } from "../local/problem";
import { run } from "../local/run";
import { awsFrom, findEngine, openSession } from "../local/session";
import type { Options } from "./options";

const arn = z.string().startsWith("arn:");
const region = z
  .string()
  .regex(REGION, { error: ({ input }) => `${JSON.stringify(input)} is not ${REGION_FORM}` });

/** The outputs that lead to everything else; components/outputs.ts documents them. */
const outputsForm = z.object({
  watchedRegions: z.array(region).min(1),
  logGroupName: z.string(),
  hubBusArn: arn,
  messageFunctionArn: arn,
  alertTopicArns: z.object({ critical: arn, warning: arn, info: arn }),
  watchdogTopicArn: arn,
  alarmArns: z.record(z.string(), z.array(arn)),
});

export type KnownOutputs = z.infer<typeof outputsForm>;

export interface ChosenStack {
  readonly outputs: KnownOutputs;
  /** For the person at the keyboard. */
  readonly name: string;
  /** Environment of the AWS clients. */
  readonly environment: NodeJS.ProcessEnv;
}

export async function chooseStack({ stack, outputsFile }: Options): Promise<ChosenStack> {
  const environment = process.env;
  if (outputsFile !== undefined) {
    return {
      outputs: outputsIn(readText(outputsFile), outputsFile),
      name: outputsFile,
      environment,
    };
  }
  const aws = awsFrom(environment);
  const isRunning = emulatorStatus(aws.stateDirectory).state === "running";
  if (stack === STACK && !isRunning) throw new Problem("AWS does not run; npm start starts it.");
  const engine = await findEngine(environment);
  const program = path.join(engine.binDirectory, "pulumi");
  if (isRunning && (stack ?? STACK) === STACK) {
    const session = openSession(environment, aws, engine);
    const outputs = await askEngine(program, session.environment, STACK);
    return { outputs, name: `${STACK}, on the embedded AWS`, environment: session.environment };
  }
  const outputs = await askEngine(program, environment, stack);
  return { outputs, name: stack ?? "the selected stack", environment };
}

/** Trail, hub and topics are in one region. @throws Problem if somebody means another. */
export function homeRegionOf({ hubBusArn }: KnownOutputs, { region }: Pick<Options, "region">) {
  const homeRegion = hubBusArn.split(":")[3] ?? "";
  if (region !== undefined && region !== homeRegion) {
    throw new Problem(`--region ${region}: the home region of the stack is ${homeRegion}.`);
  }
  return homeRegion;
}

async function askEngine(
  program: string,
  env: NodeJS.ProcessEnv,
  stack: string | undefined,
): Promise<KnownOutputs> {
  const which = stack === undefined ? [] : ["--stack", stack];
  const args = ["stack", "output", "--json", "--non-interactive", ...which];
  const done = await run(program, args, { cwd: CLONE, env });
  if (done.code !== 0) throw noOutputs(stack, done.stderr.trim());
  return outputsIn(done.stdout, "The stack's outputs");
}

/** Without a stack that is chosen, the engine complains of whatever it lacks first, such as an access token. */
export function noOutputs(stack: string | undefined, answer: string): Problem {
  return new Problem(
    stack === undefined
      ? `There is no stack to ask: AWS does not run on this machine, and none can be read that is selected in Pulumi.
- npm start starts AWS here, and deploys the stack ${STACK};
- pulumi stack select, or --stack NAME, chooses one that is deployed, after pulumi login;
- --outputs FILE reads what pulumi stack output --json printed.
Pulumi answers: ${answer}`
      : `Stack ${stack} has no outputs: ${answer}`,
  );
}

export function outputsIn(text: string, source: string): KnownOutputs {
  const { data, error } = outputsForm.safeParse(parsed(text, source));
  if (data !== undefined) return data;
  const problems = error.issues.map((issue) => `- ${issue.path.join(".")}: ${issue.message}`);
  throw new Problem(`${source}: not those of a deployed kms-monitoring\n${problems.join("\n")}`);
}

function parsed(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(`${source}: not JSON`);
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Problem(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
