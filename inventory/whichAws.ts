// Finds out which regions to list, and in which AWS.
import { emulatorStatus } from "../local/emulatorStatus";
import { STACK } from "../local/environment";
import { Problem } from "../local/problem";
import { awsFrom } from "../local/session";
import { chooseStack } from "../rehearse/stackOutputs";
import type { Options } from "./options";

export interface WhichAws {
  readonly regions: readonly string[];
  /** For the person at the keyboard. */
  readonly name: string;
  /** Environment of the AWS clients. */
  readonly environment: NodeJS.ProcessEnv;
}

export async function whichAws(
  options: Options,
  environment: NodeJS.ProcessEnv,
): Promise<WhichAws> {
  const { regions, stack, outputsFile } = options;
  const isNamed = stack !== undefined || outputsFile !== undefined;
  if (!isNamed && !localAwsRuns(environment)) {
    const own = environment["AWS_REGION"] || environment["AWS_DEFAULT_REGION"];
    if (regions.length === 0 && !own) {
      throw new Problem(
        "Which regions? Give --region, --stack or --stack-outputs, or set AWS_REGION.",
      );
    }
    const asked = regions.length > 0 || !own ? regions : [own];
    return { regions: asked, name: "this account", environment };
  }
  const chosen = await chooseStack({
    ...rehearsal,
    stack: stack ?? (outputsFile ? undefined : STACK),
    outputsFile,
  });
  return {
    regions: regions.length > 0 ? regions : chosen.outputs.watchedRegions,
    name: `stack ${chosen.name}`,
    environment: chosen.environment,
  };
}

const rehearsal = { files: [], json: false, help: false, region: undefined };

/** Somebody whose shell reaches an AWS by its own endpoint or keys means that one. */
function localAwsRuns(environment: NodeJS.ProcessEnv): boolean {
  return emulatorStatus(awsFrom(environment).stateDirectory).state === "running";
}
