import assert from "node:assert/strict";
import {
  evaluateLogsInsightsQuery,
  LogsInsightsError,
  parseLogsInsightsQuery,
} from "./logsInsights";

/** Each › stands where a query goes wrong, and is not part of it. */
function refusesAt(marked: string, run: (query: string) => unknown): void {
  it(marked, () => {
    assert.throws(
      () => run(marked.replace("›", "")),
      (error) => {
        assert.ok(error instanceof LogsInsightsError);
        assert.equal(error.offset, marked.indexOf("›"), error.message);
        return true;
      },
    );
  });
}

describe("parseLogsInsightsQuery refuses, with the place", () => {
  const invalid: readonly string[] = [
    "›",
    "›SELECT a",
    "fields ›",
    "fields a,›",
    "fields a | ›",
    "fields a, ›| limit 1",
    "fields a ›b",
    "fields foo›-bar",
    "fields `foo›",
    "fields 1a›",
    "fields a as ›by",
    "fields ›concat(a, b)",
    "fields coalesce(›)",
    'fields coalesce(a, ›"none")',
    "fields strcontains(a›)",
    "fields a | filter a ›",
    "fields a | filter ›strlen(a) = 1",
    "filter a =›= 1",
    "filter a = ›",
    'filter a = "x›',
    String.raw`filter a = "›\""`,
    "filter a ›is null",
    "filter a = 1 ›&& b = 2",
    "filter a = 1 and ›",
    "filter (a = 1›",
    "filter a = 1›)",
    "filter a like ›b",
    "filter a like /x›",
    "filter a like /x/›i",
    "filter a like ›/(/",
    "filter a like /x›(?=y)/",
    "filter a like /›(?<!y)x/",
    "filter a like /x›(?i)y/",
    String.raw`filter a like /(x)›\1/`,
    "filter a in ›(1, 2)",
    "filter a in [›]",
    "filter a in [›b]",
    "filter ispresent(a›, b)",
    "filter a = 1 ›# a comment behind a command",
    'parse @message ›"user=*" as user',
    "parse @message ›/(.*)/",
    "›parse @message /(?<a>.)/",
    "fields b | ›parse @message /(?<a>.)/",
    "stats ›sum(a)",
    "stats ›count_distinct(a)",
    "stats ›sortsFirst(*)",
    "stats count(*) by ›",
    "stats count(*) by ›bin(1h)",
    "stats count(*) by a | ›fields a",
    "stats count(*) by a | ›stats count(*)",
    "sort a›",
    "sort a ›up",
    "sort a asc›, b desc",
    "sort a asc | ›sort b asc",
    "›sort a asc | stats count(*)",
    "limit ›0",
    "limit ›10001",
    "limit ›ten",
    "limit 5 | ›sort a asc",
    "limit 5 | ›filter a = 1",
    "›dedup a",
    "›pattern @message",
    `filter a = "${"x".repeat(9_988)}›x"`,
  ];
  for (const marked of invalid) refusesAt(marked, parseLogsInsightsQuery);

  it("names what was expected and what was found", () => {
    assert.throws(() => parseLogsInsightsQuery("fields a\n| limit 10001"), {
      name: "LogsInsightsError",
      message: "Expected a limit from 1 to 10000 (line 2, column 9, offset 17)",
    });
  });
});

describe("evaluateLogsInsightsQuery refuses what AWS does not document, with the place", () => {
  const message = JSON.stringify({ text: "x", yes: true, some: { a: 1 }, list: ["y"] });
  const events = [{ timestamp: 0, message }];
  const undocumented: readonly string[] = [
    // A row without the field.
    'filter ›missing != "x"',
    "filter ›missing not like /x/",
    'filter ›missing not in ["x"]',
    'filter ›not (missing = "x")',
    'fields ›strcontains(missing, "x")',
    "fields text | sort ›missing asc",
    // A field that is true or false.
    "fields ›yes",
    'filter ›yes = "true"',
    "stats sortsFirst(›yes)",
    // No value.
    "fields ›some",
    "filter ispresent(›list)",
    // An order of texts.
    'filter ›text > "a"',
    "filter ›text <= 1",
    // A column that is gone.
    "stats count(*) as calls by text | sort ›call desc",
    "stats count(*) as calls by text | display calls, ›yes",
  ];
  for (const marked of undocumented) {
    refusesAt(marked, (query) => evaluateLogsInsightsQuery(parseLogsInsightsQuery(query), events));
  }
});
