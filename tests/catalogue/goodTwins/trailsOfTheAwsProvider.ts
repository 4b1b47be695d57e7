// Trails that log every event of KMS, close to those that do not.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const TRAIL = {
  s3BucketName: "acme-audit-logs",
  isMultiRegionTrail: true,
  enableLogFileValidation: true,
};
const MANAGEMENT = { field: "eventCategory", equals: ["Management"] };
const NOT_RDS = { field: "eventSource", notEquals: ["rdsdata.amazonaws.com"] };

const trailWith = (
  args: Partial<aws.cloudtrail.TrailArgs>,
  opts?: pulumi.CustomResourceOptions,
) => {
  new aws.cloudtrail.Trail("audit", { ...TRAIL, ...args }, opts);
};

export const family = {
  withoutSelectors: () => trailWith({}),
  emptySelectors: () => trailWith({ eventSelectors: [], advancedEventSelectors: [] }),
  emptyExclusion: () => trailWith({ eventSelectors: [{ excludeManagementEventSources: [] }] }),
  onlyRdsExcluded: () => {
    trailWith({ eventSelectors: [{ excludeManagementEventSources: ["rdsdata.amazonaws.com"] }] });
  },
  onlyRdsExcludedByAdvancedSelector: () => {
    trailWith({ advancedEventSelectors: [{ fieldSelectors: [MANAGEMENT, NOT_RDS] }] });
  },
  dataBesideManagement: () => {
    const dataResources = [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }];
    trailWith({
      eventSelectors: [
        { readWriteType: "All", includeManagementEvents: true },
        { readWriteType: "WriteOnly", includeManagementEvents: false, dataResources },
      ],
    });
  },
  kmsExcludedInOneSelectorOfTwo: () => {
    trailWith({
      eventSelectors: [
        { readWriteType: "All", excludeManagementEventSources: ["kms.amazonaws.com"] },
        { readWriteType: "All" },
      ],
    });
  },
  readsAndWritesApart: () => {
    trailWith({
      advancedEventSelectors: ["true", "false"].map((half) => ({
        fieldSelectors: [MANAGEMENT, { field: "readOnly", equals: [half] }],
      })),
    });
  },
  dataOfABucketOfTheStack: () => {
    const bucket = new aws.s3.Bucket("documents");
    const objects = pulumi.interpolate`${bucket.arn}/`;
    trailWith({
      advancedEventSelectors: [
        { name: "management", fieldSelectors: [MANAGEMENT] },
        {
          name: "documents",
          fieldSelectors: [
            { field: "eventCategory", equals: ["Data"] },
            { field: "resources.type", equals: ["AWS::S3::Object"] },
            { field: "resources.ARN", startsWiths: [objects] },
          ],
        },
      ],
    });
  },
  secretTag: () => trailWith({ tags: { owner: pulumi.secret("audit@example.com") } }),
  promisedType: () => {
    trailWith({ eventSelectors: [{ readWriteType: Promise.resolve("All") }] });
  },
  ignoredTags: () => trailWith({}, { ignoreChanges: ["tags", "tagsAll"] }),
  insights: () => trailWith({ insightSelectors: [{ insightType: "ApiCallRateInsight" }] }),
  organization: () => trailWith({ isOrganizationTrail: true }),
  taggedByTheTrailsTransform: () => {
    const tags = { team: "audit" };
    trailWith({}, { transforms: [({ props, opts }) => ({ props: { ...props, tags }, opts })] });
  },
};
