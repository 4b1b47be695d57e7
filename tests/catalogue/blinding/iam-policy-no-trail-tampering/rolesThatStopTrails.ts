// Permissions by which somebody can blind the trail later, however they are worded.
import * as aws from "@pulumi/aws";

const allowing = (statement: object) => () => {
  const Statement = [{ Effect: "Allow", Resource: "*", ...statement }];
  new aws.iam.Policy("deploy", { policy: JSON.stringify({ Version: "2012-10-17", Statement }) });
};

export const family = {
  byName: allowing({ Action: ["s3:GetObject", "cloudtrail:StopLogging"] }),
  byWildcard: allowing({ Action: "cloudtrail:*" }),
  byPartOfAName: allowing({ Action: "cloudtrail:Put*Selectors" }),
  inAnotherCase: allowing({ Action: "CLOUDTRAIL:deletetrail" }),
  byEverythingElse: allowing({ NotAction: ["iam:*", "organizations:*"] }),
};
