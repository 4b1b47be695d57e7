import {
  CloudTrailClient,
  GetInsightSelectorsCommand,
  PutInsightSelectorsCommand,
  type InsightType,
  type Trail,
} from "@aws-sdk/client-cloudtrail";
import type { Aws } from "./aws";
import type { Inputs, Property } from "./resourceType";

// Which unusual activity a trail looks for, as the program writes it and as CloudTrail takes it.

export const INSIGHT_SELECTORS = {
  type: "set",
  of: { type: "object", properties: { insightType: { type: "string", required: true } } },
} as const satisfies Property;

type Insight = Inputs<(typeof INSIGHT_SELECTORS)["of"]["properties"]>;

export async function putInsightSelectors(
  id: string,
  selectors: readonly Insight[],
  aws: Aws,
): Promise<void> {
  await aws.client(CloudTrailClient).send(
    new PutInsightSelectorsCommand({
      TrailName: id,
      InsightSelectors: selectors.map(({ insightType }) => ({
        InsightType: insightType as InsightType,
      })),
    }),
  );
}

export async function readInsightSelectors(trail: Trail, aws: Aws): Promise<Insight[] | undefined> {
  if (trail.HasInsightSelectors !== true) return undefined;
  const answer = await aws
    .client(CloudTrailClient)
    .send(new GetInsightSelectorsCommand({ TrailName: trail.TrailARN }));
  return answer.InsightSelectors?.map(({ InsightType = "" }) => ({ insightType: InsightType }));
}
