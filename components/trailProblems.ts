// What is wrong with settings of the trail and its archive that are right one by one.
import type { ArchiveSettings, TrailSettings } from "./trailSettings";

export function modeProblems(trail: TrailSettings): readonly string[] {
  const { mode, existingName, organizationId } = trail;
  const problems: string[] = [];
  if (mode === "existing" && existingName === "") {
    problems.push("trail.existingName: is missing; mode existing needs it");
  }
  if (mode !== "existing" && existingName !== "") {
    problems.push(`trail.existingName: "${existingName}" is only for mode existing`);
  }
  if (mode === "organization" && organizationId === undefined) {
    problems.push("trail.organizationId: is missing; mode organization needs it");
  }
  if (mode !== "organization" && organizationId !== undefined) {
    problems.push(`trail.organizationId: "${organizationId}" is only for mode organization`);
  }
  if (mode === "existing") {
    const owned = {
      networkActivityEvents: trail.networkActivityEvents,
      insights: trail.insights.length > 0,
      dataEvents: trail.dataEvents.length > 0,
      notifyLogDelivery: trail.notifyLogDelivery,
    };
    for (const [key, isSet] of Object.entries(owned)) {
      if (isSet) {
        problems.push(`trail.${key}: is not for mode existing; it belongs to the trail's owner`);
      }
    }
  }
  return problems;
}

export function archiveProblems(
  { retentionDays, allowShortRetention, glacierAfterDays, objectLock }: ArchiveSettings,
  deletionProtection: boolean,
): readonly string[] {
  const problems: string[] = [];
  if (retentionDays < 365 && !allowShortRetention) {
    problems.push(
      `archive.retentionDays: ${retentionDays} is not at least 365; archive.allowShortRetention allows less`,
    );
  }
  if (glacierAfterDays !== undefined && glacierAfterDays >= retentionDays) {
    problems.push(
      `archive.glacierAfterDays: ${glacierAfterDays} is not below archive.retentionDays (${retentionDays})`,
    );
  }
  if (objectLock.mode !== "none" && objectLock.retentionDays > retentionDays) {
    problems.push(
      `archive.objectLock.retentionDays: ${objectLock.retentionDays} is more than archive.retentionDays (${retentionDays}); lower it too`,
    );
  }
  if (objectLock.mode === "compliance" && !deletionProtection) {
    problems.push(
      'archive.objectLock.mode: "compliance" is not possible without deletionProtection; nobody could destroy the archive',
    );
  }
  return problems;
}
