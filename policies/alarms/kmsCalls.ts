// Calls of KMS and CloudTrail by which an event rule may ask for their events without naming them. Names that other services
// have as well, such as TagResource and GetResourcePolicy, are left out: a rule on those is a rule on all services.
// https://docs.aws.amazon.com/kms/latest/APIReference/API_Operations.html
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Operations.html

export const KMS_CALLS: readonly string[] = `
  CancelKeyDeletion ConnectCustomKeyStore CreateAlias CreateCustomKeyStore CreateGrant CreateKey Decrypt DeleteAlias
  DeleteCustomKeyStore DeleteExpiredKeyMaterial DeleteImportedKeyMaterial DeleteKey DeriveSharedSecret
  DescribeCustomKeyStores DescribeKey DisableKey DisableKeyRotation DisconnectCustomKeyStore EnableKey EnableKeyRotation
  Encrypt GenerateDataKey GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext GenerateDataKeyWithoutPlaintext
  GenerateMac GenerateRandom GetKeyPolicy GetKeyRotationStatus GetParametersForImport ImportKeyMaterial ListGrants
  ListKeyPolicies ListKeyRotations ListRetirableGrants PutKeyPolicy ReEncrypt ReplicateKey RetireGrant RevokeGrant
  RotateKey RotateKeyOnDemand ScheduleKeyDeletion SynchronizeMultiRegionKey UpdateAlias UpdateCustomKeyStore
  UpdateKeyDescription UpdatePrimaryRegion VerifyMac
`
  .trim()
  .split(/\s+/);

export const CLOUDTRAIL_CALLS: readonly string[] = `
  CreateEventDataStore CreateTrail DeleteEventDataStore DeleteTrail DeregisterOrganizationDelegatedAdmin DescribeTrails
  DisableFederation EnableFederation GetEventConfiguration GetEventDataStore GetEventSelectors GetInsightSelectors GetTrail
  GetTrailStatus ListEventDataStores ListTrails LookupEvents PutEventConfiguration PutEventSelectors PutInsightSelectors
  RegisterOrganizationDelegatedAdmin RestoreEventDataStore StartEventDataStoreIngestion StartLogging
  StopEventDataStoreIngestion StopLogging UpdateEventDataStore UpdateTrail
`
  .trim()
  .split(/\s+/);
