// A key that everybody may administer, and so disable or delete.
import * as aws from "@pulumi/aws";

export = () => {
  const Statement = [{ Effect: "Allow", Principal: "*", Action: "kms:*", Resource: "*" }];
  new aws.kms.Key("logs", {
    enableKeyRotation: true,
    policy: JSON.stringify({ Version: "2012-10-17", Statement }),
  });
};
