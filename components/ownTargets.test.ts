import assert from "node:assert/strict";
import { foreignTargets } from "./ownTargets";

const OWNER = { accountId: "111122223333" };
const inAccount = (id: string) => [
  { arn: `arn:aws:sqs:us-east-1:${id}:alerts` },
  { arn: `arn:aws:lambda:us-east-1:${id}:function:alerts` },
];

describe("targets of other accounts", () => {
  it("are refused if they are queues or functions", () => {
    const why =
      "is not of this account, 111122223333; of other accounts, event buses and Kinesis streams are allowed";
    const targets = [...inAccount("444455556666"), ...inAccount("111122223333")];
    assert.deepEqual(foreignTargets(targets, OWNER), [
      `alertTargets: arn:aws:sqs:us-east-1:444455556666:alerts ${why}`,
      `alertTargets: arn:aws:lambda:us-east-1:444455556666:function:alerts ${why}`,
    ]);
  });

  it("may be streams and buses, which a role reaches", () => {
    const elsewhere = [
      "kinesis:us-east-1:444455556666:stream/s",
      "events:eu-west-1:444455556666:event-bus/b",
    ];
    const targets = elsewhere.map((rest) => ({ arn: `arn:aws:${rest}` }));
    assert.deepEqual(foreignTargets([...targets, ...inAccount("111122223333")], OWNER), []);
  });
});
