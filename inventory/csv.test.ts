import assert from "node:assert/strict";
import { csvOf } from "./csv";
import { inDays, keyWith } from "./sampleKeys";

describe("csvOf", () => {
  it("has a header, and a row for each key", () => {
    const key = keyWith({
      aliases: ["alias/a", "alias/b"],
      expirationDate: inDays(1),
      watchedBy: ["one", "two"],
      notReadable: [{ call: "GetKeyLastUsage", error: "AccessDeniedException" }],
    });
    assert.equal(
      csvOf([key]),
      "keyId,arn,region,aliases,status,creationDate,deletionDate,expirationDate,origin,customKeyStoreId,manager,keySpec,keyUsage," +
        "multiRegion,primaryKeyArn,rotationEnabled,rotationPeriodDays,nextRotationDate,lastUsedDate,lastUsedOperation," +
        "lastUsedTrackedSince,expirationModel,watchedBy,notReadable\r\n" +
        "k1,arn:aws:kms:us-east-1:111122223333:key/k1,us-east-1,alias/a alias/b,Enabled,2026-01-01T00:00:00.000Z,," +
        "2026-11-02T00:00:00.000Z,AWS_KMS,,CUSTOMER,SYMMETRIC_DEFAULT,ENCRYPT_DECRYPT,,,true,365,2027-01-01T00:00:00.000Z," +
        "2026-10-31T12:00:00.000Z,Decrypt,,,one two,GetKeyLastUsage: AccessDeniedException\r\n",
    );
    assert.equal(csvOf([]).split("\r\n").length, 2);
  });

  it("gives a spreadsheet no formula, whatever people call their alarms", () => {
    const rowOf = (name: string) =>
      csvOf([keyWith({ watchedBy: [name] })])
        .split("\r\n")
        .slice(1)
        .join("\r\n");
    for (const name of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]) {
      assert.ok(rowOf(name).includes(`'${name}`), JSON.stringify(name));
    }
    assert.ok(rowOf('=HYPERLINK("x","y")').includes(`"'=HYPERLINK(""x"",""y"")"`));
  });
});
