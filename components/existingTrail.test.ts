import assert from "node:assert/strict";
import { mockAws } from "../tests/mockedAws";
import { Account } from "./account";
import { findExistingTrail } from "./existingTrail";

const TRAIL_ARN = "arn:aws:cloudtrail:us-east-1:111122223333:trail/central";

/** A trail that will do. */
const good = {
  name: "central",
  arn: TRAIL_ARN,
  homeRegion: "us-east-1",
  isMultiRegionTrail: true,
  isOrganizationTrail: false,
  enableLogging: true,
  enableLogFileValidation: true,
  cloudWatchLogsGroupArn: "arn:aws:logs:us-east-1:111122223333:log-group:central-logs:*",
  s3BucketName: "central-bucket",
};

/** What is found when AWS says this of the trail. */
async function find(changes: object) {
  const organization = { id: "o-exampleorgid" };
  await mockAws({}, { existing: { central: { ...good, ...changes } }, organization });
  return findExistingTrail("kms", "central", new Account("us-east-1"));
}

const basic = (selector: object) => ({ eventSelectors: [selector] });
const managementWithout = (source: string) => ({
  advancedEventSelectors: [
    {
      name: "Management events selector",
      fieldSelectors: [
        { field: "eventCategory", equals: ["Management"] },
        { field: "eventSource", notEquals: [source] },
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
    const found = await find({ isOrganizationTrail: true, s3KeyPrefix: "trails" });
    assert.equal(found.keyPrefix, "trails/");
    assert.equal(found.organizationId, "o-exampleorgid");
  });

  const enough: readonly (readonly [string, object])[] = [
    [
      "selectors that log everything",
      basic({ readWriteType: "All", includeManagementEvents: true }),
    ],
    ["only the events of another service excluded", managementWithout("rdsdata.amazonaws.com")],
  ];
  for (const [what, selectors] of enough) {
    it(`takes a trail with ${what}`, async () => {
      assert.equal((await find(selectors)).trailName, "central");
    });
  }

  const wrong: readonly (readonly [object, RegExp])[] = [
    [{ isMultiRegionTrail: false }, /logs one region only; it must be a multi-region trail$/],
    [{ enableLogging: false }, /is not logging; start it$/],
    [{ enableLogFileValidation: false }, /has log file validation turned off; turn it on$/],
    [{ cloudWatchLogsGroupArn: undefined }, /delivers to no log group; give it one/],
    [
      { cloudWatchLogsGroupArn: "arn:aws:logs:eu-west-1:111122223333:log-group:g:*" },
      /has its log group in eu-west-1, not in us-east-1$/,
    ],
    [
      { cloudWatchLogsGroupArn: "arn:aws:logs:us-east-1:999999999999:log-group:g:*" },
      /has its log group in account 999999999999, not in 111122223333$/,
    ],
    [
      basic({ readWriteType: "WriteOnly", includeManagementEvents: true }),
      /does not log KMS reads: eventSelectors\[0\]\.readWriteType /,
    ],
    [
      basic({
        readWriteType: "All",
        includeManagementEvents: true,
        excludeManagementEventSources: ["kms.amazonaws.com"],
      }),
      /does not log KMS reads and writes: eventSelectors\[0\]\.excludeManagementEventSources/,
    ],
    [
      managementWithout("kms.amazonaws.com"),
      /does not log KMS reads and writes: advancedEventSelectors\[0\]/,
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

  it("gives every reason at once", async () => {
    await assert.rejects(
      find({ isMultiRegionTrail: false, enableLogging: false, cloudWatchLogsGroupArn: undefined }),
      ({ message }: Error) => message.split("\n").length === 4,
    );
  });
});
