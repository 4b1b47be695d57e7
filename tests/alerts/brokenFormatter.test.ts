import assert from "node:assert/strict";
import {
  DeleteFunctionCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
  UpdateFunctionCodeCommand,
} from "@aws-sdk/client-lambda";
import { strToU8, zipSync } from "fflate";
import { recordDetections } from "../../detections/catalogue";
import { deliver } from "../../local/replay/cloudTrail";
import { freshRecord } from "../../local/replay/fresh";
import { passQuietTime } from "../../local/replay/quietTime";
import { forgetMetrics } from "../../local/replay/serviceEvents";
import { AlertStack, tally } from "./alertStack";

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
    const heard = await stack.heard(critical.length);
    return tally(heard.map(({ detection, channel }) => `${detection} by ${channel}`));
  }

  const byAlarm = (ids: readonly string[]) =>
    ids.map((id) => `1 ${id} by alarm, SNS critical`).sort();
  const allByAlarm = critical.map(({ id }) => id);

  it("come as alarms if its code throws, and so does its failure", async () => {
    const code = 'exports.handler = async () => { throw new Error("broken"); };';
    const ZipFile = zipSync({ "formatter.js": strToU8(code) });
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }));
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
    const heard = await heardOfAll();
    await forgetMetrics();
    await passQuietTime(stack.home, stack.deployed);
    const silence = await stack.heard();
    assert.deepEqual(
      [heard, tally(silence.map(({ detection, channel }) => `${detection} by ${channel}`))],
      [
        byAlarm([...allByAlarm, "events-not-delivered"]),
        byAlarm(["formatter-silent", "monitoring-blind"]),
      ],
    );
  });

  it("come as messages, and nothing else, while all is well", async () => {
    await passQuietTime(stack.home, stack.deployed);
    assert.deepEqual(
      await heardOfAll(),
      critical.map(({ id }) => `1 ${id} by message, SNS critical`).sort(),
    );
  });
});
