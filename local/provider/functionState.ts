import { GetFunctionConfigurationCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { setTimeout as sleep } from "node:timers/promises";
import type { Aws } from "./aws";

// Waits for AWS Lambda, which makes and changes functions after it has answered.
// https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html

const PAUSE_MILLISECONDS = 100;
const SECONDS = 60;

export async function functionIsReady(FunctionName: string, aws: Aws): Promise<void> {
  const lambda = aws.client(LambdaClient);
  const deadline = Date.now() + SECONDS * 1000;
  for (;;) {
    const found = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const { State: state, LastUpdateStatus: update } = found;
    if (state === "Active" && update === "Successful") return;
    if (state === "Failed" || update === "Failed")
      throw new Error(
        `function ${FunctionName}: ${found.StateReason ?? found.LastUpdateStatusReason ?? "failed"}`,
      );
    if (Date.now() > deadline)
      throw new Error(`function ${FunctionName} is ${state ?? "nothing"} after ${SECONDS} s`);
    await sleep(PAUSE_MILLISECONDS);
  }
}
