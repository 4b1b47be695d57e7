// Finds out which regions to list, and in which AWS.
import { REGION, REGION_FORM } from "../components/settingForms";
import { emulatorStatus } from "../local/emulatorStatus";
import { endpointOf, STACK } from "../local/environment";
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
  /** Whether an alarm of this name is the stack's own; of no stack there is none. */
  readonly isOwnAlarm: (name: string) => boolean;
}

export async function whichAws(
  options: Options,
  environment: NodeJS.ProcessEnv,
): Promise<WhichAws> {
  const { regions, stack, outputsFile } = options;
  const isNamed = stack !== undefined || outputsFile !== undefined;
  if (!isNamed && !meansLocalAws(environment)) {
    return {
      regions: regions.length > 0 ? regions : [ownRegion(environment)],
      name: "this account",
      environment,
      isOwnAlarm: () => false,
    };
  }
  const chosen = await chooseStack({
    ...rehearsal,
    stack: stack ?? (outputsFile ? undefined : STACK),
    outputsFile,
  });
  const { watchedRegions, alarmArns } = chosen.outputs;
  const ownAlarms = new Set(
    Object.values(alarmArns)
      .flat()
      .map((arn) => arn.split(":").at(-1)),
  );
  return {
    regions: regions.length > 0 ? regions : watchedRegions,
    name: `stack ${chosen.name}`,
    environment: chosen.environment,
    isOwnAlarm: (name) => ownAlarms.has(name),
  };
}

const rehearsal = { files: [], json: false, help: false, region: undefined };

function ownRegion(environment: NodeJS.ProcessEnv): string {
  const region = environment["AWS_REGION"] || environment["AWS_DEFAULT_REGION"];
  if (!region) {
    throw new Problem(
      "Which regions? Give --region, --stack or --stack-outputs, or set AWS_REGION.",
    );
  }
  if (!REGION.test(region)) throw new Problem(`AWS_REGION: "${region}" is not ${REGION_FORM}.`);
  return region;
}

/**
 * By any of these a shell reaches an AWS.
 * https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
const REACHES_AWS = [
  "AWS_ENDPOINT_URL",
  "AWS_PROFILE",
  "AWS_ACCESS_KEY_ID",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
];

/** Somebody whose shell reaches another AWS by an endpoint or credentials means that one. */
function meansLocalAws(environment: NodeJS.ProcessEnv): boolean {
  const aws = awsFrom(environment);
  if (emulatorStatus(aws.stateDirectory).state !== "running") return false;
  return (
    environment["AWS_ENDPOINT_URL"] === endpointOf(aws) ||
    REACHES_AWS.every((name) => !environment[name])
  );
}
