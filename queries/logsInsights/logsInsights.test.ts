import assert from "node:assert/strict";
import { evaluateLogsInsightsQuery, parseLogsInsightsQuery, type AnswerRow } from "./logsInsights";
import { compareNaturally } from "./order";

// The examples of AWS's pages on the query language, as far as the saved queries use it, and what we chose where the pages are silent.

const at = (seconds: number, message: unknown) => ({
  timestamp: Date.UTC(2026, 0, 1) + seconds * 1000,
  message: typeof message === "string" ? message : JSON.stringify(message),
});

/** What a query says of some JSON log events, a second apart. */
function ask(query: string, ...events: readonly unknown[]): readonly AnswerRow[] {
  const logged = events.map((event, index) => at(index, event));
  return evaluateLogsInsightsQuery(parseLogsInsightsQuery(query), logged);
}

/** Which of some events, by their n, pass a condition. */
function passing(condition: string, ...events: readonly object[]): readonly (string | undefined)[] {
  const numbered = events.map((event, n) => ({ n, ...event }));
  return ask(`filter ${condition} | fields n`, ...numbered).map(({ n }) => n);
}

// The JSON event of the page on discovered fields, shortened.
const startInstances = {
  eventVersion: "1.0",
  userIdentity: { type: "IAMUser", accountId: "123456789012", userName: "Alice" },
  eventSource: "ec2.amazonaws.com",
  eventName: "StartInstances",
  awsRegion: "us-east-2",
  requestParameters: { instancesSet: { items: [{ instanceId: "i-abcde123" }] } },
};

describe("evaluateLogsInsightsQuery: fields of a log event", () => {
  it("names nested values by dots, and elements of arrays by their place", () => {
    const query = `fields @message
| filter requestParameters.instancesSet.items.0.instanceId="i-abcde123"`;
    const other = { requestParameters: { instancesSet: { items: [{ instanceId: "i-0" }] } } };
    assert.deepEqual(ask(query, other, startInstances), [
      { "@message": JSON.stringify(startInstances) },
    ]);
  });

  it("shows time and text of the event if nothing else is asked for", () => {
    assert.deepEqual(ask(`filter eventName = "StartInstances"`, startInstances), [
      { "@timestamp": "2026-01-01 00:00:00.000", "@message": JSON.stringify(startInstances) },
    ]);
  });

  it("reads names with other characters from between backticks, and doubles an @ of the event's own", () => {
    assert.deepEqual(ask("fields `foo-bar`, @@example.com", { "foo-bar": 1, "@example.com": 2 }), [
      { "foo-bar": "1", "@@example.com": "2" },
    ]);
    assert.deepEqual(ask("fields `context.aws:ebs:id`", { context: { "aws:ebs:id": "vol-1" } }), [
      { "context.aws:ebs:id": "vol-1" },
    ]);
  });

  it("leaves out null, and has case count", () => {
    assert.deepEqual(ask("fields a, b, ARN, c", { a: null, arn: 1, c: "" }), [{ c: "" }]);
  });

  it("finds the first 200 fields of an event", () => {
    const many = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`f${index}`, index]),
    );
    assert.deepEqual(ask("fields f199, f200, @message", many), [
      { f199: "199", "@message": JSON.stringify(many) },
    ]);
  });

  it("finds no field in an event that is not a JSON object", () => {
    for (const message of ["plain text", '"text"', "1", "{"]) {
      assert.deepEqual(ask("fields a, @message", message), [{ "@message": message }]);
    }
  });
});

