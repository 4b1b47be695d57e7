import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { kmsRecord, sampleKeyArn } from "../detections/kmsRecord";
import { entriesOf, type Entry } from "./entries";
import { inputFiles } from "./inputFiles";

const call = (eventName: string) => kmsRecord({ eventName, keyArn: sampleKeyArn, readOnly: false });
const [disable, enable] = [call("DisableKey"), call("EnableKey")];
const event = {
  version: "0",
  id: "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
  "detail-type": "KMS CMK Rotation",
  source: "aws.kms",
  account: "111122223333",
  time: "2016-08-25T21:05:33Z",
  region: "us-west-2",
  resources: [sampleKeyArn],
  detail: { "key-id": "1234abcd-12ab-34cd-56ef-1234567890ab" },
};
const text = (value: unknown) => JSON.stringify(value);

/** As the AWS CLI prints them. */
const looked = (record: object) => ({ EventName: "x", CloudTrailEvent: text(record) });
const logged = (record: object) => ({ logStreamName: "s", timestamp: 1, message: text(record) });

describe("reading records", () => {
  let folder = "";
  beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), "rehearse-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const put = (name: string, content: string | Uint8Array): string => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  };
  const read = async (files: readonly string[], mostBytes?: number): Promise<Entry[]> => {
    const entries: Entry[] = [];
    for await (const entry of entriesOf(files, mostBytes)) entries.push(entry);
    return entries;
  };
  const names = (entries: readonly Entry[]) => entries.map(({ item }) => item?.eventName);
  const problems = (entries: readonly Entry[]) =>
    entries.map(({ problem }) => problem?.replaceAll(`${folder}/`, ""));

  const forms: readonly (readonly [
    form: string,
    content: string | Uint8Array,
    names: readonly string[],
    records?: readonly number[],
  ])[] = [
    ["one record", text(disable), ["DisableKey"]],
    ["one record over several lines", JSON.stringify(disable, null, 2), ["DisableKey"]],
    ["a list", text([disable, enable]), ["DisableKey", "EnableKey"]],
    ["a log file", text({ Records: [disable, enable] }), ["DisableKey", "EnableKey"]],
    [
      "a log file over several lines",
      JSON.stringify({ Records: [enable] }, null, 1),
      ["EnableKey"],
    ],
    [
      "what lookup-events prints",
      JSON.stringify({ Events: [looked(disable), looked(enable)], NextToken: "t" }, null, 4),
      ["DisableKey", "EnableKey"],
    ],
    [
      "what filter-log-events prints",
      JSON.stringify({ events: [logged(enable)], searchedLogStreams: [] }, null, 4),
      ["EnableKey"],
    ],
    [
      "lines of what the CLI prints",
      `${text({ events: [logged(enable)] })}\n${text({ Events: [looked(disable)] })}`,
      ["EnableKey", "DisableKey"],
    ],
    ["an event", text(event), ["KMS CMK Rotation"]],
    ["events and records in one list", text([event, enable]), ["KMS CMK Rotation", "EnableKey"]],
    [
      "JSON lines",
      `${text(disable)}\n\n${text(event)}\r\n`,
      ["DisableKey", "KMS CMK Rotation"],
      [1, 3],
    ],
    [
      "lines of log files",
      `${text({ Records: [disable, enable] })}\n${text([enable])}`,
      ["DisableKey", "EnableKey", "EnableKey"],
      [1, 1, 2],
    ],
    ["a mark of the byte order", `\ufeff${text(disable)}`, ["DisableKey"]],
    ["gzip", gzipSync(text({ Records: [disable] })), ["DisableKey"]],
    [
      "gzip in two parts",
      Buffer.concat([gzipSync(`${text(disable)}\n`), gzipSync(text(enable))]),
      ["DisableKey", "EnableKey"],
    ],
    [
      "line separators within texts",
      `${text({ ...disable, userAgent: "a\u2028b" })}\n${text(enable)}`,
      ["DisableKey", "EnableKey"],
    ],
  ];
  for (const [form, content, expected, records] of forms) {
    it(`reads ${form}, whatever the file is called`, async () => {
      const entries = await read([put("records", content)]);
      assert.deepEqual(names(entries), expected);
      assert.deepEqual(
        entries.map(({ record }) => record),
        records ?? expected.map((_, index) => index + 1),
      );
    });
  }

  it("takes the record out of an event of CloudTrail, and makes the event of a record", async () => {
    const [made] = await read([put("a.json", text(disable))]);
    const given = { ...event, "detail-type": "AWS API Call via CloudTrail", detail: disable };
    const [taken] = await read([put("b.json", text(given))]);
    assert.deepEqual(taken?.item?.record, disable);
    assert.deepEqual(made?.item?.event, {
      version: "0",
      id: disable["eventID"],
      "detail-type": "AWS API Call via CloudTrail",
      source: "aws.kms",
      account: "111122223333",
      time: disable["eventTime"],
      region: "us-west-2",
      resources: [],
      detail: disable,
    });
  });

  it("counts in each file, and names file and record of each that is none", async () => {
    const entries = await read([
      put("first.json", text([disable, 7, { eventName: "DisableKey" }])),
      put(
        "second.jsonl",
        `{"eventSource"\n${text({ ...enable, readOnly: "no", eventTime: "noon" })}\n${text(enable)}`,
      ),
      put(
        "third.json",
        text([
          { a: 1 },
          { ...event, region: 1 },
          { ...event, "detail-type": "AWS API Call via CloudTrail" },
        ]),
      ),
    ]);
    assert.deepEqual(
      entries.map(({ record }) => record),
      [1, 2, 3, 1, 2, 3, 1, 2, 3],
    );
    assert.deepEqual(
      problems(entries).map((problem) => problem?.replace(/ \(.*JSON.*\)$/, "")),
      [
        undefined,
        "first.json, record 2: neither a CloudTrail record nor an EventBridge event, but no JSON object at all",
        "first.json, record 3: eventSource: expected string, received undefined",
        "second.jsonl, record 1: not JSON",
        "second.jsonl, record 2: eventTime: is not a time; readOnly: expected boolean, received string",
        undefined,
        "third.json, record 1: neither a CloudTrail record (no eventSource, no eventName) nor an EventBridge event (no detail-type)",
        "third.json, record 2: region: expected string, received number",
        "third.json, record 3: detail.eventSource: expected string, received undefined; detail.eventName: expected string, received undefined",
      ],
    );
  });

  it("says of each that the CLI printed what is wrong with it", async () => {
    const events = [{ message: "START" }, { timestamp: 1 }, logged({ a: 1 }), logged(enable)];
    const entries = await read([put("a.json", text({ events }))]);
    assert.deepEqual(
      problems(entries).map((problem) => problem?.replace(/ \(.*\).*$/, "")),
      [
        "a.json, record 1: not JSON",
        "a.json, record 2: has no message",
        "a.json, record 3: neither a CloudTrail record",
        undefined,
      ],
    );
  });

  it("knows JSON lines by later lines if the first is broken", async () => {
    const entries = await read([put("records", `{"eventName": \n${text(enable)}\n`)]);
    assert.deepEqual(names(entries), [undefined, "EnableKey"]);
    assert.match(problems(entries)[0] ?? "", /^records, record 1: not JSON /);
  });

  it("says of a broken text only once that it is broken", async () => {
    const entries = await read([put("a.json", `${JSON.stringify(disable, null, 2)}}`)]);
    assert.equal(entries.length, 1);
    assert.match(problems(entries)[0] ?? "", /^a\.json, record 1: not JSON /);
  });

  it("goes on with the next file after one that cannot be read", async () => {
    const cut = gzipSync(`${text(disable)}\n`.repeat(5000)).subarray(0, -20);
    const utf16 = Buffer.from(`\ufeff${text(disable)}`, "utf16le");
    const files = [
      put("empty.json", "\n"),
      put("no-records.json", text({ Records: [] })),
      put("utf16.json", utf16),
      path.join(folder, "missing.json"),
      put("cut.gz", cut),
      put("good.json", text(enable)),
    ];
    const entries = (await read(files)).filter(({ item }) => item?.eventName !== "DisableKey");
    assert.deepEqual(
      problems(entries).map((problem) => problem?.replace(/after record \d+/, "after record N")),
      [
        "empty.json: holds no record",
        "no-records.json: holds no record",
        "utf16.json: not UTF-8 text",
        "missing.json: there is no such file",
        "cut.gz, after record N: unexpected end of file",
        undefined,
      ],
    );
  });

  it("reads no JSON text that is too long, but any number of lines", async () => {
    const most = JSON.stringify(disable).length + 10;
    const lines = put("many.jsonl", `${text(disable)}\n`.repeat(20));
    assert.equal(names(await read([lines], most)).length, 20);
    const message =
      "one JSON text of more than 0 MB unpacked is not read; write a record on each line (JSON lines)";
    assert.deepEqual(
      problems(
        await read(
          [
            put("one.json", text([disable, enable])),
            put("wide.gz", gzipSync(JSON.stringify([disable], null, 4))),
          ],
          most,
        ),
      ),
      [`one.json: ${message}`, `wide.gz: ${message}`],
    );
  });

  it("finds in a folder what an export of the archive has, by name, without digests", () => {
    const logs = "AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/21";
    for (const name of [`${logs}/b.json.gz`, `${logs}/a.json.gz`, "more.jsonl", "notes.txt"]) {
      put(name, "");
    }
    const digests = "AWSLogs/111122223333/CloudTrail-Digest";
    put(`${digests}/us-east-1/digest.json.gz`, "");
    symlinkSync(folder, path.join(folder, "round.json"));
    const notes: string[] = [];
    const found = inputFiles(["-", folder], (line) => notes.push(line));
    assert.deepEqual(found, [
      "-",
      ...[`${logs}/a.json.gz`, `${logs}/b.json.gz`, "more.jsonl"].map((name) =>
        path.join(folder, name),
      ),
    ]);
    assert.deepEqual(notes, [
      `${path.join(folder, digests)}: skipped, it holds digests and no records`,
    ]);
  });

  it("reads what there is, whatever else is given", async () => {
    put("empty/notes.txt", "");
    const files = ["none.json", "empty", "good.json/none"].map((name) => path.join(folder, name));
    const good = put("good.json", text(enable));
    const entries = await read(inputFiles([...files, good], () => undefined));
    assert.deepEqual(names(entries), [undefined, undefined, undefined, "EnableKey"]);
    assert.deepEqual(problems(entries), [
      "none.json: there is no such file",
      "empty: a folder in which no .json, .jsonl or .gz file can be found",
      "good.json/none: ENOTDIR: not a directory, open 'good.json/none'",
      undefined,
    ]);
  });
});
