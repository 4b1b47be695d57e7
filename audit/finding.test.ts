import assert from "node:assert/strict";
import { compare, type Explanation, type Finding } from "./finding";

const finding: Finding = {
  tool: "prowler",
  check: "s3_bucket_no_mfa_delete",
  on: "Bucket kms-monitoring-archive",
  detail: "FAIL",
};
const explanation: Explanation = {
  tool: "prowler",
  checks: ["s3_bucket_no_mfa_delete"],
  on: "Bucket kms-monitoring-archive",
  why: "No program can turn it on.",
};

describe("what the audit's tools find", () => {
  it("is explained by the tool, the check and what it is on, and by nothing less", () => {
    const others: readonly Finding[] = [
      { ...finding, tool: "parliament" },
      { ...finding, check: "s3_bucket_object_lock" },
      { ...finding, on: "Bucket kms-monitoring-access-logs" },
    ];
    assert.deepEqual(compare([finding, ...others], [explanation]), {
      explained: [[finding, explanation]],
      unexplained: others,
      obsolete: [],
    });
  });

  it("makes an explanation obsolete, for each of its checks, that explains nothing any more", () => {
    const on = /^Bucket kms-monitoring-(archive|query-results)$/;
    const two = { ...explanation, checks: [finding.check, "s3_bucket_object_lock"], on };
    const { explained, obsolete } = compare([finding], [two]);
    assert.deepEqual(explained, [[finding, two]]);
    assert.deepEqual(obsolete, [`prowler s3_bucket_object_lock on ${String(on)}`]);
  });
});
