import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { cloudtrailTrailLogsKmsEvents as rule } from "../rules/cloudtrailTrailLogsKmsEvents";

// A trail of @pulumi/awsx is a component with a trail of @pulumi/aws inside, to which it passes the selectors on.
// https://github.com/pulumi/pulumi-awsx/blob/master/awsx/cloudtrail/trail.ts

const EXCLUDING = [{ excludeManagementEventSources: ["kms.amazonaws.com"] }];

/** Made as awsx makes it. The plugin runs elsewhere, but its children go through the same engine. */
class AwsxTrail extends pulumi.ComponentResource {
  readonly trail: aws.cloudtrail.Trail;

  constructor(name: string, args: Pick<aws.cloudtrail.TrailArgs, "eventSelectors">) {
    super("awsx:cloudtrail:Trail", name, {});
    const bucket = new aws.s3.Bucket(name, {}, { parent: this });
    const selected = { ...args, s3BucketName: bucket.bucket };
    this.trail = new aws.cloudtrail.Trail(name, selected, { parent: this });
    this.registerOutputs({ trail: this.trail });
  }
}

async function judgedTypes(args: ConstructorParameters<typeof AwsxTrail>[1]): Promise<string[]> {
  const refused: string[] = [];
  await pulumi.runtime.setMocks({
    call: () => ({}),
    newResource: ({ type, name, inputs, id }) => {
      const props = inputs as Readonly<Record<string, unknown>>;
      const resource = { type, name, urn: "urn", props, protect: false, ignoreChanges: [] };
      const violations = rule.types.includes(type)
        ? rule.judge(resource, rule.settings.parse({}))
        : [];
      refused.push(...violations.map(({ path }) => `${type} ${path}`));
      return { id: id ?? name, state: props };
    },
  });
  const { trail } = new AwsxTrail("audit", args);
  await new Promise((resolve) => trail.urn.apply(resolve));
  return refused;
}

describe("a trail of awsx", () => {
  it("is judged by the trail that it makes", async () => {
    assert.deepEqual(await judgedTypes({ eventSelectors: EXCLUDING }), [
      "aws:cloudtrail/trail:Trail eventSelectors[0].excludeManagementEventSources",
    ]);
    assert.deepEqual(await judgedTypes({}), []);
  });
});
