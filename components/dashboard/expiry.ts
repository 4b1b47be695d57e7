// How long imported key material lasts: the keys of each region that expire soonest, and those that the settings name.
import * as awsx from "@pulumi/awsx/classic/cloudwatch";
import { anyKeyMaterialExpires, soonestKeys } from "../../detections/keyMaterialExpiry";
import { graph, widthOf } from "./graph";
import { HiddenExpression } from "./hiddenExpression";
import { RegionalMetric } from "./regionalMetric";

const SECONDS_PER_DAY = 86_400;
const SOONEST = 10;
/** "One metrics array can include 0-500 metrics and expressions"; a hundred lines are more than anybody can tell apart. */
const MOST_NAMED_KEYS = 100;
const { metricNamespace, metricName, alarm } = anyKeyMaterialExpires;

export interface ExpiryArgs {
  readonly watchedRegions: readonly string[];
  readonly homeRegion: string;
  readonly importedKeys: readonly { readonly keyId: string; readonly region: string }[];
  readonly thresholdDays: readonly number[];
}

export function expiry(args: ExpiryArgs): readonly awsx.Widget[] {
  const levels = args.thresholdDays.map((value) => ({ label: `${value} days`, value }));
  const ofRegions = args.watchedRegions.map((region) =>
    graph({
      title: `Imported key material: the ${SOONEST} keys that expire soonest`,
      unit: "days left",
      region,
      metrics: daysOfSoonest(),
      levels,
      periodSeconds: 300,
      width: widthOf(args.watchedRegions.length),
    }),
  );
  return args.importedKeys.length === 0 ? ofRegions : [...ofRegions, namedKeys(args, levels)];
}

/** A dashboard's query may be the input of another expression, but not a part of it. */
function daysOfSoonest(): readonly awsx.WidgetMetric[] {
  return [
    new HiddenExpression(`${soonestKeys} LIMIT ${SOONEST}`, "seconds"),
    new awsx.ExpressionWidgetMetric(`seconds/${SECONDS_PER_DAY}`, undefined, "days"),
  ];
}

function namedKeys(
  { importedKeys, homeRegion }: ExpiryArgs,
  levels: readonly { readonly label: string; readonly value: number }[],
): awsx.Widget {
  const shown = importedKeys.slice(0, MOST_NAMED_KEYS);
  const count =
    shown.length < importedKeys.length ? `${shown.length} of ${importedKeys.length} ` : "";
  return graph({
    title: `Imported key material: ${count}named keys`,
    unit: "days left",
    region: homeRegion,
    where: "all regions",
    metrics: shown.flatMap(({ keyId, region }, index) => [
      new RegionalMetric({
        namespace: metricNamespace,
        name: metricName,
        dimensions: { KeyId: keyId },
        statistic: alarm.statistic,
        region,
        visible: false,
        id: `seconds${index}`,
      }),
      new awsx.ExpressionWidgetMetric(
        `seconds${index}/${SECONDS_PER_DAY}`,
        `${region} ${keyId}`,
        `days${index}`,
      ),
    ]),
    levels,
    periodSeconds: 300,
    width: 24,
  });
}
