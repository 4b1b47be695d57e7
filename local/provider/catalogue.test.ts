import assert from "node:assert/strict";
import { allTypes, findFunction, findType, unknownType } from "./catalogue";

describe("catalogue", () => {
  it("finds every type by the name of its file", () => {
    for (const type of allTypes()) assert.equal(findType(type.token), type);
  });

  it("refuses a type that has no file, and names the nearest", () => {
    const problem =
      'the stand-in aws provider has no resource type "aws:kms/kye:Kye"; did you mean "aws:kms/key:Key"?';
    assert.equal(unknownType("aws:kms/kye:Kye"), problem);
    assert.throws(() => findType("aws:kms/kye:Kye"), { message: problem });
    assert.equal(unknownType("aws:kms/key:Key"), undefined);
  });

  it("refuses a function it does not know, by name", () => {
    assert.throws(() => findFunction("aws:iam/getRole:getRole"), {
      message: "the stand-in aws provider has no function aws:iam/getRole:getRole",
    });
  });
});
