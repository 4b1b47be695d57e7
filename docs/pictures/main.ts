// `npm run pictures`: deploys the program to an AWS of its own, and draws the dashboard that CloudWatch then has, with sample data, for the README.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import {
  CloudWatchClient,
  GetDashboardCommand,
  SetAlarmStateCommand,
} from "@aws-sdk/client-cloudwatch";
import {
  CreateAliasCommand,
  CreateKeyCommand,
  DisableKeyCommand,
  KMSClient,
} from "@aws-sdk/client-kms";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import UPNG from "@pdf-lib/upng";
import type { Locator } from "playwright-core";
import { anyKeyMaterialExpires } from "../../detections/keyMaterialExpiry";
import { alarmsIn } from "../../local/replay/deployed";
import { startEmbeddedAws } from "../../tests/embeddedAws";
import { deployLocal } from "../../tests/localStack";
import { bodyOf, type DashboardBody } from "./body";
import { openBrowser, showDashboard } from "./browser";
import { drawnWidgets, type DrawnWidget } from "./drawnWidgets";
import { sampleRecords } from "./sampleRecords";

const COLORS = 128;

/** How the names of the alarms end that are in ALARM in the pictures; all others are well. */
const IN_ALARM = [
  `warning-${anyKeyMaterialExpires.alarm.name}-us-west-2-30-days`,
  "warning-kms-calls-denied",
];

async function main(): Promise<void> {
  const aws = await startEmbeddedAws();
  try {
    const { dashboardName = "", watchedRegions, inventoryFunctionArn } = await deployLocal(aws);
    const [home = ""] = watchedRegions;
    await makeSampleKeys(watchedRegions);
    await answerOf(inventoryFunctionArn);
    const states = await sampleStates(watchedRegions);
    const widgets = await drawnWidgets(await deployedDashboard(home, dashboardName), {
      stateOf: (arn) => states.get(arn) ?? "INSUFFICIENT_DATA",
      records: sampleRecords(),
      htmlOf: answerOf,
    });
    await takePictures(widgets);
  } finally {
    await aws.stop();
  }
}

async function deployedDashboard(region: string, name: string): Promise<DashboardBody> {
  const client = new CloudWatchClient({ region });
  const { DashboardBody = "" } = await client.send(
    new GetDashboardCommand({ DashboardName: name }),
  );
  return bodyOf(DashboardBody);
}

/** Sets the states of the deployed alarms, and asks CloudWatch for them; by ARN. */
async function sampleStates(regions: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const states = new Map<string, string>();
  const inAlarm: string[] = [];
  for (const region of regions) {
    const client = new CloudWatchClient({ region });
    for (const { AlarmName = "" } of (await alarmsIn(region)).metricAlarms) {
      const ends = IN_ALARM.filter((name) => AlarmName.endsWith(`-${name}`));
      inAlarm.push(...ends);
      const StateValue = ends.length > 0 ? "ALARM" : "OK";
      await client.send(
        new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: "for a picture" }),
      );
    }
    const { metricAlarms, compositeAlarms } = await alarmsIn(region);
    for (const { AlarmArn = "", StateValue = "" } of [...metricAlarms, ...compositeAlarms]) {
      states.set(AlarmArn, StateValue);
    }
  }
  assert.deepEqual(inAlarm.sort(), IN_ALARM);
  return states;
}

/** Keys for the inventory, besides those of the stack. */
async function makeSampleKeys(regions: readonly string[]): Promise<void> {
  for (const region of regions) {
    const kms = new KMSClient({ region });
    for (const name of ["payments", "ledger", "backups"]) {
      const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
      const TargetKeyId = KeyMetadata?.KeyId;
      await kms.send(new CreateAliasCommand({ AliasName: `alias/${name}`, TargetKeyId }));
      if (name === "backups") await kms.send(new DisableKeyCommand({ KeyId: TargetKeyId }));
    }
  }
}

/** As a dashboard asks: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_custom_widget_dashboard_about.html */
async function answerOf(functionArn: string): Promise<string> {
  const client = new LambdaClient({ region: functionArn.split(":")[3] ?? "" });
  const Payload = JSON.stringify({ widgetContext: { theme: "light", width: 1400, height: 380 } });
  const { Payload: answer } = await client.send(
    new InvokeCommand({ FunctionName: functionArn, Payload }),
  );
  return JSON.parse(Buffer.from(answer ?? []).toString("utf8")) as string;
}

async function takePictures(widgets: readonly DrawnWidget[]): Promise<void> {
  const browser = await openBrowser();
  try {
    const { page, faults } = await showDashboard(browser, widgets);
    if (faults.length > 0) throw new Error(faults.join("\n"));
    await keep("dashboard", page.locator("main"));
    const list = page.locator("section.custom");
    if ((await list.count()) > 0) await keep("widget", list.first());
  } finally {
    await browser.close();
  }
}

/** With a palette, a picture is a third as large. */
async function keep(name: string, drawn: Locator): Promise<void> {
  const { buffer } = new Uint8Array(await drawn.screenshot());
  const picture = UPNG.decode(buffer);
  const small = UPNG.encode(UPNG.toRGBA8(picture), picture.width, picture.height, COLORS);
  const file = path.join(__dirname, `${name}.png`);
  writeFileSync(file, Buffer.from(small));
  console.log(`${file}: ${Math.round(small.byteLength / 1024)} KB`);
}

void main();
