// A role of a build service gets everything by a policy of AWS's own.
import * as aws from "@pulumi/aws";

export = () => {
  new aws.iam.RolePolicyAttachment("build", {
    role: "build",
    policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
  });
};
