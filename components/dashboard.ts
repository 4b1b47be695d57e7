// The dashboard: alarms, expiry, request rates, changes, callers, keys, and the health of trail and monitoring, on one page for all regions.
import * as awsx from "@pulumi/awsx/classic/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import type { Alarm } from "./alarm";
import { controlPlaneChanges, type ControlPlaneChangesArgs } from "./dashboard/controlPlaneChanges";
import { currentAlarms } from "./dashboard/currentAlarms";
import { expiry, type ExpiryArgs } from "./dashboard/expiry";
import { heading, introduction, type IntroductionArgs } from "./dashboard/introduction";
import { keyInventory, type KeyInventoryArgs } from "./dashboard/keyInventory";
import { ownHealth, type OwnHealthArgs } from "./dashboard/ownHealth";
import { requestRates, type RequestRatesArgs } from "./dashboard/requestRates";
import { topCallers } from "./dashboard/topCallers";
import { trailHealth } from "./dashboard/trailHealth";

export interface DashboardArgs
  extends
    IntroductionArgs,
    ExpiryArgs,
    RequestRatesArgs,
    ControlPlaneChangesArgs,
    KeyInventoryArgs,
    OwnHealthArgs {
  /** Those that notify somebody. */
  readonly alarms: readonly Alarm[];
}

/** The inventory is written a few times a day, and rates are per minute whatever the range of time. */
const LAST_DAY = { start: "-P1D", periodOverride: "inherit" } as const;

export class Dashboard extends pulumi.ComponentResource {
  readonly dashboardName: pulumi.Output<string>;

  constructor(name: string, args: DashboardArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:Dashboard", name, {}, opts);
    const dashboard = new awsx.Dashboard(
      name,
      { name: args.dashboardName, widgets: rowsOf(args), ...LAST_DAY },
      { parent: this },
    );
    this.dashboardName = dashboard.dashboardName;
    this.registerOutputs({ dashboardName: this.dashboardName });
  }
}

/** Number of widgets: two for each region, and a few; none for a single key. */
function rowsOf(args: DashboardArgs): awsx.Widget[] {
  const sections: readonly (readonly [string, readonly awsx.Widget[]])[] = [
    ["Expiration of imported key material", expiry(args)],
    ["Request rates and quotas", requestRates(args)],
    ["Keys", keyInventory(args)],
    ["Changes and callers", [...controlPlaneChanges(args), ...topCallers(args)]],
    ["Health of the trail and of the monitoring", [...trailHealth(args), ...ownHealth(args)]],
  ];
  const rows = sections.flatMap(([title, widgets]) => [[heading(title)], widgets]);
  return [[introduction(args), ...currentAlarms(args.alarms)], ...rows].map(
    (widgets) => new awsx.RowWidget(...widgets),
  );
}
