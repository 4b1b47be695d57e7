import assert from "node:assert/strict";
import type { Inventory } from "./keyRecord";
import { inDays, inventoryOf, keyWith, NOW, regionWith } from "./sampleKeys";
import { answer } from "./widget";

const functionArn = "arn:aws:lambda:us-east-1:111122223333:function:widget";

function asked(event: unknown, inventory: Inventory | undefined): Promise<string> {
  return answer(event, { functionArn, read: () => Promise.resolve(inventory), now: () => NOW });
}

/** Key ids in the order of the rows. */
function rowsOf(html: string): readonly string[] {
  return [...html.matchAll(/<td><span title="[^"]*">([^<]*)</g)].map(([, id = ""]) => id);
}

function callsOf(html: string): Record<string, unknown> {
  const buttons = /<a class="btn">(\w+)<\/a><cwdb-action ([^>]*)>([^<]*)<\/cwdb-action>/g;
  return Object.fromEntries(
    [...html.matchAll(buttons)].map(([, title = "", attributes, json = ""]) => {
      assert.equal(attributes, `action="call" display="widget" endpoint="${functionArn}"`);
      return [title, JSON.parse(json)];
    }),
  );
}

const manyKeys = inventoryOf(
  Array.from({ length: 60 }, (_, index) => {
    const keyId = `k${String(index).padStart(2, "0")}`;
    return keyWith({ keyId, region: index % 2 === 0 ? "us-east-1" : "eu-west-1" });
  }),
);

describe("the inventory's widget", () => {
  it("describes itself in Markdown", async () => {
    const text = await asked({ describe: true }, undefined);
    assert.match(text, /^## Key inventory\n/);
    assert.match(text, /``` yaml\nrows: 10\n/);
  });

  it("says that there is nothing yet", async () => {
    assert.match(await asked({}, undefined), /There is no inventory yet/);
    assert.match(await asked(null, inventoryOf([])), /0 keys\. Taken/);
  });

  it("shows the most urgent keys first", async () => {
    const keys = [
      keyWith({ keyId: "well" }),
      keyWith({ keyId: "later", expirationDate: inDays(90) }),
      keyWith({ keyId: "disabled", status: "Disabled" }),
      keyWith({ keyId: "soon", expirationDate: inDays(20) }),
      keyWith({ keyId: "sooner", expirationDate: inDays(10) }),
      keyWith({ keyId: "unreadable", status: null }),
      keyWith({ keyId: "empty", status: "PendingImport" }),
      keyWith({ keyId: "deleted", status: "PendingDeletion", deletionDate: inDays(7) }),
    ];
    assert.deepEqual(rowsOf(await asked({}, inventoryOf(keys))), [
      "deleted",
      "empty",
      "sooner",
      "soon",
      "unreadable",
      "disabled",
      "later",
      "well",
    ]);
  });

  it("shows a page, says how many it does not show, and turns pages", async () => {
    const first = await asked({}, manyKeys);
    assert.equal(rowsOf(first).length, 25);
    assert.match(first, /Keys 1 to 25 of 60 keys, the most urgent first; 35 not shown\./);
    assert.deepEqual(callsOf(first), {
      Filter: { rows: 25 },
      Next: { rows: 25, filter: "", page: 1 },
    });
    const last = await asked({ page: 99, rows: 25 }, manyKeys);
    assert.match(last, /Keys 51 to 60 of 60 keys/);
    assert.deepEqual(callsOf(last), {
      Filter: { rows: 25 },
      Previous: { rows: 25, filter: "", page: 1 },
    });
    assert.equal(rowsOf(await asked({ rows: 100_000 }, manyKeys)).length, 60);
    assert.equal(rowsOf(await asked({ rows: "ten", page: -1 }, manyKeys)).length, 25);
  });

  it("finds what was typed, and keeps it from page to page", async () => {
    const widgetContext = { forms: { all: { filter: " EU-west " } } };
    const html = await asked({ rows: 20, widgetContext }, manyKeys);
    assert.match(html, /Keys 1 to 20 of 30 keys found among 60/);
    assert.match(html, /<input name="filter" value="EU-west"/);
    assert.deepEqual(callsOf(html)["Next"], { rows: 20, filter: "EU-west", page: 1 });
    const next = await asked({ rows: 20, filter: "EU-west", page: 1, widgetContext }, manyKeys);
    assert.equal(rowsOf(next).length, 10);
  });

  it("says which region is missing", async () => {
    const regions = [
      regionWith({
        problems: [{ missing: "keys", error: "AccessDeniedException", message: "<b>no</b>" }],
      }),
    ];
    assert.match(
      await asked({}, inventoryOf([], regions)),
      /<b>us-east-1<\/b>: keys: AccessDeniedException: &lt;b&gt;no&lt;\/b&gt;/,
    );
  });

  it("lets nobody's text become HTML", async () => {
    const evil = `</td><script>alert("1")</script>'&`;
    const key = keyWith({
      keyId: evil,
      arn: evil,
      region: evil,
      aliases: [evil],
      status: evil,
      origin: evil,
      customKeyStoreId: evil,
      notReadable: [{ call: evil, error: evil }],
    });
    const html = await asked({ filter: "script" }, inventoryOf([key]));
    assert.equal(rowsOf(html).length, 1);
    const typed = await asked({ filter: `"><script>` }, inventoryOf([key, key]));
    const json = await asked({ filter: "<", rows: 1 }, inventoryOf([key, key]));
    for (const text of [html, typed, json]) assert.ok(!text.includes("<script"), text);
    assert.deepEqual(callsOf(json)["Next"], { rows: 1, filter: "<", page: 1 });
  });
});
