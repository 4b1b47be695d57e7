import assert from "node:assert/strict";
import {
  DeleteFunctionCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
} from "@aws-sdk/client-lambda";
import { recordDetections } from "../../detections/catalogue";
import { deliver } from "../../local/replay/cloudTrail";
import { freshRecord } from "../../local/replay/fresh";
import { passQuietTime } from "../../local/replay/quietTime";
import { forgetMetrics } from "../../local/replay/serviceEvents";
import { AlertStack, tally } from "./alertStack";
import { replaceCode } from "./replaceCode";

const critical = recordDetections.filter(
  ({ telling, severity }) => telling.by === "message" && severity === "critical",
);

describe("critical detections while the formatter is broken", () => {
  let stack: AlertStack;
  let lambda: LambdaClient;
  let FunctionName: string;

  before(async () => {
    stack = await AlertStack.deploy({});
    lambda = new LambdaClient({ region: stack.home });
    FunctionName = stack.deployed.messageFunctionArn;
  });
  afterEach(() => stack.restore());
  after(() => stack.stop());

  /** What a person hears of one act for each critical detection. */
  async function heardOfAll(): Promise<readonly string[]> {
    const records = critical.map(({ matching }) => freshRecord(matching[0] ?? {}, stack.deployed));
    await deliver(records, stack.home);
    const heard = await stack.heard();
    return tally(heard.map(({ detection, channel }) => `${detection} by ${channel}`));
  }

  const byAlarm = (ids: readonly string[]) =>
    ids.map((id) => `1 ${id} by alarm, SNS critical`).sort();
  const allByAlarm = critical.map(({ id }) => id);

  /** What a person hears while nobody does anything. */
  async function heardOfNothing(): Promise<readonly string[]> {
    await forgetMetrics();
    await passQuietTime(stack.home);
    const heard = await stack.heard();
    return tally(heard.map(({ detection, channel }) => `${detection} by ${channel}`));
  }

  it("come as alarms if its code throws, and so does its failure", async () => {
    await replaceCode(stack.home, FunctionName, 'throw new Error("broken");');
    assert.deepEqual(
      await heardOfAll(),
      byAlarm([...allByAlarm, "formatter-failed", "events-not-delivered"]),
    );
  });

  it("come as alarms if it is throttled, and so does that", async () => {
    const ReservedConcurrentExecutions = 0;
    await lambda.send(
      new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions }),
    );
    assert.deepEqual(
      await heardOfAll(),
      byAlarm([...allByAlarm, "formatter-throttled", "events-not-delivered"]),
    );
  });

  it("come as alarms if it is deleted, and so do what could not be delivered and its silence", async () => {
    await lambda.send(new DeleteFunctionCommand({ FunctionName }));
    assert.deepEqual(
      [await heardOfAll(), await heardOfNothing()],
      [
        byAlarm([...allByAlarm, "events-not-delivered"]),
        byAlarm(["formatter-silent", "monitoring-blind"]),
      ],
    );
  });

  it("are missed if its code does nothing, and its heartbeat that asks KMS nothing gives it away", async () => {
    await replaceCode(stack.home, FunctionName, "");
    assert.deepEqual(await heardOfNothing(), byAlarm(["monitoring-blind"]));
  });

  it("come as messages, and nothing else, while all is well", async () => {
    assert.deepEqual(
      [await heardOfNothing(), await heardOfAll()],
      [[], critical.map(({ id }) => `1 ${id} by message, SNS critical`).sort()],
    );
  });
});
