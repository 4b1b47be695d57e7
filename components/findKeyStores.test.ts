import assert from "node:assert/strict";
import type { KeyStore } from "../detections/keyStores";
import { mockAws } from "../tests/mockedAws";
import { keyStoreProblems } from "./findKeyStores";

const EXTERNAL = { id: "cks-1234567890abcdef0", type: "external", region: "us-east-1" } as const;
const HSM = { id: "cks-9876543210fedcba9", type: "cloudhsm", region: "us-west-2" } as const;

async function problemsOf(
  named: readonly KeyStore[],
  keyStores: readonly KeyStore[] | Error = [EXTERNAL, HSM],
) {
  await mockAws({}, { keyStores });
  return keyStoreProblems(named);
}

describe("the key stores of keyStores", () => {
  it("are in order if they exist where they are said to, and are of that type", async () => {
    assert.deepEqual(await problemsOf([EXTERNAL, HSM]), []);
  });

  it("are all refused at once that do not exist there or are of the other type", async () => {
    const wrong = [
      { ...EXTERNAL, type: "cloudhsm" },
      { ...HSM, type: "external" },
      { ...EXTERNAL, region: "us-west-2" },
    ] as const;
    assert.deepEqual(await problemsOf(wrong), [
      'keyStores[0].type: "cloudhsm" is not that of cks-1234567890abcdef0, which is external',
      'keyStores[1].type: "external" is not that of cks-9876543210fedcba9, which is cloudhsm',
      'keyStores[2].id: "cks-1234567890abcdef0" does not exist in us-west-2',
    ]);
  });

  it("do not exist by the words of the aws plugin, and must be readable", async () => {
    const gone = new Error("reading KMS Custom Key Store (cks-1): couldn't find resource");
    assert.deepEqual(await problemsOf([EXTERNAL], gone), [
      'keyStores[0].id: "cks-1234567890abcdef0" does not exist in us-east-1',
    ]);
    const denied = new Error("AccessDeniedException: kms:DescribeCustomKeyStores");
    assert.deepEqual(await problemsOf([EXTERNAL], denied), [
      `keyStores[0].id: "cks-1234567890abcdef0" cannot be looked up in us-east-1; who deploys needs kms:DescribeCustomKeyStores there: ${denied.message}`,
    ]);
  });
});
