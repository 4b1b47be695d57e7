import assert from "node:assert/strict";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { FakeAws } from "./fakeAws";
import type { Told } from "./handler";
import { toldInDynamoDb } from "./tellOnce";

const invocation = { getRemainingTimeInMillis: () => 60_000 };

describe("toldInDynamoDb", () => {
  let aws: FakeAws;
  let told: Told;
  let sent: Told;
  let logged: Readonly<Record<string, unknown>>[];
  let tellings: number;

  const tell = (): Promise<void> => {
    tellings += 1;
    return Promise.resolve();
  };
  const fail = (): Promise<void> => Promise.reject(new Error("SNS is not there"));

  beforeEach(async () => {
    aws = await FakeAws.start();
    logged = [];
    tellings = 0;
    const client = new DynamoDBClient({
      endpoint: aws.endpoint,
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    });
    const log = (line: Readonly<Record<string, unknown>>): void => {
      logged.push(line);
    };
    told = toldInDynamoDb("told-table", client, log, "told");
    sent = toldInDynamoDb("told-table", client, log, "sent");
  });

  afterEach(() => {
    aws.stop();
  });

  it("tells once for a key, and notes it for an hour", async () => {
    const before = Date.now() / 1000;
    assert.equal(await told.once("a", tell, invocation), "told");
    assert.equal(await told.once("a", tell, invocation), "repeated");
    assert.equal(await told.once("b", tell, invocation), "told");
    assert.equal(tellings, 2);
    const [item] = aws.items.values();
    assert.deepEqual(Object.keys(item ?? {}), [
      "id",
      "expiration",
      "status",
      "in_progress_expiration",
    ]);
    assert.deepEqual(item?.["status"], { S: "COMPLETED" });
    const { N } = item?.["expiration"] as { N: string };
    assert.ok(Math.abs(Number(N) - before - 3600) < 60, N);
    assert.deepEqual(logged, []);
  });

  it("remembers machines apart from people", async () => {
    assert.equal(await told.once("a", tell, invocation), "told");
    assert.equal(await sent.once("a", tell, invocation), "told");
    assert.equal(await sent.once("a", tell, invocation), "repeated");
    assert.equal(tellings, 2);
  });

  it("gives way to the next run when this one ends without a word", async () => {
    await told.once("a", tell, { getRemainingTimeInMillis: () => 5000 });
    const [item] = aws.items.values();
    const { N } = item?.["in_progress_expiration"] as { N: string };
    assert.ok(Math.abs(Number(N) - Date.now() - 5000) < 4000, N);
  });

  it("forgets a key that could not be told, so that the next run tells it", async () => {
    await assert.rejects(told.once("a", fail, invocation), { message: "SNS is not there" });
    assert.equal(aws.items.size, 0);
    assert.equal(await told.once("a", tell, invocation), "told");
  });

  it("says why it could not be told even if the key cannot be forgotten", async () => {
    aws.failing.add("DeleteItem");
    await assert.rejects(told.once("a", fail, invocation), { message: "SNS is not there" });
    assert.deepEqual(logged, []);
  });

  it("tells although DynamoDB does not work, and logs it", async () => {
    aws.failing.add("PutItem");
    assert.equal(await told.once("a", tell, invocation), "told");
    assert.equal(await told.once("a", tell, invocation), "told");
    assert.equal(tellings, 2);
    const line = {
      level: "error",
      could: "not remember what was told",
      failure: "AccessDeniedException: refused here",
    };
    assert.deepEqual(logged, [line, line]);
  });

  it("fails if neither DynamoDB nor SNS works", async () => {
    aws.failing.add("PutItem");
    await assert.rejects(told.once("a", fail, invocation), { message: "SNS is not there" });
  });

  it("tells only once when only the note that it told is lost", async () => {
    aws.failing.add("UpdateItem");
    assert.equal(await told.once("a", tell, invocation), "told");
    assert.equal(tellings, 1);
    assert.equal(logged.length, 1);
  });

  it("waits for a run that is telling the same, and leaves it to that one", async () => {
    let end: () => void = () => assert.fail("not begun");
    const first = told.once("a", () => new Promise((resolve) => (end = resolve)), invocation);
    while (aws.items.size === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    const second = told.once("a", tell, invocation);
    setTimeout(() => end(), 300);
    assert.deepEqual(await Promise.all([first, second]), ["told", "repeated"]);
    assert.equal(tellings, 0);
  });

  it("fails, to be run again, when the other run does not end", async () => {
    void told.once("a", () => new Promise(() => undefined), invocation);
    while (aws.items.size === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await assert.rejects(told.once("a", tell, invocation), {
      name: "IdempotencyAlreadyInProgressError",
    });
    assert.equal(tellings, 0);
  });
});
