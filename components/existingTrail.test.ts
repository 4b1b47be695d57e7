import assert from "node:assert/strict";
import { mockAws, valueOf } from "../tests/mockedAws";
import { findExistingTrail } from "./existingTrail";

const TRAIL_ARN = "arn:aws:cloudtrail:us-east-1:111122223333:trail/central";

/** What Cloud Control says of a trail that will do. */
const good = {
  TrailName: "central",
  Arn: TRAIL_ARN,
  IsLogging: true,
  IsMultiRegionTrail: true,
  IsOrganizationTrail: false,
  EnableLogFileValidation: true,
  CloudWatchLogsLogGroupArn: "arn:aws:logs:us-east-1:111122223333:log-group:central-logs:*",
  S3BucketName: "central-bucket",
  EventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: true }],
};

/** What is found when AWS says this of the trail. */
async function find(changes: object) {
  const organization = { id: "o-exampleorgid" };
  await mockAws({}, { existing: { central: { ...good, ...changes } }, organization });
  return findExistingTrail("central", "us-east-1");
}

const basic = (selector: object) => ({
  EventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: true, ...selector }],
});
const managementWithout = (source: string) => ({
  EventSelectors: undefined,
  AdvancedEventSelectors: [
    {
      Name: "Management events selector",
      FieldSelectors: [
        { Field: "eventCategory", Equals: ["Management"] },
        { Field: "eventSource", NotEquals: [source] },
      ],
    },
  ],
});

describe("findExistingTrail", () => {
  it("uses the trail, its log group and its bucket", async () => {
    assert.deepEqual(await find({}), {
      trailArn: TRAIL_ARN,
      trailName: "central",
      logGroupArn: "arn:aws:logs:us-east-1:111122223333:log-group:central-logs",
      logGroupName: "central-logs",
      bucketName: "central-bucket",
      keyPrefix: "",
      deliveryTopicArn: undefined,
      organizationId: undefined,
    });
  });

  it("knows where an organization trail with a prefix keeps its log files", async () => {
    const found = await find({ IsOrganizationTrail: true, S3KeyPrefix: "trails" });
    assert.equal(found.keyPrefix, "trails/");
    assert.equal(found.organizationId, "o-exampleorgid");
  });

  it("knows the topic that is told of log files by its ARN", async () => {
    const SnsTopicArn = "arn:aws:sns:us-east-1:111122223333:deliveries";
    const { deliveryTopicArn } = await find({ SnsTopicName: "deliveries", SnsTopicArn });
    assert.equal(deliveryTopicArn && (await valueOf(deliveryTopicArn)), SnsTopicArn);
  });

  it("blames its own setting when the organization cannot be looked up", async () => {
    const existing = { central: { ...good, IsOrganizationTrail: true } };
    await mockAws({}, { existing, organization: new Error("AccessDeniedException") });
    await assert.rejects(findExistingTrail("central", "us-east-1"), {
      message:
        "Wrong settings of stack test:\n  - trail.existingName: the organization cannot be looked up: AccessDeniedException",
    });
  });

  const enough: readonly (readonly [string, object])[] = [
    ["selectors that log everything", basic({})],
    ["only the events of another service excluded", managementWithout("rdsdata.amazonaws.com")],
  ];
  for (const [what, selectors] of enough) {
    it(`takes a trail with ${what}`, async () => {
      assert.equal((await find(selectors)).trailName, "central");
    });
  }

  const wrong: readonly (readonly [object, RegExp])[] = [
    [{ IsMultiRegionTrail: false }, /logs one region only; it must be a multi-region trail$/],
    [{ IsLogging: false }, /is not logging; start it$/],
    [{ EventSelectors: [] }, /cannot be read in us-east-1: .*no event selectors/],
    [{ EnableLogFileValidation: false }, /has log file validation turned off; turn it on$/],
    [{ CloudWatchLogsLogGroupArn: undefined }, /delivers to no log group; give it one/],
    [
      { CloudWatchLogsLogGroupArn: "arn:aws:logs:eu-west-1:111122223333:log-group:g:*" },
      /has its log group in eu-west-1, not in us-east-1$/,
    ],
    [
      { CloudWatchLogsLogGroupArn: "arn:aws:logs:us-east-1:999999999999:log-group:g:*" },
      /has its log group in account 999999999999, not in 111122223333$/,
    ],
    [
      basic({ ReadWriteType: "WriteOnly" }),
      /does not log KMS reads: EventSelectors\[0\]\.ReadWriteType /,
    ],
    [
      basic({ ExcludeManagementEventSources: ["kms.amazonaws.com"] }),
      /does not log KMS reads and writes: EventSelectors\[0\]\.ExcludeManagementEventSources/,
    ],
    [
      managementWithout("kms.amazonaws.com"),
      /does not log KMS reads and writes: AdvancedEventSelectors\[0\]/,
    ],
  ];
  for (const [changes, reason] of wrong) {
    it(`refuses a trail with ${JSON.stringify(changes)}`, async () => {
      await assert.rejects(find(changes), ({ message }: Error) => {
        const [first, problem = "", ...more] = message.split("\n");
        assert.equal(first, "Wrong settings of stack test:");
        assert.match(problem, /^ {2}- trail\.existingName: trail "central" /);
        assert.match(problem, reason);
        assert.deepEqual(more, []);
        return true;
      });
    });
  }

  it("says that a trail is not there", async () => {
    await mockAws({});
    await assert.rejects(findExistingTrail("nowhere", "us-east-1"), {
      message:
        /^Wrong settings of stack test:\n {2}- trail\.existingName: trail "nowhere" cannot be read in us-east-1: .*ResourceNotFoundException/,
    });
  });

  it("gives every reason at once", async () => {
    await assert.rejects(
      find({ IsMultiRegionTrail: false, IsLogging: false, CloudWatchLogsLogGroupArn: undefined }),
      ({ message }: Error) => message.split("\n").length === 4,
    );
  });
});
