import assert from "node:assert/strict";
import { freePort } from "../port";
import { readConfig } from "./config";
import { UNKNOWN } from "./meaning";
import { Provider } from "./provider";

const SEED = new Uint8Array(32).fill(1);
const GROUP = { token: "aws:cloudwatch/logGroup:LogGroup", name: "Audit" };

function providerAt(endpoint: string): Provider {
  return new Provider(readConfig({ region: "us-east-1" }, { AWS_ENDPOINT_URL: endpoint }));
}

describe("Provider", () => {
  const provider = providerAt("http://127.0.0.1:1");

  it("adds a made name to the inputs and keeps it afterwards", () => {
    const first = provider.check(GROUP, {}, { retentionInDays: 30 }, SEED);
    assert.deepEqual(first.problems, []);
    assert.match(String(first.inputs.name), /^Audit-[0-9a-f]{7}$/);
    const again = provider.check(GROUP, first.inputs, { retentionInDays: 90 }, new Uint8Array());
    assert.deepEqual(again.inputs, { ...first.inputs, retentionInDays: 90 });
  });

  it("refuses an unknown type as a problem of the resource", () => {
    const { problems } = provider.check(
      { token: "aws:ec2/instance:Instance", name: "q" },
      {},
      {},
      SEED,
    );
    assert.deepEqual(problems, [
      'the stand-in aws provider has no resource type "aws:ec2/instance:Instance"',
    ]);
  });

  it("knows at preview what follows from the inputs, and nothing that AWS makes", () => {
    const state = provider.preview(GROUP, { name: "audit", kmsKeyId: UNKNOWN }, {});
    assert.deepEqual(
      [state.name, state.kmsKeyId, state.retentionInDays, state.region, state.arn],
      ["audit", UNKNOWN, 0, "us-east-1", UNKNOWN],
    );
  });

  it("says in one sentence that the emulator does not answer", async () => {
    const endpoint = `http://127.0.0.1:${await freePort()}`;
    const dead = providerAt(endpoint);
    const error: unknown = await dead
      .create(GROUP, { name: "audit" })
      .catch((reason: unknown) => reason);
    assert.equal(
      dead.describe(error, "a log group"),
      `the embedded AWS does not answer on ${endpoint}; start it with npm start`,
    );
  });
});
