// A trail that exists and is right in all but one thing: it does not log, or may not.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as awsNative from "../../awsNative";

const TRAIL = {
  s3BucketName: "acme-audit-logs",
  isMultiRegionTrail: true,
  enableLogFileValidation: true,
};

const trailWith = (enableLogging: pulumi.Input<boolean>) => {
  new aws.cloudtrail.Trail("audit", { ...TRAIL, enableLogging });
};

export const family = {
  off: () => trailWith(false),
  secretlyOff: () => trailWith(pulumi.secret(false)),
  offByAParameter: () => {
    const logging = new aws.ssm.Parameter("logging", { type: "String" });
    trailWith(logging.value.apply((value) => value === "on"));
  },
  nativeOff: () => {
    new awsNative.Trail("audit", { ...TRAIL, isLogging: false });
  },
  offInATemplate: () => {
    const Properties = {
      S3BucketName: "acme-audit-logs",
      IsLogging: false,
      IsMultiRegionTrail: true,
      EnableLogFileValidation: true,
    };
    const Resources = { Audit: { Type: "AWS::CloudTrail::Trail", Properties } };
    new aws.cloudformation.Stack("baseline", { templateBody: JSON.stringify({ Resources }) });
  },
};