describe("evaluateLogsInsightsQuery: filter", () => {
  it("keeps what fits one condition or several", () => {
    const events = [{ f1: 10 }, { f3: 26 }, { f1: 9, f3: 25 }, {}];
    assert.deepEqual(passing("(f1=10 or f3>25)", ...events), ["0", "1"]);
    assert.deepEqual(passing("f1 < 10 and f3 <= 25", ...events), ["2"]);
    assert.deepEqual(passing("f3 >= 26 or f1 > 100", ...events), ["1"]);
  });

  it("takes a number for the text that has its digits, and no other text", () => {
    const events = [{ id: "123456789012" }, { id: 123456789012 }, { id: "" }, { id: "x" }, {}];
    assert.deepEqual(passing("id=123456789012", ...events), ["0", "1"]);
    assert.deepEqual(passing('id="123456789012"', ...events), ["0", "1"]);
    assert.deepEqual(passing("id=0", ...events), []);
  });

  it("binds not closer than and, and and closer than or", () => {
    const events = [{ a: 1 }, { a: 2 }, { a: 3 }];
    assert.deepEqual(passing("a=1 or a=2 and a=3", ...events), ["0"]);
    assert.deepEqual(passing("(a=1 or a=2) and not a=2", ...events), ["0"]);
    assert.deepEqual(passing("not (a=1 or a=2)", ...events), ["2"]);
  });

  it("finds complete strings in a list", () => {
    const events = [
      { logGroup: "example_group" },
      { logGroup: "example_group_2" },
      { logGroup: 300 },
      { logGroup: "300" },
    ];
    assert.deepEqual(passing('logGroup in ["example_group"]', ...events), ["0"]);
    assert.deepEqual(passing("logGroup in [300,400,500]", ...events), ["2", "3"]);
    assert.deepEqual(passing('logGroup not in ["example_group", 300]', ...events), ["1"]);
  });

  it("finds a part of a text by string or by regular expression, case-sensitive unless told", () => {
    const events = [{ f1: "An Exception!" }, { f1: "an exception" }, { f1: "E*" }, {}];
    assert.deepEqual(passing('f1 like "Exception"', ...events), ["0"]);
    assert.deepEqual(passing("f1 like 'Exception'", ...events), ["0"]);
    assert.deepEqual(passing("f1 like /Exception/", ...events), ["0"]);
    assert.deepEqual(passing("f1 =~ /Exception/", ...events), ["0"]);
    assert.deepEqual(passing("f1 like /(?i)Exception/", ...events), ["0", "1"]);
    assert.deepEqual(passing('f1 like "E*"', ...events), ["2"]);
    assert.deepEqual(passing(String.raw`f1 like /^E\*$/`, ...events), ["2"]);
    assert.deepEqual(passing("ispresent(f1) and f1 not like /Exception/", ...events), ["1", "2"]);
    assert.deepEqual(passing(String.raw`f1 like /a\/b/`, { f1: "a/b" }, { f1: "ab" }), ["0"]);
  });

  it("tells whether a field is there", () => {
    const events = [{ a: "" }, { a: null }, { a: false }, { b: 1 }];
    assert.deepEqual(passing("ispresent(a)", ...events), ["0", "2"]);
    assert.deepEqual(passing("not ispresent(a)", ...events), ["1", "3"]);
  });

  it("compares a field with a field", () => {
    assert.deepEqual(passing("a = b", { a: "x", b: "x" }, { a: "x", b: "y" }, { a: "x" }), ["0"]);
    assert.deepEqual(passing("ispresent(b) and a != b", { a: 1, b: 2 }, { a: 1 }), ["0"]);
  });

  it("leaves out rows that lack a field which decides, and keeps those that it does not", () => {
    assert.deepEqual(passing("a = 1 or b = 1", { a: 1 }, { b: 1 }, { b: 2 }, {}), ["0", "1"]);
    assert.deepEqual(passing("a = 1 and b = 1", { a: 1 }, { a: 1, b: 1 }), ["1"]);
    assert.deepEqual(passing("not (a = 1 and b = 1)", { b: 2 }, { a: 1, b: 1 }), ["0"]);
  });

  it("reads keywords in any case, and leaves out lines that start with #", () => {
    const query = `# What went wrong?
FIELDS level
  # | FILTER level like /delay/
| FILTER level IN ["ERROR", "INFO"] AND NOT level = "INFO"
| LIMIT 20`;
    assert.deepEqual(ask(query, { level: "ERROR" }, { level: "INFO" }), [{ level: "ERROR" }]);
  });
});

