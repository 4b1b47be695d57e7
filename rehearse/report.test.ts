import assert from "node:assert/strict";
import type { Rehearsed } from "./rehearsed";
import { Summary, Table } from "./report";

const nothing: Rehearsed = {
  file: "f",
  record: 1,
  eventName: "ListKeys",
  eventId: null,
  time: null,
  region: null,
  detections: [],
  channels: [],
  messages: [],
  repeated: [],
  targets: [],
  notes: [],
};
const told: Rehearsed = {
  ...nothing,
  record: 2,
  eventName: "Disable\u001b[31mKey",
  time: "2022-07-14T20:17:42Z",
  region: "us-east-1",
  detections: ["key-disabled"],
  channels: ["event bus", "alarm"],
  messages: [
    {
      detection: "key-disabled",
      severity: "critical",
      topicArn: "arn:x:topic",
      subject: "CRITICAL: off",
      text: "",
    },
  ],
  repeated: [{ detection: "key-rotated", file: "f", record: 1 }],
  targets: ["arn:x:stream/a", "arn:x:queue"],
  notes: ["why"],
};

describe("the table of rehearse", () => {
  it("has a line for each thing that a person gets, under columns that fit", () => {
    const table = new Table();
    assert.deepEqual(table.lines([nothing]), [
      "#  time  region  event     detections  channels  what a person gets",
      "f:",
      "1  ?     ?       ListKeys  -           -         nothing",
    ]);
    assert.deepEqual(table.lines([told]), [
      "2  2022-07-14T20:17:42Z  us-east-1  Disable [31mKey  key-disabled  event bus, alarm  CRITICAL: off -> topic",
      ...["key-rotated: same act as record 1", "event -> stream/a, queue", "(why)"].map(
        (text) => `${" ".repeat(85)}${text}`,
      ),
    ]);
  });

  it("begins each file with its name, and counts its records anew", () => {
    const table = new Table();
    const other = { ...nothing, file: "g", repeated: told.repeated };
    const lines = [table.lines([nothing]), table.lines([told, other, { ...other, record: 2 }])];
    assert.deepEqual(
      lines.flat().map((line) => line.replace(/ .* {2}/, " ... ")),
      [
        "# ... what a person gets",
        "f:",
        "1 ... nothing",
        "2 ... CRITICAL: off -> topic",
        " ... key-rotated: same act as record 1",
        " ... event -> stream/a, queue",
        " ... (why)",
        "g:",
        "1 ... key-rotated: same act as record 1 of f",
        "2 ... key-rotated: same act as record 1 of f",
      ],
    );
  });

  it("shows nothing that steers a terminal, whichever field it came in", () => {
    const evil = (text: string) => `${text}\u001b]0;owned\u0007\u009b2J\u202e\nmore`;
    const shown = "]0;owned 2J more";
    const [, heading, line, ...lines] = new Table().lines([
      {
        ...nothing,
        file: evil("file"),
        eventName: evil("Name"),
        time: evil("2022"),
        region: evil("us"),
        detections: [evil("a")],
        repeated: [{ detection: evil("b"), file: evil("file"), record: 1 }],
        messages: told.messages.map((message) => ({ ...message, subject: evil("subject") })),
        targets: [evil("arn:x:queue")],
        notes: [evil("note")],
      },
    ]);
    assert.equal(heading, `file ${shown}:`);
    assert.deepEqual(line?.split(/ {2,}/), [
      ...["1", `2022 ${shown}`, `us ${shown}`, `Name ${shown}`, `a ${shown}`, "-"],
      `subject ${shown} -> topic`,
    ]);
    assert.deepEqual(
      lines.map((text) => text.trim()),
      [`b ${shown}: same act as record 1`, `event -> queue ${shown}`, `(note ${shown})`],
    );
  });

  it("has columns of a bearable width", () => {
    const [, , line] = new Table().lines([{ ...nothing, eventName: "x".repeat(5000) }]);
    assert.ok((line?.length ?? 5000) < 300);
  });

  it("ends with what was told, and how much could not be read", () => {
    const summary = new Summary();
    [nothing, told, told].forEach((result) => summary.add(result));
    summary.addProblem();
    assert.deepEqual(summary.lines(), [
      "",
      "3 records, 1 not read: 2 messages, 2 acts that were told already.",
      "      2  critical  key-disabled",
    ]);
  });
});
