import type {
  EncryptionConfiguration,
  EncryptionOption,
  WorkGroupConfiguration,
  WorkGroupConfigurationUpdates,
} from "@aws-sdk/client-athena";
import type { Inputs, Property } from "./resourceType";

// The rules of an Athena workgroup, as the program writes them and as Athena takes them.

export const WORKGROUP_CONFIGURATION = {
  type: "object",
  // As the real provider: a program that says nothing leaves the configuration as it is.
  computed: true,
  properties: {
    bytesScannedCutoffPerQuery: { type: "integer" },
    enforceWorkgroupConfiguration: { type: "boolean", default: true },
    publishCloudwatchMetricsEnabled: { type: "boolean", default: true },
    requesterPaysEnabled: { type: "boolean", default: false },
    engineVersion: {
      type: "object",
      properties: { selectedEngineVersion: { type: "string", default: "AUTO" } },
    },
    resultConfiguration: {
      type: "object",
      properties: {
        outputLocation: { type: "string" },
        expectedBucketOwner: { type: "string" },
        encryptionConfiguration: {
          type: "object",
          properties: {
            encryptionOption: { type: "string" },
            kmsKeyArn: { type: "string" },
          },
        },
      },
    },
  },
} as const satisfies Property;

type Plain = Inputs<(typeof WORKGROUP_CONFIGURATION)["properties"]>;
type Results = NonNullable<Plain["resultConfiguration"]>;

export function configurationToAws(plain: Plain | undefined): WorkGroupConfiguration | undefined {
  if (plain === undefined) return undefined;
  const { resultConfiguration: results } = plain;
  return {
    ...commonToAws(plain),
    BytesScannedCutoffPerQuery: plain.bytesScannedCutoffPerQuery,
    ResultConfiguration: results && {
      OutputLocation: results.outputLocation,
      ExpectedBucketOwner: results.expectedBucketOwner,
      EncryptionConfiguration: encryptionToAws(results),
    },
  };
}

/** Athena must be told of each value that goes away. */
export function configurationUpdates(plain: Plain): WorkGroupConfigurationUpdates {
  const results = plain.resultConfiguration;
  return {
    ...commonToAws(plain),
    BytesScannedCutoffPerQuery: plain.bytesScannedCutoffPerQuery,
    RemoveBytesScannedCutoffPerQuery: plain.bytesScannedCutoffPerQuery === undefined,
    ResultConfigurationUpdates: {
      OutputLocation: results?.outputLocation,
      RemoveOutputLocation: results?.outputLocation === undefined,
      ExpectedBucketOwner: results?.expectedBucketOwner,
      RemoveExpectedBucketOwner: results?.expectedBucketOwner === undefined,
      EncryptionConfiguration: encryptionToAws(results),
      RemoveEncryptionConfiguration: results?.encryptionConfiguration === undefined,
    },
  };
}

export function configurationFromAws(found: WorkGroupConfiguration = {}): Plain {
  const results = found.ResultConfiguration;
  const encryption = results?.EncryptionConfiguration;
  return {
    bytesScannedCutoffPerQuery: found.BytesScannedCutoffPerQuery,
    enforceWorkgroupConfiguration: found.EnforceWorkGroupConfiguration ?? true,
    publishCloudwatchMetricsEnabled: found.PublishCloudWatchMetricsEnabled ?? true,
    requesterPaysEnabled: found.RequesterPaysEnabled ?? false,
    engineVersion: { selectedEngineVersion: found.EngineVersion?.SelectedEngineVersion ?? "AUTO" },
    resultConfiguration: results && {
      outputLocation: results.OutputLocation,
      expectedBucketOwner: results.ExpectedBucketOwner,
      encryptionConfiguration: encryption && {
        encryptionOption: encryption.EncryptionOption,
        kmsKeyArn: encryption.KmsKey,
      },
    },
  };
}

/** What Athena takes in the same form for a new workgroup and for an old one. */
function commonToAws(plain: Plain) {
  return {
    EnforceWorkGroupConfiguration: plain.enforceWorkgroupConfiguration,
    PublishCloudWatchMetricsEnabled: plain.publishCloudwatchMetricsEnabled,
    RequesterPaysEnabled: plain.requesterPaysEnabled,
    EngineVersion: {
      SelectedEngineVersion: plain.engineVersion?.selectedEngineVersion ?? "AUTO",
    },
  };
}

function encryptionToAws(results: Results | undefined): EncryptionConfiguration | undefined {
  const encryption = results?.encryptionConfiguration;
  return (
    encryption && {
      EncryptionOption: encryption.encryptionOption as EncryptionOption,
      KmsKey: encryption.kmsKeyArn,
    }
  );
}
