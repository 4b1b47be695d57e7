import assert from "node:assert/strict";
import fc from "fast-check";
import type { CloudTrailRecord } from "../detections/detection";
import { evaluateLogsInsightsQuery, parseLogsInsightsQuery } from "./logsInsights/logsInsights";
import { savedQueries } from "./catalogue";
import { logsInsightsText } from "./insights";
import { PLACEHOLDER_KEY_ID } from "./kms";
import { rowsOf, type Row, type SavedQuery } from "./query";
import { selectorChanges } from "./selectorChanges";

// The Logs Insights texts run here over their samples; Athena's run in tests/athenaQueries.test.ts, over the same.

const ACCOUNT_ID = "444455556666";
const aboutOneKey = ["key-life", "key-users"];
const ofTheWholeArchive = ["key-life", "policy-and-grant-history"];

/** What the deployed text says of records in the trail's log group, with column names as Athena has them. */
function ask(query: SavedQuery, records: readonly CloudTrailRecord[]): readonly Row[] {
  const events = records.map((record) => ({
    timestamp: Date.parse(String(record.eventTime)),
    message: JSON.stringify(record),
  }));
  const answer = evaluateLogsInsightsQuery(parseLogsInsightsQuery(logsInsightsText(query)), events);
  return answer.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name.toLowerCase(), value])),
  );
}

describe("saved queries", () => {
  it("have ids and titles that are distinct and fit for names", () => {
    const ids = savedQueries.map(({ id }) => id);
    const titles = savedQueries.map(({ title }) => title);
    assert.deepEqual([...new Set(ids)], ids);
    assert.deepEqual([...new Set(titles)], titles);
    assert.deepEqual(
      ids.filter((id) => !/^[a-z]+(-[a-z]+)*$/.test(id)),
      [],
    );
    // A / in a name makes a folder in the console of CloudWatch; Athena allows 128 characters.
    assert.deepEqual(
      titles.filter((title) => title.includes("/") || title.length > 64),
      [],
    );
  });

  it("fit into what AWS allows", () => {
    // https://docs.aws.amazon.com/athena/latest/APIReference/API_CreateNamedQuery.html
    for (const query of savedQueries) {
      assert.match(query.description, /^[A-Z].*\.$/, query.id);
      assert.ok(query.description.length <= 1024, query.id);
      assert.ok(Buffer.byteLength(query.athena(ACCOUNT_ID)) <= 262_144, query.id);
      assert.ok(logsInsightsText(query).length <= 10_000, query.id);
    }
  });

  it("say at their head, where the console shows it, what they answer", () => {
    assert.deepEqual(
      logsInsightsText({ ...selectorChanges, description: "One. Two: three." }).split("\n", 4),
      [
        "# Changes to what trails log",
        "# One.",
        "# Two: three.",
        'filter eventSource = "cloudtrail.amazonaws.com"',
      ],
    );
  });

  it("have the id of the key to ask for in one place, under a line that says so", () => {
    for (const query of savedQueries) {
      for (const text of [logsInsightsText(query), query.athena(ACCOUNT_ID)]) {
        const [before = "", ...after] = text.split(PLACEHOLDER_KEY_ID);
        assert.equal(after.length, aboutOneKey.includes(query.id) ? 1 : 0, query.id);
        if (after.length > 0)
          assert.match(before.split("\n").at(-2) ?? "", /Put the id of your key/);
      }
    }
  });

  it("bound what Athena reads to one account and to days, once, and say to which and how to change them", () => {
    for (const { id, athena, description } of savedQueries) {
      const sql = athena(ACCOUNT_ID);
      assert.equal(sql.split(`account = '${ACCOUNT_ID}'`).length, 2, id);
      assert.equal(sql.split("FROM cloudtrail_records").length, 2, id);
      const [days, told, advice] = ofTheWholeArchive.includes(id)
        ? ["AND day >= '2013/11/13'", /asks the whole archive;/, /-- Put the day that your key/]
        : [
            "AND day >= date_format(current_date - INTERVAL '90' DAY, '%Y/%m/%d')",
            /asks of the last 90 days;/,
            /-- For other days put in place of the next line/,
          ];
      const [before = "", ...after] = sql.split(days);
      assert.equal(after.length, 1, id);
      assert.match(before.split("\n").at(-2) ?? "", advice, id);
      assert.match(description, told, id);
    }
  });

  it("tell the life of a key by at least 20 records", () => {
    const life = savedQueries.find(({ id }) => id === "key-life");
    assert.ok(life !== undefined && life.finds.length >= 20);
  });

  for (const query of savedQueries) {
    const { id, finds, leaves, answer } = query;

    it(`${id} answers as it says, in whatever order the records of its samples come`, () => {
      const all = [...finds, ...leaves];
      assert.deepEqual(ask(query, all), answer);
      const shuffled = fc.shuffledSubarray(all, { minLength: all.length });
      fc.assert(
        fc.property(shuffled, (records) => assert.deepEqual(ask(query, records), answer)),
        { numRuns: 20 },
      );
    });

    it(`${id} needs each of its ${finds.length} records for that`, () => {
      const idle = finds.filter((record) => {
        const others = finds.filter((other) => other !== record);
        return JSON.stringify(ask(query, others)) === JSON.stringify(answer);
      });
      assert.ok(finds.length >= 2);
      assert.deepEqual(idle, []);
    });

    it(`${id} finds none of its ${leaves.length} near misses`, () => {
      assert.ok(leaves.length >= 5);
      assert.deepEqual(
        leaves.filter((record) => ask(query, [record]).length > 0),
        [],
      );
    });
  }

  it("find a change of selectors that has more fields than CloudWatch Logs discovers", () => {
    const [change] = selectorChanges.finds;
    const values = Array.from({ length: 250 }, (_, at) => `arn:aws:s3:::bucket-${at}/`);
    const dataResources = [{ type: "AWS::S3::Object", values }];
    const large = {
      ...change,
      requestParameters: { trailName: "audit", eventSelectors: [{ dataResources }] },
    };
    const [found, ...more] = ask(selectorChanges, [large]);
    assert.deepEqual(more, []);
    assert.equal(found?.trail, "audit");
    assert.equal(found.request, JSON.stringify(large.requestParameters));
    // What stands behind the selectors in the record is not discovered.
    assert.equal(found.eventid, undefined);
  });
});

describe("rowsOf", () => {
  it("reads a table as a console shows it, without what is empty", () => {
    const table = `
a | b  | c
1 |    | x | y
  | 22 |
`;
    assert.deepEqual(rowsOf(table), [{ a: "1", c: "x" }, { b: "22" }]);
  });
});
