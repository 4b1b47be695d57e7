// Trust policies: which service may take a role.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
import * as pulumi from "@pulumi/pulumi";

/**
 * @param Sid As `TrailAssumesRole`.
 * @param service As `cloudtrail.amazonaws.com`.
 * @param Condition For whom the service may: without one, for anybody who can make it use the role.
 */
export function trust(
  Sid: string,
  service: string,
  Condition?: pulumi.Input<object>,
): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid,
        Effect: "Allow",
        Principal: { Service: service },
        Action: "sts:AssumeRole",
        ...(Condition === undefined ? {} : { Condition }),
      },
    ],
  });
}

/** Without a condition, as in the guide: https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html */
export function functionTrust(): pulumi.Output<string> {
  return trust("FunctionAssumesRole", "lambda.amazonaws.com");
}
