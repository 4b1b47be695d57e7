import assert from "node:assert/strict";
import { linksOf, type Linked } from "./links";
import { keyArn, links } from "./sampleEntries";

const linked: Linked = {
  detectionId: "key-deleted",
  keyArn,
  region: "us-west-2",
  eventId: "3c4226b0-1e81-48a8-a333-7fa5f3cbd118",
  about: "key",
};

describe("linksOf", () => {
  const partitions = [
    ["us-east-1", "aws", "https://us-east-1.console.aws.amazon.com"],
    ["ap-southeast-3", "aws", "https://ap-southeast-3.console.aws.amazon.com"],
    ["us-gov-west-1", "aws-us-gov", "https://us-gov-west-1.console.amazonaws-us-gov.com"],
    ["cn-north-1", "aws-cn", "https://cn-north-1.console.amazonaws.cn"],
  ] as const;
  for (const [region, partition, domain] of partitions) {
    it(`leads to the console of ${region}`, () => {
      const arn = `arn:${partition}:kms:${region}:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab`;
      const found = linksOf({ ...links, region }, { ...linked, region, keyArn: arn });
      assert.deepEqual(found, {
        key: `${domain}/kms/home?region=${region}#/kms/keys/mrk-1234abcd12ab34cd56ef1234567890ab`,
        logsInsights: `${domain}/cloudwatch/home?region=${region}#logsV2:logs-insights`,
        savedQuery: "dev/Life of one key",
        event: `${domain}/cloudtrailv2/home?region=${region}#/events/3c4226b0-1e81-48a8-a333-7fa5f3cbd118`,
        runbook: "https://example.com/runbooks/key-deleted.md",
      });
    });
  }

  it("names the saved query for what the record is about", () => {
    const abouts = ["key", "trail", "other"] as const;
    assert.deepEqual(
      abouts.map((about) => linksOf(links, { ...linked, about }).savedQuery),
      ["dev/Life of one key", "dev/Changes of selectors", null],
    );
  });

  it("names the path of the runbook where no address is known", () => {
    const { runbook } = linksOf({ ...links, runbookBaseUrl: null }, linked);
    assert.equal(runbook, "docs/runbooks/key-deleted.md");
  });

  it("takes the region of the key for the key, and that of the record for the event", () => {
    const { key, event } = linksOf(links, { ...linked, region: "eu-west-1" });
    assert.match(key ?? "", /^https:\/\/us-west-2\./);
    assert.match(event ?? "", /^https:\/\/eu-west-1\./);
  });

  it("makes no link of what is missing, hostile, or of a partition whose console it does not know", () => {
    const hostile = [
      "evil.example/",
      "us-west-2#",
      "us_west_2",
      "",
      "us-iso-east-1",
      "eusc-de-east-1",
    ];
    for (const region of [...hostile, undefined]) {
      assert.equal(linksOf(links, { ...linked, region }).event, null);
    }
    for (const eventId of ["a/b", "a b", "<a>", "%2e", undefined]) {
      assert.equal(linksOf(links, { ...linked, eventId }).event, null);
    }
    assert.equal(linksOf(links, { ...linked, keyArn: undefined }).key, null);
  });
});
