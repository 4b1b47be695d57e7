// The permission by which a service, and there only one source of calls, may invoke a function.
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Who calls. */
export interface Caller {
  /** As `events.amazonaws.com`. */
  readonly principal: string;
  readonly sourceArn: pulumi.Input<string>;
  /** Where the source's ARN alone does not bind it to an account. */
  readonly sourceAccount?: pulumi.Input<string>;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html */
export function mayInvoke(
  name: string,
  functionName: pulumi.Input<string>,
  caller: Caller,
  parent: pulumi.Resource,
): aws.lambda.Permission {
  return new aws.lambda.Permission(
    name,
    { function: functionName, action: "lambda:InvokeFunction", ...caller },
    { parent },
  );
}
