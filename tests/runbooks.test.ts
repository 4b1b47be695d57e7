// The runbooks are read at 3 a.m.: what they say must fit the program, and their settings must work as written.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { chosenDetections, detectionProblems } from "../components/detectionSettings";
import { settingsSchema } from "../components/settings";
import { sessionOf } from "../detections/callers";
import { metricDetections, ownHealth, recordDetections } from "../detections/catalogue";
import { severities, type CloudTrailRecord } from "../detections/detection";
import { filterPatternOf } from "../detections/filterPattern";
import { SAMPLE_NAMES } from "../detections/record";
import { runbookDetections, runbookPath } from "../docs/runbookTables";
import { matchesFilterPattern } from "../filterPatterns/match";
import { parseFilterPattern } from "../filterPatterns/parse";
import { messageOf } from "../messages/message";
import { savedQueries } from "../queries/catalogue";
import { anchorsOf, codeOf, linksOf, proseOf } from "./markdown";
import { resourcesWith } from "./mockedProgram";

const FOLDER = "docs/runbooks";
const HEADINGS = ["What it means", "First five minutes", "How to undo", "How to silence"];
const own = { prefix: "kms-monitoring", ...SAMPLE_NAMES };

const files = readdirSync(FOLDER).map((file) => `${FOLDER}/${file}`);
const textOf = (file: string): string => readFileSync(file, "utf8");

/** The settings in the snippets of a file, without the project's name. */
function settingsIn(file: string): readonly (readonly [string, unknown])[] {
  return codeOf(textOf(file), "yaml").flatMap((yaml) => {
    const { config } = parse(yaml) as { readonly config: Readonly<Record<string, unknown>> };
    return Object.entries(config).map(([key, value]) => {
      assert.match(key, /^kms-monitoring:/, file);
      return [key.replace("kms-monitoring:", ""), value] as const;
    });
  });
}

