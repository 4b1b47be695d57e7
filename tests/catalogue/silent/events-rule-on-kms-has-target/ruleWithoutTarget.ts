// Somebody removed the target of the rule on deleted keys, and not the rule.
import * as aws from "@pulumi/aws";

export = () => {
  new aws.cloudwatch.EventRule("key-deleted", {
    name: "key-deleted",
    eventPattern: JSON.stringify({ source: ["aws.kms"], "detail-type": ["KMS CMK Deletion"] }),
  });
};
