import {
  CloudTrailClient,
  DescribeTrailsCommand,
  PutEventSelectorsCommand,
} from "@aws-sdk/client-cloudtrail";
import assert from "node:assert/strict";
import { delayPolicies } from "../../tests/embeddedAws";
import { startProvider, type EmulatedProvider } from "./tests/emulatedProvider";
import type { Made } from "./provider";
import type { Values } from "./resourceType";
import { trailDestinations } from "./tests/samples/world";

const ACCOUNT = "111122223333";

describe("a trail", function () {
  let emulated: EmulatedProvider;
  const subject = { token: "aws:cloudtrail/trail:Trail", name: "trail" };
  const inputs = {
    s3BucketName: "audit",
    cloudWatchLogsGroupArn: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:audit:*`,
    cloudWatchLogsRoleArn: `arn:aws:iam::${ACCOUNT}:role/audit`,
  };

  before(async () => {
    emulated = await startProvider();
    for (const { token, inputs } of trailDestinations("audit"))
      await emulated.provider.create({ token, name: "audit" }, inputs);
  });
  after(() => emulated.stop());

  function make(name: string, others: Values = {}): Promise<Made> {
    return emulated.provider.create(subject, { ...inputs, ...others, name });
  }

  /** What get() of a program asks for: an id, and nothing else. */
  function get(id: string) {
    return emulated.provider.read(subject, id, {}, {});
  }

  async function trailNames() {
    const answer = await new CloudTrailClient(emulated.client).send(new DescribeTrailsCommand({}));
    return answer.trailList?.map(({ Name }) => Name).sort();
  }

  describe("looked up by its ARN alone", () => {
    it("says everything that it is", async () => {
      const advancedEventSelectors = [
        { name: "all", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
      ];
      const { id } = await make("looked-up", {
        s3KeyPrefix: "prefix",
        isMultiRegionTrail: true,
        enableLogFileValidation: true,
        advancedEventSelectors,
        insightSelectors: [{ insightType: "ApiCallRateInsight" }],
        tags: { team: "security" },
      });
      assert.equal(id, `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/looked-up`);
      assert.deepEqual((await get(id))?.state, {
        ...inputs,
        region: "us-east-1",
        name: "looked-up",
        arn: id,
        homeRegion: "us-east-1",
        s3KeyPrefix: "prefix",
        isMultiRegionTrail: true,
        includeGlobalServiceEvents: true,
        enableLogFileValidation: true,
        enableLogging: true,
        isOrganizationTrail: false,
        advancedEventSelectors,
        insightSelectors: [{ insightType: "ApiCallRateInsight" }],
        tags: { team: "security" },
        tagsAll: { from: "defaults", team: "security" },
      });
    });

    it("shows selectors and a stop that were made outside", async () => {
      const { id } = await make("changed", { enableLogging: false });
      const selector = {
        ReadWriteType: "All" as const,
        IncludeManagementEvents: true,
        ExcludeManagementEventSources: ["kms.amazonaws.com"],
      };
      await new CloudTrailClient(emulated.client).send(
        new PutEventSelectorsCommand({ TrailName: id, EventSelectors: [selector] }),
      );
      const state = (await get(id))?.state;
      assert.equal(state?.enableLogging, false);
      assert.deepEqual(state?.eventSelectors, [
        {
          readWriteType: "All",
          includeManagementEvents: true,
          excludeManagementEventSources: ["kms.amazonaws.com"],
          dataResources: [],
        },
      ]);
    });

    it("is found in the region that its ARN names", async () => {
      const west = { region: "us-west-2" };
      for (const { token, inputs } of trailDestinations("west"))
        await emulated.provider.create({ token, name: "west" }, { ...inputs, ...regional(token) });
      function regional(token: string): Values {
        return token.startsWith("aws:iam") ? {} : west;
      }
      const { id } = await emulated.provider.create(subject, {
        ...west,
        name: "west",
        s3BucketName: "west",
      });
      const state = (await get(id))?.state;
      assert.deepEqual([state?.region, state?.homeRegion], ["us-west-2", "us-west-2"]);
      assert.equal(await get(id.replace("us-west-2", "us-east-1")), undefined);
    });

    it("is not there when no trail has that ARN, and a name is no ARN", async () => {
      assert.equal(await get(`arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/nowhere`), undefined);
      await assert.rejects(get("looked-up"), {
        message: 'could not parse import ID "looked-up" as ARN',
      });
    });
  });

  it("takes the one selector that every new trail has for none, as the real provider does", async () => {
    const eventSelectors = [{ readWriteType: "All", includeManagementEvents: true }];
    const { id, state } = await make("default-selector", { eventSelectors });
    assert.equal(state.eventSelectors, undefined);
    assert.equal((await get(id))?.state.eventSelectors, undefined);
  });

  it("has the name of a topic beside it, by whatever the topic was given", async () => {
    const policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "cloudtrail.amazonaws.com" },
          Action: "sns:Publish",
          Resource: "*",
        },
      ],
    });
    const topic = { token: "aws:sns/topic:Topic", name: "topic" };
    const { id: arn } = await emulated.provider.create(topic, { name: "deliveries", policy });
    for (const [name, snsTopicName] of [
      ["by-name", "deliveries"],
      ["by-arn", arn],
    ] as const) {
      const { state } = await make(name, { snsTopicName });
      assert.deepEqual([state.snsTopicName, state.snsTopicArn], ["deliveries", arn]);
    }
  });

  it("is made although its role takes effect late", async () => {
    await delayPolicies(emulated, { roles: 2 });
    const { id, unfinished } = await make("late-role");
    assert.equal(unfinished, undefined);
    assert.equal((await get(id))?.state.name, "late-role");
  });

  it("is refused with one error, and not made, while its bucket policy has not taken effect", async () => {
    await delayPolicies(emulated, { bucketPolicies: 1 });
    const before = await trailNames();
    await assert.rejects(make("late-policy"), {
      name: "InsufficientS3BucketPolicyException",
      message: "Incorrect S3 bucket policy is detected for bucket: audit",
    });
    assert.deepEqual(await trailNames(), before);
    assert.equal((await make("late-policy")).unfinished, undefined);
  });

  it("is refused with one error when its role never takes effect", async () => {
    await delayPolicies(emulated, { roles: 1000 });
    await assert.rejects(make("never"), {
      name: "InvalidCloudWatchLogsRoleArnException",
      message: "Access denied. Check the trust relationships for your role.",
    });
    await delayPolicies(emulated, { roles: 0 });
    assert.equal((await trailNames())?.includes("never"), false);
  });
});
