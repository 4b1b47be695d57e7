// Gives a deployed function other code, as somebody may who wants nobody to hear anything.
import { LambdaClient, UpdateFunctionCodeCommand } from "@aws-sdk/client-lambda";
import { strToU8, zipSync } from "fflate";

/** @param body Of the handler. */
export async function replaceCode(
  region: string,
  FunctionName: string,
  body: string,
): Promise<void> {
  const code = `exports.handler = async () => { ${body} };`;
  const ZipFile = zipSync({ "formatter.js": strToU8(code) });
  await new LambdaClient({ region }).send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }));
}
