// The real program, blinded: a transformation makes its trail exclude KMS, as any code of a stack could.
import * as pulumi from "@pulumi/pulumi";

pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
  if (type !== "aws:cloudtrail/trail:Trail") {
    return undefined;
  }
  const eventSelectors = [
    {
      readWriteType: "All",
      includeManagementEvents: true,
      excludeManagementEventSources: ["kms.amazonaws.com"],
    },
  ];
  return { props: { ...props, eventSelectors, advancedEventSelectors: undefined }, opts };
});

import program = require("../../../index");
export = program;
