import type { Resource } from "../rule";

// The regions of resources that have to do with each other.

export function regionOf({ props: { arn, region } }: Resource): string | undefined {
  if (typeof arn === "string") return arn.split(":")[3];
  return typeof region === "string" ? region : undefined;
}

/** A region that a resource does not name is the provider's. */
export function isSameRegion(one: unknown, other: unknown): boolean {
  return typeof one !== "string" || typeof other !== "string" || one === other;
}
