// The head of the dashboard: what it is about, and where to look next.
import * as awsx from "@pulumi/awsx/classic/cloudwatch";

export interface IntroductionArgs {
  readonly dashboardName: string;
  readonly homeRegion: string;
  /** Folder of the saved queries in the console. */
  readonly queryFolder: string;
  readonly runbookBaseUrl?: string;
}

/** Links are relative to the console that shows the dashboard, so that they fit every partition. */
export function introduction(args: IntroductionArgs): awsx.Widget {
  const { dashboardName, homeRegion, queryFolder, runbookBaseUrl } = args;
  const runbooks =
    runbookBaseUrl === undefined
      ? "Runbooks: `docs/runbooks` of the project"
      : `[Runbooks](${runbookBaseUrl})`;
  return new awsx.TextWidget({
    markdown: [
      `# KMS monitoring: ${dashboardName}`,
      [
        `[Alarms](/cloudwatch/home?region=${homeRegion}#alarmsV2:)`,
        `[Saved queries](/cloudwatch/home?region=${homeRegion}#logsV2:logs-insights), folder \`${queryFolder}\``,
        `[Keys](/kms/home?region=${homeRegion}#/kms/keys)`,
        runbooks,
      ].join(" · "),
    ].join("\n"),
    width: 24,
    height: 2,
  });
}

export function heading(text: string): awsx.Widget {
  return new awsx.TextWidget({ markdown: `## ${text}`, width: 24, height: 1 });
}
