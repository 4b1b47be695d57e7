import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { runbookDetections } from "../docs/runbookTables";
import { savedQueries } from "../queries/catalogue";

const plan = readFileSync("docs/monitoring-plan.md", "utf8");

/** The part of the plan under a heading. */
function under(heading: string): string {
  const [, part = ""] = plan.split(`\n## ${heading}\n`);
  return part.split("\n## ")[0] ?? "";
}

describe("the monitoring plan", () => {
  it("answers the six questions of AWS's guide", () => {
    assert.deepEqual(plan.match(/^## .*$/gm), [
      "## What are your monitoring goals?",
      "## Which resources will you monitor?",
      "## How often will you monitor these resources?",
      "## Which monitoring tools will you use?",
      "## Who will perform the monitoring tasks?",
      "## Who should be notified when something happens?",
    ]);
  });

  it("says of each detection what it watches, and of each that tells people how often it looks", () => {
    const links = (text: string) => [...text.matchAll(/\]\(runbooks\/([a-z-]+)\.md\)/g)];
    const ids = (text: string) => links(text).map(([, id = ""]) => id);
    const all = runbookDetections.map(({ id }) => id);
    assert.deepEqual(ids(under("Which resources will you monitor?")).toSorted(), all.toSorted());
    const often = ids(under("How often will you monitor these resources?"));
    const forControls = ["cis-kms-key-changes", "cis-trail-changes"];
    assert.deepEqual(often.toSorted(), all.filter((id) => !forControls.includes(id)).toSorted());
  });

  it("names every saved query among the tools", () => {
    const tools = under("Which monitoring tools will you use?");
    assert.deepEqual(
      savedQueries.filter(({ title }) => !tools.includes(`| ${title} `)),
      [],
    );
  });

  it("says who is told of which severity in the example stack, and gives away no URL", () => {
    const rows = under("Who should be notified when something happens?").matchAll(
      /^\| (critical|warning|info) .*\| ([^|]*?) +\| none +\|$/gm,
    );
    assert.deepEqual(Object.fromEntries([...rows].map(([, severity, who]) => [severity, who])), {
      critical: "email kms-alerts@example.com, https events.example.com",
      warning: "email kms-alerts@example.com",
      info: "email kms-alerts@example.com",
    });
  });
});
