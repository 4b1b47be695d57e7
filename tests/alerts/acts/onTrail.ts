// Acts against the trail, its event selectors and the role with which it writes to the log group.
import {
  CloudTrailClient,
  DeleteTrailCommand,
  PutEventSelectorsCommand,
  StopLoggingCommand,
  UpdateTrailCommand,
} from "@aws-sdk/client-cloudtrail";
import { KMS_EVENT_SOURCE } from "../../../detections/kmsRecord";
import { call, region, type TamperingAct } from "./act";

const management = { Field: "eventCategory", Equals: ["Management"] };

export const trailActs: readonly TamperingAct[] = [
  {
    what: "event selectors",
    act: "PutEventSelectors that leaves out KMS",
    heardBy: "kms-excluded-from-trail by message, SNS critical",
    commit: async ({ trailName }) => {
      const selector = { ReadWriteType: "All", IncludeManagementEvents: true } as const;
      const ExcludeManagementEventSources = [KMS_EVENT_SOURCE];
      const EventSelectors = [{ ...selector, ExcludeManagementEventSources }];
      await new CloudTrailClient({ region }).send(
        new PutEventSelectorsCommand({ TrailName: trailName, EventSelectors }),
      );
      return call("cloudtrail", "PutEventSelectors", {
        trailName,
        eventSelectors: [
          {
            readWriteType: "All",
            includeManagementEvents: true,
            excludeManagementEventSources: [KMS_EVENT_SOURCE],
          },
        ],
      });
    },
  },
  {
    what: "event selectors",
    act: "PutEventSelectors with a field selector against KMS",
    heardBy: "kms-excluded-by-field-selector by message, SNS critical",
    commit: async ({ trailName }) => {
      const noKms = { Field: "eventSource", NotEquals: [KMS_EVENT_SOURCE] };
      await new CloudTrailClient({ region }).send(
        new PutEventSelectorsCommand({
          TrailName: trailName,
          AdvancedEventSelectors: [{ FieldSelectors: [management, noKms] }],
        }),
      );
      return call("cloudtrail", "PutEventSelectors", {
        trailName,
        advancedEventSelectors: [
          {
            fieldSelectors: [
              { field: "eventCategory", equals: ["Management"] },
              { field: "eventSource", notEquals: [KMS_EVENT_SOURCE] },
            ],
          },
        ],
      });
    },
  },
  {
    what: "event selectors",
    act: "PutEventSelectors without management events",
    heardBy: "monitoring-blind by alarm, SNS critical",
    commit: async ({ trailName }) => {
      const EventSelectors = [{ ReadWriteType: "All", IncludeManagementEvents: false } as const];
      await new CloudTrailClient({ region }).send(
        new PutEventSelectorsCommand({ TrailName: trailName, EventSelectors }),
      );
      return call("cloudtrail", "PutEventSelectors", {
        trailName,
        eventSelectors: [{ readWriteType: "All", includeManagementEvents: false }],
      });
    },
  },
  {
    what: "trail",
    act: "StopLogging",
    heardBy: "monitoring-blind by alarm, SNS critical",
    commit: async ({ trailName }) => {
      await new CloudTrailClient({ region }).send(new StopLoggingCommand({ Name: trailName }));
      return call("cloudtrail", "StopLogging", { name: trailName });
    },
  },
  {
    what: "trail",
    act: "DeleteTrail",
    heardBy: "monitoring-blind by alarm, SNS critical",
    commit: async ({ trailName }) => {
      await new CloudTrailClient({ region }).send(new DeleteTrailCommand({ Name: trailName }));
      return call("cloudtrail", "DeleteTrail", { name: trailName });
    },
  },
  {
    what: "trail",
    act: "UpdateTrail that drops the log group",
    heardBy: "trail-narrowed by message, SNS critical",
    commit: async ({ trailName }) => {
      await new CloudTrailClient({ region }).send(
        new UpdateTrailCommand({
          Name: trailName,
          CloudWatchLogsLogGroupArn: "",
          CloudWatchLogsRoleArn: "",
        }),
      );
      return call("cloudtrail", "UpdateTrail", { name: trailName, cloudWatchLogsLogGroupArn: "" });
    },
  },
];
