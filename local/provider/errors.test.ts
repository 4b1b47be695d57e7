import assert from "node:assert/strict";
import { describe as describeError, ifFound, isMissing, rememberOperation } from "./errors";

const ENDPOINT = "http://127.0.0.1:4566";
const KEY = 'aws:kms/key:Key "key"';

function awsError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

describe("describe", () => {
  it("gives operation, resource, AWS's code and message in one line", () => {
    const error = awsError("MalformedPolicyDocumentException", "The policy\n  is malformed");
    assert.equal(
      describeError(rememberOperation(error, "CreateKeyCommand"), KEY, ENDPOINT),
      `CreateKey for ${KEY}: MalformedPolicyDocumentException: The policy is malformed`,
    );
  });

  it("says what to do when the emulator does not answer", () => {
    const error = Object.assign(new Error(""), { code: "ECONNREFUSED" });
    assert.equal(
      describeError(rememberOperation(error, "CreateKeyCommand"), KEY, ENDPOINT),
      "the embedded AWS does not answer on http://127.0.0.1:4566; start it with npm start",
    );
  });
});

describe("ifFound", () => {
  it("answers undefined for the ways in which services say that there is no such thing", async () => {
    for (const name of [
      "NotFoundException",
      "NoSuchEntityException",
      "NoSuchBucketPolicy",
      "TrailNotFoundException",
    ])
      assert.equal(await ifFound(Promise.reject(awsError(name, ""))), undefined, name);
  });

  it("passes other errors on", async () => {
    await assert.rejects(ifFound(Promise.reject(awsError("AccessDenied", "no"))), {
      name: "AccessDenied",
    });
    assert.equal(isMissing("a text"), false);
  });
});