describe("evaluateLogsInsightsQuery: fields, parse and display", () => {
  it("takes the first value that is there", () => {
    assert.deepEqual(ask("fields coalesce(a, b.0, c) as first", { b: ["x"], c: "y" }, {}), [
      { first: "x" },
      {},
    ]);
  });

  it("says 1 where a text contains another and 0 where not", () => {
    const query = 'fields strcontains(@message, "kms") as kms, strcontains(a, b)';
    assert.deepEqual(ask(query, { a: "xyZ", b: "yZ" }, { a: "kms", b: 1 }), [
      { kms: "0", "strcontains(a, b)": "1" },
      { kms: "1", "strcontains(a, b)": "0" },
    ]);
  });

  it("shows conditions as 1 and 0", () => {
    const query = 'fields ispresent(resolverArn) as isRes, level = "ERROR" as isError';
    assert.deepEqual(ask(query, { resolverArn: "a", level: "INFO" }, { level: "ERROR" }), [
      { isRes: "1", isError: "0" },
      { isRes: "0", isError: "1" },
    ]);
  });

  it("lets a later command use an alias", () => {
    const query = `fields coalesce(a, b) as one, c | filter one = "x" | fields one as two`;
    assert.deepEqual(ask(query, { b: "x", c: 1 }, { a: "y", b: "x" }), [
      { one: "x", c: "1", two: "x" },
    ]);
  });

  it("extracts the named groups of a regular expression, and nothing where it does not fit", () => {
    const query = String.raw`parse @message /user=(?<user>.*?), method:(?<method>.*?), latency := (?<latency>\d+)/
| display user, latency`;
    assert.deepEqual(ask(query, "user=user1234, method:m, latency := 216", "nothing"), [
      { user: "user1234", latency: "216" },
      {},
    ]);
    assert.deepEqual(ask("parse a /(?<b>.)/ | display b", { a: "xy" }, {}), [{ b: "x" }, {}]);
  });

  it("shows what the last display names", () => {
    const query = "fields a | sort a desc | limit 2 | display a, b | display b";
    assert.deepEqual(ask(query, { a: 1, b: "x" }, { a: 3, b: "y" }, { a: 2 }), [{ b: "y" }, {}]);
  });
});

describe("evaluateLogsInsightsQuery: stats, sort and limit", () => {
  const uses = [
    { who: "Alice", at: "2026-01-02T00:00:00Z", error: "AccessDenied" },
    { who: "Bob", at: "2026-01-03T00:00:00Z" },
    { who: "Alice", at: "2026-01-01T00:00:00Z" },
    { at: "2026-01-04T00:00:00Z" },
  ];

  it("counts events, and those with a field", () => {
    assert.deepEqual(ask("stats count(*) as calls, count(), count(error)", ...uses), [
      { calls: "4", "count()": "4", "count(error)": "1" },
    ]);
  });

  it("makes a row of each group, one of those without the field", () => {
    const query = `stats count(*) as calls, sortsFirst(at) as first, sortsLast(at) as last by who
| sort last asc`;
    assert.deepEqual(ask(query, ...uses), [
      { who: "Alice", calls: "2", first: "2026-01-01T00:00:00Z", last: "2026-01-02T00:00:00Z" },
      { who: "Bob", calls: "1", first: "2026-01-03T00:00:00Z", last: "2026-01-03T00:00:00Z" },
      { calls: "1", first: "2026-01-04T00:00:00Z", last: "2026-01-04T00:00:00Z" },
    ]);
  });

  it("filters and limits groups", () => {
    const query =
      "stats count(*) as calls by who | filter ispresent(who) | sort calls desc | limit 1";
    assert.deepEqual(ask(query, ...uses), [{ who: "Alice", calls: "2" }]);
  });

  it("gives no group of no events", () => {
    assert.deepEqual(ask("stats count(*) by who"), []);
  });

  it("gives 10,000 rows if it is not told", () => {
    const many = Array.from({ length: 10_001 }, () => "x");
    assert.equal(ask("fields @message", ...many).length, 10_000);
    assert.equal(ask("fields @message | limit 9999", ...many).length, 9_999);
  });

  it("orders as AWS's example does", () => {
    const ascending =
      "!: # *%04 0# 5A 111A 2345_ @ @_ A A9876fghj a12345hfh 0 01 1 2 3 10 10.5".split(" ");
    assert.deepEqual(ascending.toReversed().sort(compareNaturally), ascending);
    assert.deepEqual(
      ask("fields a | sort a desc", ...ascending.map((a) => ({ a }))).map(({ a }) => a),
      ascending.toReversed(),
    );
  });

  it("orders times of CloudTrail as they follow each other", () => {
    const times = ["2025-12-31T23:59:59Z", "2026-01-01T00:00:00Z", "2026-01-01T00:00:10Z"];
    assert.deepEqual(times.toReversed().sort(compareNaturally), times);
  });
});
