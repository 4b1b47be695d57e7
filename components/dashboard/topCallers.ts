// Who calls KMS most, and who is refused.
import * as awsx from "@pulumi/awsx/classic/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import { deniedCalls } from "../../queries/deniedCalls";
import { mostCalls } from "../../queries/dashboard";
import { LogTable } from "./logTable";

const TABLE = { width: 12, height: 7 } as const;

export interface TopCallersArgs {
  readonly homeRegion: string;
  readonly logGroupName: pulumi.Input<string>;
}

export function topCallers(args: TopCallersArgs): readonly awsx.Widget[] {
  const of = { region: args.homeRegion, logGroupName: args.logGroupName, ...TABLE };
  return [
    new LogTable({ title: "Top callers of KMS (calls), all regions", query: mostCalls, ...of }),
    new LogTable({
      title: `${deniedCalls.title}, all regions`,
      query: deniedCalls.logsInsights,
      ...of,
    }),
  ];
}
