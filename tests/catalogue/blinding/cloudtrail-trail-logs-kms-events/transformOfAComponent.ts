// A component is used as its author meant, but for a transform of its children.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

class LandingZone extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("acme:index:LandingZone", name, {}, opts);
    const args = {
      s3BucketName: "acme-audit-logs",
      isMultiRegionTrail: true,
      enableLogFileValidation: true,
    };
    new aws.cloudtrail.Trail(`${name}-trail`, args, { parent: this });
  }
}

const advancedEventSelectors = [
  { fieldSelectors: [{ field: "eventCategory", equals: ["Insight"] }] },
];

export = () => {
  new LandingZone("landing-zone", {
    transforms: [
      ({ type, props, opts }) =>
        type === "aws:cloudtrail/trail:Trail"
          ? { props: { ...props, advancedEventSelectors }, opts }
          : undefined,
    ],
  });
};
