// Everything that is watched. A new group of detections is one new file and one line here; all else is derived.
import { alarms } from "./alarms";
import { alertRules } from "./alertRules";
import { alertTopics } from "./alertTopics";
import { archive } from "./archive";
import { controls } from "./controls";
import { deliveryRoles } from "./deliveryRoles";
import type { MetricDetection, RecordDetection } from "./detection";
import { eventSelectors } from "./eventSelectors";
import { formatter } from "./formatter";
import { keyAccess } from "./keyAccess";
import { keyAvailability } from "./keyAvailability";
import { keyCallers } from "./keyCallers";
import {
  alarmSeesPart,
  expiringKeyUnseen,
  inventoryFailed,
  inventorySilent,
  keyNotReadable,
  tooManyExpiringKeys,
} from "./keyInventory";
import { keyLifecycle } from "./keyLifecycle";
import { anyKeyMaterialExpires, namedKeyMaterialExpires } from "./keyMaterialExpiry";
import { keyStoreDetections } from "./keyStores";
import { keyPendingDeletionUsed, keyWithoutMaterialUsed } from "./keyUse";
import { logGroup } from "./logGroup";
import {
  alertsNotDelivered,
  eventsNotDelivered,
  formatterFailed,
  formatterLostEvents,
  formatterSilent,
  formatterThrottled,
  monitoringBlind,
  trailNotDelivering,
} from "./ownHealth";
import { requestQuotaNear, requestQuotaNearlyReached } from "./requestQuotas";
import { trails } from "./trails";
import { callBaselines, namedKeyUseUnusual } from "./usageBaselines";

export const recordDetections: readonly RecordDetection[] = [
  keyPendingDeletionUsed,
  keyWithoutMaterialUsed,
  ...keyCallers,
  ...keyAvailability,
  ...keyAccess,
  ...keyLifecycle,
  ...eventSelectors,
  ...trails,
  ...logGroup,
  ...alarms,
  ...alertRules,
  ...alertTopics,
  ...archive,
  ...deliveryRoles,
  ...formatter,
  ...controls,
];
export const metricDetections: readonly MetricDetection[] = [
  namedKeyMaterialExpires,
  anyKeyMaterialExpires,
  expiringKeyUnseen,
  tooManyExpiringKeys,
  alarmSeesPart,
  keyNotReadable,
  requestQuotaNear,
  requestQuotaNearlyReached,
  ...callBaselines,
  namedKeyUseUnusual,
  ...keyStoreDetections,
];
/** Alarms on the way that messages take; no setting turns them off. */
export const ownHealth: readonly MetricDetection[] = [
  formatterFailed,
  formatterThrottled,
  formatterSilent,
  formatterLostEvents,
  eventsNotDelivered,
  alertsNotDelivered,
  monitoringBlind,
  trailNotDelivering,
  inventoryFailed,
  inventorySilent,
];
