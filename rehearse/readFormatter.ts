// Reads the deployed formatter: what its code watches and which topics it tells, or why it can tell nobody.
import {
  GetFunctionCommand,
  LambdaClient,
  ResourceNotFoundException,
  type GetFunctionCommandOutput,
} from "@aws-sdk/client-lambda";
import { strFromU8, unzipSync } from "fflate";
import { FORMATTER_HANDLER, formatterScript, WATCH_LIST_FILE } from "../messages/bundle";
import { readEnvironment } from "../messages/environment";
import type { WatchList } from "../messages/watch";
import type { DeployedFormatter } from "./deployedStack";

const SCRIPT_FILE = `${FORMATTER_HANDLER.split(".")[0]}.js`;

export interface ReadFormatter {
  readonly formatter: DeployedFormatter | undefined;
  readonly notes: readonly string[];
}

/** @param endpoint Where the code is, if the address that Lambda names is not reached from here. */
export async function readFormatter(
  region: string,
  functionArn: string,
  endpoint: string | undefined,
): Promise<ReadFormatter> {
  const none = (why: string) => ({
    formatter: undefined,
    notes: [`The function that writes the messages tells nobody: ${why}`],
  });
  const found = await getFunction(region, functionArn);
  if (found === undefined) return none("it does not exist");
  if (found.Concurrency?.ReservedConcurrentExecutions === 0) return none("it may not run at all");
  if (found.Code?.Location === undefined) return none("Lambda names no place of its code");
  const files = unzipSync(await download(found.Code.Location, endpoint));
  const [watchList, script] = [files[WATCH_LIST_FILE], files[SCRIPT_FILE]];
  if (watchList === undefined || script === undefined)
    return none("its code is not the formatter's");
  const variables = { ...found.Configuration?.Environment?.Variables, AWS_REGION: region };
  try {
    const { topicArns } = readEnvironment(variables);
    const isOurs = strFromU8(script) === formatterScript();
    return {
      formatter: {
        topicArns,
        watchList: JSON.parse(strFromU8(watchList)) as WatchList,
      },
      notes: isOurs ? [] : [OTHER_VERSION],
    };
  } catch (error) {
    return none(error instanceof Error ? error.message : String(error));
  }
}

const OTHER_VERSION =
  "The deployed function was made from other sources than this clone's: it may word its messages otherwise.";

async function getFunction(
  region: string,
  FunctionName: string,
): Promise<GetFunctionCommandOutput | undefined> {
  try {
    return await new LambdaClient({ region }).send(new GetFunctionCommand({ FunctionName }));
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** From an address that is signed for ten minutes. https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html */
async function download(location: string, endpoint: string | undefined): Promise<Uint8Array> {
  const { pathname, search } = new URL(location);
  const address = endpoint === undefined ? location : new URL(pathname + search, endpoint);
  const response = await fetch(address);
  if (!response.ok) {
    throw new Error(`The function's code cannot be read: HTTP ${response.status}`);
  }
  return new Uint8Array(await response.arrayBuffer());
}
