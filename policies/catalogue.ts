import type { Rule } from "./rule";
import { cloudformationStackInstancesHaveJudgedTemplate } from "./rules/cloudformationStackInstancesHaveJudgedTemplate";
import { cloudtrailArchiveIsNotPublic } from "./rules/cloudtrailArchiveIsNotPublic";
import { cloudtrailArchiveIsProtectedFromDeletion } from "./rules/cloudtrailArchiveIsProtectedFromDeletion";
import { cloudtrailEventDataStoreCoversAllRegions } from "./rules/cloudtrailEventDataStoreCoversAllRegions";
import { cloudtrailEventDataStoreHasCustomerKey } from "./rules/cloudtrailEventDataStoreHasCustomerKey";
import { cloudtrailEventDataStoreIsIngesting } from "./rules/cloudtrailEventDataStoreIsIngesting";
import { cloudtrailEventDataStoreIsProtectedFromTermination } from "./rules/cloudtrailEventDataStoreIsProtectedFromTermination";
import { cloudtrailTrailCoversAllRegions } from "./rules/cloudtrailTrailCoversAllRegions";
import { cloudtrailTrailDeliversToCloudWatchLogs } from "./rules/cloudtrailTrailDeliversToCloudWatchLogs";
import { cloudtrailTrailHasCustomerKey } from "./rules/cloudtrailTrailHasCustomerKey";
import { cloudtrailTrailIncludesGlobalEvents } from "./rules/cloudtrailTrailIncludesGlobalEvents";
import { cloudtrailTrailIsLogging } from "./rules/cloudtrailTrailIsLogging";
import { cloudtrailTrailLogsKmsEvents } from "./rules/cloudtrailTrailLogsKmsEvents";
import { cloudtrailTrailValidatesLogFiles } from "./rules/cloudtrailTrailValidatesLogFiles";
import { cloudwatchAlarmOnKmsHasActionsEnabled } from "./rules/cloudwatchAlarmOnKmsHasActionsEnabled";
import { cloudwatchAlarmOnKmsTellsSomebody } from "./rules/cloudwatchAlarmOnKmsTellsSomebody";
import { eventsRuleOnKmsHasTarget } from "./rules/eventsRuleOnKmsHasTarget";
import { eventsRuleOnKmsIsEnabled } from "./rules/eventsRuleOnKmsIsEnabled";
import { eventsTargetOnKmsHasDeadLetterQueue } from "./rules/eventsTargetOnKmsHasDeadLetterQueue";
import { iamAttachmentNoTrailTampering } from "./rules/iamAttachmentNoTrailTampering";
import { iamPolicyNoTrailTampering } from "./rules/iamPolicyNoTrailTampering";
import { importedKeyMaterialHasExpiryAlarm } from "./rules/importedKeyMaterialHasExpiryAlarm";
import { kmsKeyDeletionWindow } from "./rules/kmsKeyDeletionWindow";
import { kmsKeyIsProtected } from "./rules/kmsKeyIsProtected";
import { kmsKeyPolicyNotPublic } from "./rules/kmsKeyPolicyNotPublic";
import { kmsKeyRotationEnabled } from "./rules/kmsKeyRotationEnabled";
import { logsMetricFilterKeepsSecurityHubText } from "./rules/logsMetricFilterKeepsSecurityHubText";
import { resourcePolicyNoForeignTampering } from "./rules/resourcePolicyNoForeignTampering";

// Every rule of the pack, in the order in which tables and reports show them.

export const catalogue: readonly Rule[] = [
  cloudtrailTrailLogsKmsEvents,
  cloudtrailTrailCoversAllRegions,
  cloudtrailTrailDeliversToCloudWatchLogs,
  cloudtrailTrailHasCustomerKey,
  cloudtrailTrailIncludesGlobalEvents,
  cloudtrailTrailIsLogging,
  cloudtrailTrailValidatesLogFiles,
  cloudtrailEventDataStoreCoversAllRegions,
  cloudtrailEventDataStoreHasCustomerKey,
  cloudtrailEventDataStoreIsIngesting,
  cloudtrailEventDataStoreIsProtectedFromTermination,
  cloudtrailArchiveIsNotPublic,
  cloudtrailArchiveIsProtectedFromDeletion,
  cloudformationStackInstancesHaveJudgedTemplate,
  iamAttachmentNoTrailTampering,
  iamPolicyNoTrailTampering,
  kmsKeyDeletionWindow,
  kmsKeyIsProtected,
  kmsKeyPolicyNotPublic,
  kmsKeyRotationEnabled,
  cloudwatchAlarmOnKmsHasActionsEnabled,
  cloudwatchAlarmOnKmsTellsSomebody,
  logsMetricFilterKeepsSecurityHubText,
  eventsRuleOnKmsHasTarget,
  eventsRuleOnKmsIsEnabled,
  eventsTargetOnKmsHasDeadLetterQueue,
  importedKeyMaterialHasExpiryAlarm,
  resourcePolicyNoForeignTampering,
];
