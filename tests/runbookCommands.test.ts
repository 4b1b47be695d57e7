// The commands of the runbooks: they exist, and a reader who has no time finds what is to be filled in.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { callBaselines, KEY_OPERATIONS, namedKeyUseUnusual } from "../detections/usageBaselines";
import { runbookPath } from "../docs/runbookTables";
import {
  evaluateLogsInsightsQuery,
  parseLogsInsightsQuery,
} from "../queries/logsInsights/logsInsights";
import { commandsIn, problemOf } from "./awsCommands";
import { codeOf } from "./markdown";

const FOLDER = "docs/runbooks";
const texts = readdirSync(FOLDER).map((file) => readFileSync(`${FOLDER}/${file}`, "utf8"));

/** Words in capitals that AWS or a tool gives a meaning. */
const NO_PLACEHOLDERS = new Set(
  [
    "ALL_KEY_MATERIAL KEY_MATERIAL_DOES_NOT_EXPIRE RSAES_OAEP_SHA_256 RSA_4096 DER PT2H ALARM OK ERROR",
    "DATA_PROTECTION_POLICY TRANSFORMER_POLICY AWS KMS API SELECT SUM MIN FROM GROUP BY",
  ].flatMap((words) => words.split(" ")),
);

describe("the commands of the runbooks", () => {
  it("have only placeholders that the README explains, and all of them", () => {
    const readme = readFileSync(`${FOLDER}/README.md`, "utf8");
    const cells = readme.matchAll(/^\| (`[A-Z][^|]*`) *\|/gm);
    const explained = [...cells].flatMap(([, cell = ""]) => cell.match(/[A-Z][A-Z_-]+/g) ?? []);
    const code = texts.flatMap((text) => [
      ...codeOf(text, "sh"),
      ...commandsIn(text).map((command) => command.text),
      ...(text.match(/`[^`\n]*PROJECT-STACK[^`\n]*`/g) ?? []),
    ]);
    const words = code.flatMap(
      (text) => text.match(/\b[A-Z][A-Z0-9]*(?:[_-]?[A-Z0-9]+)+\b/g) ?? [],
    );
    const used = new Set(words.filter((word) => !NO_PLACEHOLDERS.has(word)));
    assert.deepEqual([...used].sort(), explained.toSorted());
  });

  it("ask for every operation that the alarm on a named key adds up", () => {
    const page = readFileSync(runbookPath(namedKeyUseUnusual), "utf8");
    assert.ok(page.includes(`for operation in ${KEY_OPERATIONS.join(" ")}; do`));
  });

  it("ask who made exactly the calls that an alarm on usual use counts", () => {
    const names = callBaselines.flatMap(({ calls }) => calls.eventNames);
    const events = names.map((eventName) => ({
      timestamp: 0,
      message: JSON.stringify({ eventSource: "kms.amazonaws.com", eventName }),
    }));
    for (const baseline of callBaselines) {
      const page = readFileSync(runbookPath(baseline), "utf8");
      const [, filter = ""] = /--query-string '(filter [^|]*)/.exec(page) ?? [];
      const query = parseLogsInsightsQuery(`${filter}| fields eventName | limit 100`);
      const found = evaluateLogsInsightsQuery(query, events).map((row) => row["eventName"]);
      assert.deepEqual(found, baseline.calls.eventNames, baseline.id);
    }
  });

  it("do not read a log from its beginning", () => {
    const commands = texts.flatMap(commandsIn).map(({ text }) => text);
    const reading = commands.filter((text) => text.includes("filter-log-events"));
    assert.ok(reading.length > 2);
    assert.deepEqual(
      reading.filter((text) => !text.includes("--start-time")),
      [],
    );
  });

  it("have only names, options and JSON that the AWS CLI knows", async () => {
    const commands = texts.flatMap(commandsIn);
    assert.ok(commands.length > 100);
    const problems = await Promise.all(commands.map(problemOf));
    assert.deepEqual(
      problems.filter((problem) => problem !== undefined),
      [],
    );
  });
});
