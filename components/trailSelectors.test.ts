import assert from "node:assert/strict";
import fc from "fast-check";
import { kmsBlindSpots } from "../policies/trails/loggedEvents";
import { PULUMI_NAMES } from "../policies/trails/selectorNames";
import { mockAws, valueOf } from "../tests/mockedAws";
import * as pulumi from "@pulumi/pulumi";
import { trailSelectors } from "./trailSelectors";
import { trailSettings } from "./trailSettings";

const MANAGEMENT = {
  name: "Management events selector",
  fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }],
};

async function selectorsFor(settings: object) {
  await mockAws();
  const selectors = trailSelectors(trailSettings.parse(settings), ["arn:aws:s3:::archive"]);
  return valueOf(pulumi.output(selectors));
}

describe("trailSelectors", () => {
  it("log every management event by default, and nothing else", async () => {
    assert.deepEqual(await selectorsFor({}), { advancedEventSelectors: [MANAGEMENT] });
  });

  it("add KMS network activity events, beside the management selector under its usual name", async () => {
    assert.deepEqual(await selectorsFor({ networkActivityEvents: true }), {
      advancedEventSelectors: [
        MANAGEMENT,
        {
          name: "KMS network activity events selector",
          fieldSelectors: [
            { field: "eventCategory", equals: ["NetworkActivity"] },
            { field: "eventSource", equals: ["kms.amazonaws.com"] },
          ],
        },
      ],
    });
  });

  it("add data events, but never those of the archive itself", async () => {
    const dataEvents = [
      { resourceType: "AWS::S3::Object", arnsStartingWith: ["arn:aws:s3:::secrets/"] },
      { resourceType: "AWS::Lambda::Function", readOnly: false },
    ];
    assert.deepEqual(await selectorsFor({ dataEvents }), {
      advancedEventSelectors: [
        MANAGEMENT,
        {
          name: "AWS::S3::Object data events selector",
          fieldSelectors: [
            { field: "eventCategory", equals: ["Data"] },
            { field: "resources.type", equals: ["AWS::S3::Object"] },
            {
              field: "resources.ARN",
              startsWiths: ["arn:aws:s3:::secrets/"],
              notStartsWiths: ["arn:aws:s3:::archive/"],
            },
          ],
        },
        {
          name: "AWS::Lambda::Function data events selector",
          fieldSelectors: [
            { field: "eventCategory", equals: ["Data"] },
            { field: "resources.type", equals: ["AWS::Lambda::Function"] },
            { field: "readOnly", equals: ["false"] },
          ],
        },
      ],
    });
  });

  it("leave no KMS read or write out, whatever is added", async () => {
    const types = fc.constantFrom(
      "AWS::S3::Object",
      "AWS::Lambda::Function",
      "AWS::DynamoDB::Table",
    );
    const settings = fc.record({
      networkActivityEvents: fc.boolean(),
      dataEvents: fc.array(
        fc.record(
          {
            resourceType: types,
            readOnly: fc.boolean(),
            arnsStartingWith: fc.constant(["arn:aws:dynamodb:"]),
          },
          { requiredKeys: ["resourceType"] },
        ),
        { maxLength: 4 },
      ),
    });
    await fc.assert(
      fc.asyncProperty(settings, async (value) => {
        assert.deepEqual(kmsBlindSpots(await selectorsFor(value), PULUMI_NAMES), []);
      }),
    );
  });
});
