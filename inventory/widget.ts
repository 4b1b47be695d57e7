// The key inventory as a custom widget of a CloudWatch dashboard: a table of the most urgent keys, page by page.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_custom_widget_dashboard_about.html
import { markup, json, type Html } from "./html";
import { problemsIn, type Inventory, type KeyRecord } from "./keyRecord";
import { DOCUMENTATION, readQuestion, type Question } from "./widgetQuestion";
import { byUrgency, concernOf, daysUntil, type Concern, type Soon } from "./urgency";

export interface WidgetWorld {
  /** The function itself, which the buttons call. */
  readonly functionArn: string;
  readonly read: () => Promise<Inventory | undefined>;
  readonly now: () => Date;
}

/** HTML, or Markdown if the function is asked what it is. */
export async function answer(event: unknown, world: WidgetWorld): Promise<string> {
  const question = readQuestion(event);
  if (question === "describe") return DOCUMENTATION;
  const inventory = await world.read();
  if (inventory === undefined) {
    return markup`<p>There is no inventory yet. The first one comes soon after the deployment.</p>`
      .text;
  }
  return page(inventory, question, world).text;
}

function page(inventory: Inventory, question: Question, world: WidgetWorld): Html {
  const soon = { now: world.now(), expiryDays: inventory.expiryDays };
  const found = byUrgency(inventory.keys.filter(isAskedFor(question)), soon);
  const last = Math.max(0, Math.ceil(found.length / question.rows) - 1);
  const current = Math.min(question.page, last);
  const start = current * question.rows;
  const shown = found.slice(start, start + question.rows);
  const problems = problemsIn(inventory).map(
    ({ region, text }) => markup`<p style="color:#d13212"><b>${region}</b>: ${text}</p>`,
  );
  const { rows, filter } = question;
  const turn = (title: string, to: number) =>
    button(title, { rows, filter, page: to }, world.functionArn);
  return markup`${problems}
    <p>${counted(shown.length, start, found.length, inventory)} Taken ${inventory.takenAt}.</p>
    <p>
      <input name="filter" value="${question.filter}" placeholder="region, alias, id or state" />
      ${button("Filter", { rows }, world.functionArn)}
      ${current > 0 ? turn("Previous", current - 1) : ""}
      ${current < last ? turn("Next", current + 1) : ""}
    </p>
    ${table(shown, soon)}`;
}

function counted(shown: number, start: number, found: number, { keys }: Inventory): string {
  const of = found === keys.length ? `${found} keys` : `${found} keys found among ${keys.length}`;
  if (shown === 0) return `${of}.`;
  return `Keys ${start + 1} to ${start + shown} of ${of}, the most urgent first; ${found - shown} not shown.`;
}

/** Everything that people may look for in a row. */
function isAskedFor({ filter }: Question): (key: KeyRecord) => boolean {
  const wanted = filter.toLowerCase();
  return ({ region, keyId, aliases, status, origin }) =>
    [region, keyId, ...aliases, status ?? "", origin ?? ""].some((text) =>
      text.toLowerCase().includes(wanted),
    );
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_custom_widget_dashboard_interactivity.html */
function button(title: string, question: Partial<Question>, functionArn: string): Html {
  const action = markup`action="call" display="widget" endpoint="${functionArn}"`;
  return markup`<a class="btn">${title}</a><cwdb-action ${action}>${json(question)}</cwdb-action>`;
}

const COLUMNS = [
  "Key",
  "Region",
  "Aliases",
  "State",
  "Deletion",
  "Expiration",
  "Origin",
  "Rotation",
  "Last used",
  "Watched by",
];

function table(keys: readonly KeyRecord[], soon: Soon): Html {
  if (keys.length === 0) return markup``;
  return markup`<table>
    <thead>
      <tr>
        ${COLUMNS.map((title) => markup`<th>${title}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${keys.map((key) => row(key, soon))}
    </tbody>
  </table>`;
}

function row(key: KeyRecord, soon: Soon): Html {
  const { now } = soon;
  const concern = concernOf(key, soon);
  const cells = [
    markup`<span title="${key.arn}">${key.keyId}</span>`,
    markup`${key.region}`,
    markup`${key.aliases.join(", ")}`,
    markup`<span style="${styleOf(concern)}">${stateOf(key, concern)}</span>`,
    markup`${dateAndDays(key.deletionDate, now)}`,
    markup`${dateAndDays(key.expirationDate, now)}`,
    markup`${[key.origin, key.customKeyStoreId].filter((one) => one !== null).join(" ")}`,
    markup`${rotationOf(key)}`,
    markup`${key.lastUsed?.date?.slice(0, 10) ?? ""}`,
    markup`${key.watchedBy?.length ?? "?"}`,
  ];
  return markup`<tr>
    ${cells.map((cell) => markup`<td>${cell}</td>`)}
  </tr>`;
}

function stateOf({ status, notReadable }: KeyRecord, concern: Concern): string {
  const refused = (notReadable ?? []).map(({ call, error }) => `${call}: ${error}`).join(", ");
  return [status, concern, refused].filter((one) => one !== null && one !== "").join(" - ");
}

function styleOf(concern: Concern): string {
  if (concern === "" || concern === "material expires") return "";
  return concern === "disabled" ? "color:#b7791f" : "color:#d13212;font-weight:bold";
}

function dateAndDays(date: string | null, now: Date): string {
  return date === null ? "" : `${date.slice(0, 10)} (${daysUntil(date, now)} days)`;
}

function rotationOf({ rotation }: KeyRecord): string {
  if (rotation === null) return "";
  return rotation.enabled ? `each ${rotation.periodDays ?? "?"} days` : "off";
}
