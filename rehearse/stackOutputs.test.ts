import assert from "node:assert/strict";
import { embeddedEndpoint, receiversOf, rulesTo } from "./awsStack";
import { homeRegionOf, noOutputs, outputsIn } from "./stackOutputs";

const arn = "arn:aws:x:us-east-1:111122223333:y";
const outputs = {
  watchedRegions: ["us-east-1"],
  logGroupName: "group",
  hubBusArn: arn,
  messageFunctionArn: arn,
  alertTopicArns: { critical: arn, warning: arn, info: arn },
  watchdogTopicArn: arn,
  alarmArns: { "key-disabled": [arn] },
};

describe("the stack to rehearse", () => {
  it("is known by its outputs, whatever else there is", () => {
    assert.deepEqual(outputsIn(JSON.stringify({ ...outputs, keyArn: arn }), "o.json"), outputs);
  });

  it("is not one that lacks an output; all that are wrong are named", () => {
    const text = JSON.stringify({
      ...outputs,
      hubBusArn: "hub",
      watchedRegions: [],
      alarmArns: undefined,
    });
    assert.throws(() => outputsIn(text, "o.json"), {
      name: "Problem",
      message: [
        "o.json: not those of a deployed kms-monitoring",
        "- watchedRegions: Too small: expected array to have >=1 items",
        '- hubBusArn: Invalid string: must start with "arn:"',
        "- alarmArns: Invalid input: expected record, received undefined",
      ].join("\n"),
    });
    const elsewhere = JSON.stringify({ ...outputs, watchedRegions: ["us-east-1", "Oregon"] });
    assert.throws(() => outputsIn(elsewhere, "o.json"), {
      name: "Problem",
      message:
        'o.json: not those of a deployed kms-monitoring\n- watchedRegions.1: "Oregon" is not a region such as eu-central-1',
    });
    assert.throws(() => outputsIn("{", "o.json"), { name: "Problem", message: "o.json: not JSON" });
  });

  it("has its hub in its home region, and nobody may mean another", () => {
    const hubBusArn = "arn:aws:events:eu-west-1:111122223333:event-bus/hub";
    const stack = { ...outputs, hubBusArn };
    assert.equal(homeRegionOf(stack, { region: undefined }), "eu-west-1");
    assert.equal(homeRegionOf(stack, { region: "eu-west-1" }), "eu-west-1");
    assert.throws(() => homeRegionOf(stack, { region: "nowhere" }), {
      name: "Problem",
      message: "--region nowhere: the home region of the stack is eu-west-1.",
    });
  });

  it("may not be there: then it says how to choose one", () => {
    assert.equal(noOutputs("prod", "no stack").message, "Stack prod has no outputs: no stack");
    const { message } = noOutputs(undefined, "error: PULUMI_ACCESS_TOKEN must be set");
    assert.match(message, /^There is no stack to ask: .*\n- npm start starts AWS here/);
    assert.match(message, /\nPulumi answers: error: PULUMI_ACCESS_TOKEN must be set$/);
  });

  it("is on this machine if its address is", () => {
    const at = (AWS_ENDPOINT_URL: string) => embeddedEndpoint({ AWS_ENDPOINT_URL });
    const local = ["http://127.0.0.1:4566", "http://localhost:4566/", "http://[::1]:1"];
    assert.deepEqual(local.map(at), local);
    const others = ["https://vpce.amazonaws.com", "http://127.0.0.1.example.com", "no address", ""];
    assert.deepEqual(others.map(at), [undefined, undefined, undefined, undefined]);
    assert.equal(embeddedEndpoint({}), undefined);
  });

  it("has rules that lead to its bus, its function, each of its topics and the watchdog's", () => {
    const all = ["hub", "function", "critical", "warning", "info", "watchdog"];
    const [hubBusArn = "", messageFunctionArn = "", ...topics] = all;
    const [critical = "", warning = "", info = "", watchdogTopicArn = ""] = topics;
    const alertTopicArns = { critical, warning, info };
    const arns = { hubBusArn, messageFunctionArn, alertTopicArns, watchdogTopicArn };
    assert.deepEqual(receiversOf({ ...outputs, ...arns }), all);
  });

  it("has those rules of a default bus that lead to it, and of them only those targets", () => {
    const rule = {
      name: "r",
      region: "us-east-1",
      busName: "default",
      state: "ENABLED",
      eventPattern: "{}",
    };
    const to = (...arns: readonly string[]) => ({
      ...rule,
      targets: arns.map((target) => ({ arn: target })),
    });
    assert.deepEqual(
      rulesTo(["hub", "topic"], [to("queue"), to("queue", "hub"), to("topic"), to()]),
      [to("hub"), to("topic")],
    );
  });
});
