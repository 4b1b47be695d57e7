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

export class Dashboard extends pulumi.ComponentResource {
  readonly dashboardName: pulumi.Output<string>;

  constructor(name: string, args: DashboardArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:Dashboard", name, {}, opts);
    const dashboard = new awsx.Dashboard(
      name,
      { name: args.dashboardName, widgets: rowsOf(args) },
      { parent: this },
    );
    this.dashboardName = dashboard.dashboardName;
    this.registerOutputs({ dashboardName: this.dashboardName });
  }
}

/** Number of widgets: two for each region, and a few; none for a single key. */
function rowsOf(args: DashboardArgs): awsx.Widget[] {
  const sections: readonly (readonly [string, readonly awsx.Widget[]])[] = [
    ["Current alarms", currentAlarms(args.alarms)],
    ["Expiration of imported key material", expiry(args)],
    ["Request rates and quotas", requestRates(args)],
    ["Keys", keyInventory(args)],
    ["Changes", controlPlaneChanges(args)],
    ["Callers", topCallers(args)],
    ["Health of the trail", trailHealth(args)],
    ["Health of the monitoring", ownHealth(args)],
  ];
  const rows = sections
    .filter(([, widgets]) => widgets.length > 0)
    .flatMap(([title, widgets]) => [[heading(title)], widgets]);
  return [[introduction(args)], ...rows].map((widgets) => new awsx.RowWidget(...widgets));
}
