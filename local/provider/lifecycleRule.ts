import type {
  ExpirationStatus,
  LifecycleRule,
  LifecycleRuleFilter,
  TransitionStorageClass,
} from "@aws-sdk/client-s3";
import type { Inputs, Shape } from "./resourceType";
import { tagList, tagMap } from "./tags";

// One rule of a bucket's lifecycle, as the program writes it and as S3 takes it.

const TRANSITION_CLASS = { type: "string", required: true } as const;

export const LIFECYCLE_RULE = {
  type: "object",
  properties: {
    id: { type: "string", required: true },
    status: { type: "string", required: true },
    filter: {
      type: "object",
      properties: {
        prefix: { type: "string" },
        objectSizeGreaterThan: { type: "integer" },
        objectSizeLessThan: { type: "integer" },
        tag: {
          type: "object",
          properties: {
            key: { type: "string", required: true },
            value: { type: "string", required: true },
          },
        },
        and: {
          type: "object",
          properties: {
            prefix: { type: "string" },
            objectSizeGreaterThan: { type: "integer", default: 0 },
            objectSizeLessThan: { type: "integer", default: 0 },
            tags: { type: "map" },
          },
        },
      },
    },
    expiration: {
      type: "object",
      properties: {
        date: { type: "string" },
        days: { type: "integer", default: 0 },
        expiredObjectDeleteMarker: { type: "boolean" },
      },
    },
    transitions: {
      type: "set",
      of: {
        type: "object",
        properties: {
          date: { type: "string" },
          days: { type: "integer", default: 0 },
          storageClass: TRANSITION_CLASS,
        },
      },
    },
    noncurrentVersionExpiration: {
      type: "object",
      properties: {
        noncurrentDays: { type: "integer", required: true },
        newerNoncurrentVersions: { type: "integer" },
      },
    },
    noncurrentVersionTransitions: {
      type: "set",
      of: {
        type: "object",
        properties: {
          noncurrentDays: { type: "integer", required: true },
          newerNoncurrentVersions: { type: "integer" },
          storageClass: TRANSITION_CLASS,
        },
      },
    },
    abortIncompleteMultipartUpload: {
      type: "object",
      properties: { daysAfterInitiation: { type: "integer" } },
    },
  },
} as const satisfies Shape;

type Rule = Inputs<(typeof LIFECYCLE_RULE)["properties"]>;

export function ruleToAws(rule: Rule): LifecycleRule {
  const { expiration, noncurrentVersionExpiration: noncurrent } = rule;
  return {
    ID: rule.id,
    Status: rule.status as ExpirationStatus,
    Filter: filterToAws(rule.filter),
    Expiration: expiration && {
      Date: dateToAws(expiration.date),
      Days: expiration.days || undefined,
      ExpiredObjectDeleteMarker: expiration.expiredObjectDeleteMarker,
    },
    Transitions: rule.transitions?.map(({ date, days, storageClass }) => ({
      Date: dateToAws(date),
      Days: date === undefined ? days : undefined,
      StorageClass: storageClass as TransitionStorageClass,
    })),
    NoncurrentVersionExpiration: noncurrent && {
      NoncurrentDays: noncurrent.noncurrentDays,
      NewerNoncurrentVersions: noncurrent.newerNoncurrentVersions,
    },
    NoncurrentVersionTransitions: rule.noncurrentVersionTransitions?.map((transition) => ({
      NoncurrentDays: transition.noncurrentDays,
      NewerNoncurrentVersions: transition.newerNoncurrentVersions,
      StorageClass: transition.storageClass as TransitionStorageClass,
    })),
    AbortIncompleteMultipartUpload: rule.abortIncompleteMultipartUpload && {
      DaysAfterInitiation: rule.abortIncompleteMultipartUpload.daysAfterInitiation,
    },
  };
}

export function ruleFromAws(rule: LifecycleRule): Rule {
  const { Expiration, NoncurrentVersionExpiration: noncurrent } = rule;
  return {
    id: rule.ID ?? "",
    status: rule.Status ?? "",
    filter: filterFromAws(rule.Filter),
    expiration: Expiration && {
      date: dateFromAws(Expiration.Date),
      days: Expiration.Days ?? 0,
      expiredObjectDeleteMarker: Expiration.ExpiredObjectDeleteMarker,
    },
    transitions: rule.Transitions?.map(({ Date: date, Days = 0, StorageClass = "" }) => ({
      date: dateFromAws(date),
      days: Days,
      storageClass: StorageClass,
    })),
    noncurrentVersionExpiration: noncurrent && {
      noncurrentDays: noncurrent.NoncurrentDays ?? 0,
      newerNoncurrentVersions: noncurrent.NewerNoncurrentVersions,
    },
    noncurrentVersionTransitions: rule.NoncurrentVersionTransitions?.map((transition) => ({
      noncurrentDays: transition.NoncurrentDays ?? 0,
      newerNoncurrentVersions: transition.NewerNoncurrentVersions,
      storageClass: transition.StorageClass ?? "",
    })),
    abortIncompleteMultipartUpload: rule.AbortIncompleteMultipartUpload && {
      daysAfterInitiation: rule.AbortIncompleteMultipartUpload.DaysAfterInitiation,
    },
  };
}

/** A rule for all objects has an empty filter; S3 refuses a rule that has none. */
function filterToAws(filter: Rule["filter"]): LifecycleRuleFilter {
  const { tag, and } = filter ?? {};
  return {
    Prefix: filter?.prefix,
    ObjectSizeGreaterThan: filter?.objectSizeGreaterThan,
    ObjectSizeLessThan: filter?.objectSizeLessThan,
    Tag: tag && { Key: tag.key, Value: tag.value },
    And: and && {
      Prefix: and.prefix,
      ObjectSizeGreaterThan: and.objectSizeGreaterThan || undefined,
      ObjectSizeLessThan: and.objectSizeLessThan || undefined,
      Tags: and.tags && tagList(and.tags),
    },
  };
}

function filterFromAws(filter: LifecycleRuleFilter | undefined): Rule["filter"] {
  if (filter === undefined) return undefined;
  const { Tag, And } = filter;
  return {
    prefix: filter.Prefix,
    objectSizeGreaterThan: filter.ObjectSizeGreaterThan,
    objectSizeLessThan: filter.ObjectSizeLessThan,
    tag: Tag && { key: Tag.Key ?? "", value: Tag.Value ?? "" },
    and: And && {
      prefix: And.Prefix,
      objectSizeGreaterThan: And.ObjectSizeGreaterThan ?? 0,
      objectSizeLessThan: And.ObjectSizeLessThan ?? 0,
      tags: And.Tags && tagMap(And.Tags),
    },
  };
}

function dateToAws(date: string | undefined): Date | undefined {
  return date === undefined ? undefined : new Date(date);
}

/** S3 keeps midnights only, which the real provider writes without fractions of a second. */
function dateFromAws(date: Date | undefined): string | undefined {
  return date?.toISOString().replace(/\.\d+Z$/, "Z");
}
