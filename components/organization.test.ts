import assert from "node:assert/strict";
import { mockAws } from "../tests/mockedAws";
import { findOrganization } from "./organization";

const good = {
  id: "o-exampleorgid",
  masterAccountId: "999999999999",
  featureSet: "ALL",
  awsServiceAccessPrincipals: ["cloudtrail.amazonaws.com"],
};

/** What is found when AWS says this of the account's organization. */
async function find(changes: object) {
  await mockAws({}, { organization: { ...good, ...changes } });
  return findOrganization("o-exampleorgid");
}

describe("findOrganization", () => {
  it("knows the management account, which owns organization trails", async () => {
    assert.deepEqual(await find({}), { id: "o-exampleorgid", managementAccountId: "999999999999" });
  });

  const wrong: readonly (readonly [object, string])[] = [
    [
      { id: "o-another1234" },
      '"o-exampleorgid" is not the organization of this account, o-another1234',
    ],
    [
      { featureSet: "CONSOLIDATED_BILLING" },
      "organization o-exampleorgid has not all features enabled, which organization trails need",
    ],
    [
      { awsServiceAccessPrincipals: [] },
      "this account cannot make a trail for o-exampleorgid: it is no management account or delegated administrator, or CloudTrail has no trusted access (aws organizations enable-aws-service-access --service-principal cloudtrail.amazonaws.com)",
    ],
  ];
  for (const [changes, problem] of wrong) {
    it(`refuses an organization with ${JSON.stringify(changes)}`, async () => {
      await assert.rejects(find(changes), {
        message: `Wrong settings of stack test:\n  - trail.organizationId: ${problem}`,
      });
    });
  }

  it("says why an organization cannot be looked up", async () => {
    await mockAws({}, { organization: new Error("AWSOrganizationsNotInUseException") });
    await assert.rejects(findOrganization("o-exampleorgid"), {
      message:
        /^Wrong settings of stack test:\n {2}- trail\.organizationId: the organization cannot be looked up: .*AWSOrganizationsNotInUseException/,
    });
  });
});
