// The stack set was made elsewhere, and a parameter of it tells the trail what to leave out.
import * as aws from "@pulumi/aws";

export = () => {
  new aws.cloudformation.StackSetInstance("baseline", {
    stackSetName: "org-baseline",
    parameterOverrides: { ExcludedEventSource: "kms.amazonaws.com" },
  });
};
