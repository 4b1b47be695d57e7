// Every alarm on a metric that the program makes with all kinds of things named, put into an embedded AWS and read back from it.
import {
  CloudWatchClient,
  PutMetricAlarmCommand,
  type MetricAlarm,
} from "@aws-sdk/client-cloudwatch";
import { metricDetections, ownHealth } from "../../detections/catalogue";
import { metricAlarmRequest } from "../../local/provider/types/cloudwatch/metricAlarm";
import { alarmsIn } from "../../local/replay/deployed";
import { startEmbeddedAws, type EmbeddedAws } from "../embeddedAws";
import type { MockedAws } from "../mockedAws";
import { resourcesWith } from "../mockedProgram";
import { EXTERNAL_STORE, HSM_STORE } from "./keyStores";

const KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
const REGIONS = ["us-east-1", "us-west-2"] as const;
const [HOME, OTHER] = REGIONS;
const ELSEWHERE = `arn:aws:kms:${OTHER}:111122223333:key/${KEY_ID}`;

/** With these, the program makes an alarm of each detection on metrics. */
export const ALL_NAMED = {
  regions: [OTHER],
  importedKeys: [KEY_ID, ELSEWHERE],
  usageKeys: [KEY_ID, ELSEWHERE],
  keyStores: [
    { id: EXTERNAL_STORE, type: "external" },
    { id: HSM_STORE, type: "cloudhsm", region: OTHER },
  ],
} as const;

/** What exists of it. */
export const NAMED_IN_AWS: MockedAws = {
  keys: [{ arn: ELSEWHERE.replace(OTHER, HOME) }, { arn: ELSEWHERE }],
  keyStores: [
    { id: EXTERNAL_STORE, type: "external", region: HOME },
    { id: HSM_STORE, type: "cloudhsm", region: OTHER },
  ],
};

export interface DeployedAlarm {
  readonly detection: string;
  readonly alarm: MetricAlarm;
}

/** Ids of the detections on metrics. */
export const metricDetectionIds = [...metricDetections, ...ownHealth].map(({ id }) => id);

/** The alarms that the tests of the suite at hand find deployed, in an AWS that ends with it. */
export function deployedAlarms(): () => readonly DeployedAlarm[] {
  let aws: EmbeddedAws;
  let deployed: readonly DeployedAlarm[];
  before(async () => {
    aws = await startEmbeddedAws();
    Object.assign(process.env, aws.environment);
    deployed = await deployAlarms();
  });
  after(() => aws.stop());
  return () => deployed;
}

async function deployAlarms(): Promise<readonly DeployedAlarm[]> {
  const detectionOf = new Map<string, string>();
  for (const { type, inputs } of await resourcesWith(ALL_NAMED, NAMED_IN_AWS)) {
    const { detection } = (inputs["tags"] ?? {}) as { detection?: string };
    if (!type.endsWith(":MetricAlarm") || detection === undefined) continue;
    if (!metricDetectionIds.includes(detection)) continue;
    const region = String(inputs["region"] ?? HOME);
    const given = { ...inputs, tagsAll: inputs["tags"] } as Parameters<
      typeof metricAlarmRequest
    >[0];
    const request = metricAlarmRequest(given);
    await new CloudWatchClient({ region }).send(new PutMetricAlarmCommand(request));
    detectionOf.set(`${region} ${request.AlarmName}`, detection);
  }
  const deployed = await Promise.all(
    REGIONS.map(async (region) => {
      const { metricAlarms } = await alarmsIn(region);
      return metricAlarms.map((alarm) => {
        const detection = detectionOf.get(`${region} ${alarm.AlarmName}`) ?? "unknown";
        return { detection, alarm };
      });
    }),
  );
  return deployed.flat();
}
