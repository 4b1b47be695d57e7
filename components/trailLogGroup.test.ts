import assert from "node:assert/strict";
import { inputsOf, mockAws, settled } from "../tests/mockedAws";
import { TrailLogGroup } from "./trailLogGroup";

describe("TrailLogGroup", () => {
  it("keeps records encrypted, under the name and for the days that the settings say", async () => {
    const made = await mockAws();
    new TrailLogGroup("kms", {
      logGroupName: "/aws/cloudtrail/kms-test",
      keyArn: "arn:key",
      logRetentionDays: 365,
      deletionProtection: true,
    });
    await settled();
    assert.deepEqual(inputsOf(made, "aws:cloudwatch/logGroup:LogGroup", "kms-trail"), {
      name: "/aws/cloudtrail/kms-test",
      retentionInDays: 365,
      kmsKeyId: "arn:key",
    });
  });
});
