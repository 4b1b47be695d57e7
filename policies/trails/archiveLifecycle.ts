import type { Resource, ResourceViolation } from "../rule";
import { isRecord } from "../values";
import { type Archive, configurationsOf } from "./archives";

// Lifecycle rules that delete log files soon after they came, or their versions soon after somebody replaced or deleted them.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html

/** As long as CloudTrail's own event history, after which the archive is the only record. */
const LEAST_DAYS = 90;

const LIFECYCLES = [
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
];

/** Where days stand in a rule, in each form of it: of a resource of its own, of the bucket's own property, of aws-native. */
const DAYS: readonly (readonly [property: string, days?: string])[] = [
  ["expiration", "days"],
  ["noncurrentVersionExpiration", "noncurrentDays"],
  ["noncurrentVersionExpiration", "days"],
  ["expirationInDays"],
  ["noncurrentVersionExpirationInDays"],
];

/** What is not known yet is judged once it is. */
export function earlyExpirations(
  archive: Archive,
  resources: readonly Resource[],
): readonly ResourceViolation[] {
  const { bucket } = archive;
  const native = bucket.props["lifecycleConfiguration"];
  return [
    ...earlyIn(bucket, "lifecycleRules", bucket.props["lifecycleRules"]),
    ...earlyIn(bucket, "lifecycleConfiguration.rules", isRecord(native) ? native["rules"] : []),
    ...configurationsOf(archive, resources, LIFECYCLES).flatMap((configuration) =>
      earlyIn(configuration, "rules", configuration.props["rules"]),
    ),
  ];
}

function earlyIn(resource: Resource, path: string, rules: unknown): readonly ResourceViolation[] {
  const list: readonly unknown[] = Array.isArray(rules) ? rules : [];
  return list.flatMap((rule, index) =>
    isRecord(rule) && rule["status"] !== "Disabled" && rule["enabled"] !== false
      ? daysOf(rule)
          .filter(([, days]) => days < LEAST_DAYS)
          .map(([property, days]) => ({
            resource,
            violation: {
              path: `${path}[${index}].${property}`,
              why: `lets log files be deleted for good after ${days} days`,
              fix: `keep them for ${LEAST_DAYS} days at least`,
            },
          }))
      : [],
  );
}

function daysOf(rule: Readonly<Record<string, unknown>>): readonly (readonly [string, number])[] {
  return DAYS.flatMap(([property, inner]) => {
    const outer = rule[property];
    const days = inner === undefined ? outer : isRecord(outer) ? outer[inner] : undefined;
    const path = inner === undefined ? property : `${property}.${inner}`;
    return typeof days === "number" && days > 0 ? [[path, days] as const] : [];
  });
}
