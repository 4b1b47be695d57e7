import assert from "node:assert/strict";
import { deployedResources } from "./deployedStack";
import { readPolicyDocuments } from "./policyDocuments";

describe("the policy documents of a stack", () => {
  it("are refused when one is on a type of resource that nobody reads", async () => {
    const urn = "urn:pulumi:local::kms-monitoring::aws:ecr/repository:Repository::letters";
    const inputs = { name: "letters", policy: '{"Version":"2012-10-17","Statement":[]}' };
    const queue = { urn, type: "aws:ecr/repository:Repository", id: "letters", inputs };
    const exported = JSON.stringify({ deployment: { resources: [queue] } });
    await assert.rejects(readPolicyDocuments(deployedResources(exported)), {
      message:
        "policy of aws:ecr/repository:Repository letters is a policy document that is not read.",
    });
  });
});
