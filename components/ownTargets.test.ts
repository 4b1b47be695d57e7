import assert from "node:assert/strict";
import { mockAws } from "../tests/mockedAws";
import { refuseForeignTargets } from "./ownTargets";

const inAccount = (id: string) => [
  { arn: `arn:aws:sqs:us-east-1:${id}:alerts` },
  { arn: `arn:aws:lambda:us-east-1:${id}:function:alerts` },
];

describe("targets of other accounts", () => {
  it("are refused before anything is made if they are queues or functions", async () => {
    await mockAws({});
    const why =
      "is not of this account, 111122223333; of other accounts, event buses and Kinesis streams are allowed";
    await assert.rejects(
      refuseForeignTargets([...inAccount("444455556666"), ...inAccount("111122223333")]),
      {
        message: [
          "Wrong settings of stack test:",
          `  - alertTargets: arn:aws:sqs:us-east-1:444455556666:alerts ${why}`,
          `  - alertTargets: arn:aws:lambda:us-east-1:444455556666:function:alerts ${why}`,
        ].join("\n"),
      },
    );
  });

  it("may be streams and buses, which a role reaches", async () => {
    await mockAws({});
    const elsewhere = [
      "kinesis:us-east-1:444455556666:stream/s",
      "events:eu-west-1:444455556666:event-bus/b",
    ];
    const targets = elsewhere.map((rest) => ({ arn: `arn:aws:${rest}` }));
    assert.equal(await refuseForeignTargets([...targets, ...inAccount("111122223333")]), undefined);
  });
});