describe("the runbooks", () => {
  it("are one page for each detection, and no other", () => {
    const expected = [...runbookDetections.map(runbookPath), `${FOLDER}/README.md`];
    assert.deepEqual(files.toSorted(), expected.toSorted());
  });

  it("have the title of their detection, and the same headings in the same order", () => {
    for (const detection of runbookDetections) {
      const headings = proseOf(textOf(runbookPath(detection))).match(/^#+ .*$/gm);
      const expected = [`# ${detection.title}`, ...HEADINGS.map((heading) => `## ${heading}`)];
      assert.deepEqual(headings, expected, detection.id);
    }
  });

  it("link only to files and headings that exist", () => {
    for (const file of files) {
      const missing = linksOf(textOf(file)).filter((link) => {
        const [target = "", anchor] = link.split("#");
        const found = target === "" ? file : path.join(path.dirname(file), target);
        if (!existsSync(found)) return true;
        return anchor !== undefined && !anchorsOf(textOf(found)).includes(anchor);
      });
      assert.deepEqual(missing, [], file);
    }
  });

  it("have in bold only titles of saved queries, and what a message or the console shows", () => {
    const [aboutKey, aboutAlarm] = ["key-disabled", "alarm-disabled"].map((id) => {
      const detection = recordDetections.find((one) => one.id === id);
      assert.ok(detection);
      return messageOf(detection, detection.matching[0], {
        region: "us-west-2",
        savedQueries: { key: "key", trail: "trail" },
        runbookBaseUrl: null,
      }).text;
    });
    const labels = `${aboutKey}\n${aboutAlarm}`.matchAll(/^([A-Z][\w ]*): /gm);
    const shown = [...[...labels].map(([, label = ""]) => label), "Saved queries"];
    const known = new Set([...savedQueries.map(({ title }) => title), ...shown]);
    for (const file of files) {
      const bold = [...proseOf(textOf(file)).matchAll(/\*\*([^*]+)\*\*/g)];
      const names = bold.map(([, name = ""]) => name.replaceAll(/\s+/g, " "));
      assert.deepEqual(
        names.filter((name) => !known.has(name)),
        [],
        file,
      );
    }
  });

  it("name the alarms as they are deployed, at each of their severities", async () => {
    const keyId = "1234abcd-12ab-34cd-56ef-1234567890ab";
    const arn = `arn:aws:kms:us-east-1:111122223333:key/${keyId}`;
    const settings = { importedKeys: [keyId], usageKeys: [keyId] };
    const made = await resourcesWith(settings, { keys: [{ arn }] });
    const named = made
      .filter(({ type }) => /(Metric|Composite)Alarm$/.test(type))
      .map(({ inputs }) => ({
        id: String(inputs["tags"].detection),
        name: String(inputs["alarmName"] ?? inputs["name"]).replace("kms-monitoring-test-", ""),
      }));
    const telling = named.filter(({ name }) => severities.some((one) => name.startsWith(one)));
    assert.ok(telling.length > 50);
    const missing = telling.filter(({ id, name }) => {
      const named = [...textOf(runbookPath({ id })).matchAll(/`([\w-]+)`/g)];
      return !named.some(([, part]) => name === part || name.startsWith(`${part}-`));
    });
    assert.deepEqual(missing, []);
  });
});

describe("how the runbooks silence", () => {
  it("is by settings that are valid", () => {
    for (const file of files) {
      for (const [key, value] of settingsIn(file)) {
        const schema = Object.entries(settingsSchema.shape).find(([name]) => name === key)?.[1];
        const parsed = schema?.safeParse(value);
        assert.deepEqual(parsed?.error?.issues ?? [], [], `${file} ${key}`);
        assert.ok(parsed?.success, `${file} ${key}`);
        if (key === "detections") {
          assert.deepEqual(
            detectionProblems(settingsSchema.shape.detections.parse(value), own),
            [],
          );
        }
      }
    }
  });

  it("is by a setting of the page's own detection; the monitoring's own health has none", () => {
    const named = (id: string) =>
      settingsIn(runbookPath({ id })).flatMap(([key, value]) =>
        key === "detections" ? Object.keys(settingsSchema.shape.detections.parse(value)) : [],
      );
    for (const { id } of [...recordDetections, ...metricDetections]) {
      assert.deepEqual(named(id), [id], id);
    }
    for (const { id } of ownHealth) assert.deepEqual(named(id), [], id);
  });

  it("leaves out the role or the trail that the snippet names, and nothing else", () => {
    const narrowed = recordDetections.flatMap(({ id, matching }) => {
      const where = whereIn(id);
      const changed = chosenDetections({ [id]: { where } }).find((one) => one.id === id);
      return where === undefined || changed === undefined ? [] : [{ ...changed, where, matching }];
    });
    assert.ok(narrowed.length >= 30);
    for (const { id, calls, where, matching } of narrowed) {
      const pattern = parseFilterPattern(filterPatternOf(calls, own));
      const isTold = (record: CloudTrailRecord) => matchesFilterPattern(pattern, record);
      assert.deepEqual(matching.filter(isTold), matching, id);
      const named = matching.flatMap(where.includes("TRAIL_NAME") ? onTrail : byRole);
      assert.deepEqual(named.filter(isTold), [], id);
    }
  });
});

/** The condition of the snippet on the page of a detection. */
function whereIn(id: string): string | undefined {
  const settings = settingsIn(runbookPath({ id })).find(([key]) => key === "detections")?.[1];
  const override = settingsSchema.shape.detections.parse(settings ?? {})[id];
  return override !== undefined && "where" in override ? override.where : undefined;
}

function byRole(record: CloudTrailRecord): readonly CloudTrailRecord[] {
  return [{ ...record, userIdentity: sessionOf("ROLE_NAME") }];
}

/** The call names its trail in one of two fields, by its name or its ARN. */
function onTrail(record: CloudTrailRecord): readonly CloudTrailRecord[] {
  const names = ["TRAIL_NAME", "arn:aws:cloudtrail:us-west-2:111122223333:trail/TRAIL_NAME"];
  return names.map((name) => {
    const request = record.requestParameters as object;
    return { ...record, requestParameters: { ...request, name, trailName: name } };
  });
}
