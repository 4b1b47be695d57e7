import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { bodyOf, type DashboardBody } from "../docs/pictures/body";
import { openBrowser, showDashboard, type DashboardPage } from "../docs/pictures/browser";
import { drawnWidgets, type DrawnWidget, type Sources } from "../docs/pictures/drawnWidgets";
import { sampleRecords } from "../docs/pictures/sampleRecords";
import { inventoryOf, keyWith, NOW } from "../inventory/sampleKeys";
import { answer } from "../inventory/widget";
import { resourcesWith } from "./mockedProgram";

const KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
/** As a function must never answer. */
const HOSTILE = `<p id="key">alias/&lt;b&gt;x</p><script>document.title = "script"; parent.document.title = "script"</script>
  <img src="x" onerror="parent.document.title = 'handler'">`;

const sources: Sources = {
  stateOf: (arn) => (/us-west-2/.test(arn) ? "ALARM" : "OK"),
  records: sampleRecords(),
  htmlOf: () => Promise.resolve("<table><tr><td>alias/payments</td></tr></table>"),
};

async function deployedBody(): Promise<DashboardBody> {
  const settings = { regions: ["us-west-2"], importedKeys: [KEY_ID] };
  const keys = [{ arn: `arn:aws:kms:us-east-1:111122223333:key/${KEY_ID}` }];
  const made = await resourcesWith(settings, { keys });
  const [dashboard] = made.filter(({ type }) => type === "aws:cloudwatch/dashboard:Dashboard");
  return bodyOf(dashboard?.inputs["dashboardBody"]);
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly title: string;
}

describe("the picture of the dashboard, in headless Chromium", () => {
  let browser: Browser;
  let widgets: readonly DrawnWidget[];
  let shown: DashboardPage;
  let boxes: readonly Box[];

  before(async () => {
    const body = await deployedBody();
    widgets = await drawnWidgets(body, sources);
    browser = await openBrowser();
    shown = await showDashboard(browser, widgets);
    boxes = await shown.page.$$eval("section", (sections) =>
      sections.map((section) => {
        const { x, y, width, height } = section.getBoundingClientRect();
        return { x, y, width, height, title: section.querySelector("h3")?.textContent ?? "" };
      }),
    );
  });

  after(() => browser.close());

  it("has every widget of the body at its place in the grid, with its title", () => {
    assert.ok(widgets.length > 20);
    assert.deepEqual(
      boxes.map(({ title }) => title),
      widgets.map(({ title }) => title),
    );
    const cells = boxes.map(({ x, y, width, height }) =>
      [x / 50, y / 40, (width + 6) / 50, (height + 6) / 40].map(Math.round),
    );
    assert.deepEqual(
      cells,
      widgets.map(({ x, y, width, height }) => [x, y, width, height]),
    );
  });

  it("draws no widget over another", () => {
    const overlapping = boxes.flatMap((a, index) =>
      boxes
        .slice(index + 1)
        .filter(
          (b) =>
            a.x < b.x + b.width &&
            b.x < a.x + a.width &&
            a.y < b.y + b.height &&
            b.y < a.y + a.height,
        )
        .map((b) => `${a.title} and ${b.title}`),
    );
    assert.deepEqual(overlapping, []);
  });

  it("draws lines in every graph, and rows in every table", async () => {
    const ink = await shown.page.$$eval("section.metric canvas", (canvases) =>
      (canvases as HTMLCanvasElement[]).map((canvas) => {
        const { width, height } = canvas;
        const pixels = canvas.getContext("2d")?.getImageData(0, 0, width, height).data ?? [];
        return [...pixels].filter((value, index) => index % 4 === 3 && value > 0).length;
      }),
    );
    assert.equal(ink.length, widgets.filter(({ type }) => type === "metric").length);
    assert.ok(Math.min(...ink) > 1000, `${ink.join(", ")} drawn pixels`);
    for (const { type, lines = [], rows = [], title } of widgets) {
      if (type === "metric") assert.ok(lines.length > 0, title);
      if (type === "log") assert.ok(rows.length > 0, title);
    }
  });

  it("shows the state of every alarm, those in ALARM first", async () => {
    const states = await shown.page.$$eval("section.alarm", (sections) =>
      sections.map((section) =>
        [...section.querySelectorAll(".state")].map((state) => {
          return [state.getAttribute("title"), state.querySelector("b")?.textContent];
        }),
      ),
    );
    assert.deepEqual(
      states,
      widgets
        .filter(({ type }) => type === "alarm")
        .map(({ states: of = [] }) => of.map(({ name, state }) => [name, state])),
    );
    assert.ok(states.flat().some(([, state]) => state === "ALARM"));
    assert.equal(states[0]?.[0]?.[1], "ALARM");
  });

  it("says nothing in the console, and asks for nothing", () => {
    assert.deepEqual(shown.faults, []);
  });

  it("runs no script of a custom widget, and shows its text as text", async () => {
    const list = { x: 0, y: 0, width: 24, height: 9 };
    const properties = {
      title: "Keys",
      endpoint: "arn:aws:lambda:us-east-1:111122223333:function:w",
    };
    const body: DashboardBody = { widgets: [{ ...list, type: "custom", properties }] };
    const htmlOf = () => Promise.resolve(HOSTILE);
    const drawn = await drawnWidgets(body, { ...sources, htmlOf });
    const { page, faults } = await showDashboard(browser, drawn);
    const frame = page.frameLocator("section.custom iframe");
    assert.equal(await frame.locator("#key").textContent(), "alias/<b>x");
    assert.equal(await page.title(), "Dashboard");
    assert.match(faults.join("\n"), /Blocked script execution/);
    await page.close();
  });
});

describe("the inventory's widget, in headless Chromium", () => {
  it("has no script, and shows names as text", async () => {
    const alias = `alias/<script>document.title = "x"</script><img src=x onerror="document.title = 'y'">`;
    const inventory = inventoryOf([keyWith({ aliases: [alias] })]);
    const functionArn = "arn:aws:lambda:us-east-1:111122223333:function:w";
    const read = () => Promise.resolve(inventory);
    const htmlOf = () => answer({}, { functionArn, read, now: () => NOW });
    const properties = { title: "Keys", endpoint: functionArn };
    const widget = { x: 0, y: 0, width: 24, height: 9, type: "custom", properties } as const;
    const browser = await openBrowser();
    try {
      const drawn = await drawnWidgets({ widgets: [widget] }, { ...sources, htmlOf });
      const { page, faults } = await showDashboard(browser, drawn);
      const frame = page.frameLocator("section.custom iframe");
      assert.equal(await frame.getByText(alias).count(), 1);
      assert.equal(await frame.locator("script, img, iframe, object, embed").count(), 0);
      assert.deepEqual(faults, []);
    } finally {
      await browser.close();
    }
  });
});

describe("the data of the pictures", () => {
  it("are the same at each run", async () => {
    const body = await deployedBody();
    assert.deepEqual(await drawnWidgets(body, sources), await drawnWidgets(body, sources));
  });

  it("leave no expression out in silence", async () => {
    const properties = {
      title: "",
      region: "us-east-1",
      metrics: [[{ expression: "FILL(m1, 0)" }]],
    };
    const widget = { x: 0, y: 0, width: 6, height: 6, type: "metric", properties } as const;
    await assert.rejects(drawnWidgets({ widgets: [widget] }, sources), {
      message: "FILL(m1, 0) cannot be drawn",
    });
  });
});
