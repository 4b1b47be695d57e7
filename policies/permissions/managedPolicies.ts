import { GROUPS, type Group } from "./tamperingActions";

// Which policies of AWS allow the tampering actions of a group, so that attaching one of them does. Worked out by grants.ts
// from the documents of all 1,582 as AWS had them in September 2026 (moto 5.2.5 has a copy); those that only service-linked
// roles may have are left out. A policy that AWS adds or widens later is not known here.
// https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html

const NAMES: Readonly<Record<Group, string>> = {
  trails: `
    AIDevOpsAgentActionsPolicy AWSCloudTrail_FullAccess AWSCodePipeline_FullAccess
    AWSControlTowerServiceRolePolicy AWSMcpServiceActionsFullAccess AdministratorAccess
    PowerUserAccess SystemAdministrator`,
  eventDataStores: `
    AIDevOpsAgentActionsPolicy AWSCloudTrail_FullAccess AWSMcpServiceActionsFullAccess
    AdministratorAccess PowerUserAccess`,
  recorder: `
    AIDevOpsAgentActionsPolicy AWSMcpServiceActionsFullAccess AdministratorAccess PowerUserAccess
    SystemAdministrator`,
  logGroups: `
    AIDevOpsAgentActionsPolicy AWSCodeBuildAdminAccess AWSCodeStarServiceRole
    AWSControlTowerServiceRolePolicy AWSElasticBeanstalkManagedUpdatesCustomerRolePolicy
    AWSElasticBeanstalkRoleCWL AWSElasticBeanstalkService AWSIoTLogging AWSLambdaExecute
    AWSMcpServiceActionsFullAccess AWSQuickSetupPatchPolicyDeploymentRolePolicy
    AWSThinkboxAWSPortalAdminPolicy AWSTransformApplicationECSDeploymentPolicy AdministratorAccess
    AdministratorAccess-AWSElasticBeanstalk AmazonCloudWatchRUMFullAccess
    AmazonDataZoneRedshiftGlueProvisioningPolicy AmazonElasticFileSystemsUtils
    AmazonLaunchWizardFullAccessV2 AmazonRDSCustomInstanceProfileRolePolicy
    AmazonRDSEnhancedMonitoringRole AmazonSNSRole AmazonSSMFullAccess
    AmazonSageMakerAdmin-ServiceCatalogProductsServiceRolePolicy AmazonWorkMailFullAccess
    BedrockAgentCoreFullAccess CloudWatchAgentAdminPolicy CloudWatchAgentServerPolicy
    CloudWatchFullAccess CloudWatchFullAccessV2 CloudWatchLogsFullAccess DatabaseAdministrator
    GameLiftContainerFleetPolicy PowerUserAccess SageMakerStudioAdminIAMPermissiveExecutionPolicy
    SageMakerStudioProjectProvisioningRolePolicy SageMakerStudioUserIAMPermissiveExecutionPolicy
    SystemAdministrator`,
  alarms: `
    AIDevOpsAgentActionsPolicy AWSCodeDeployRole AWSCodeStarServiceRole
    AWSElasticBeanstalkManagedUpdatesCustomerRolePolicy AWSElasticBeanstalkRoleCore
    AWSElasticBeanstalkService AWSIoTFleetHubFederationAccess AWSIoTRuleActions
    AWSMcpServiceActionsFullAccess AdministratorAccess AdministratorAccess-AWSElasticBeanstalk
    AmazonAppStreamFullAccess AmazonAthenaFullAccess
    AmazonDataZoneSageMakerEnvironmentRolePermissionsBoundary AmazonDynamoDBFullAccess
    AmazonDynamoDBFullAccesswithDataPipeline AmazonEC2ContainerServiceAutoscaleRole
    AmazonEC2FullAccess AmazonEC2RoleforDataPipelineRole AmazonEC2SpotFleetAutoscaleRole
    AmazonECSInfrastructureRoleforExpressGatewayServices AmazonECS_FullAccess
    AmazonEMRServicePolicy_v2 AmazonElasticMapReduceFullAccess AmazonElasticMapReduceRole
    AmazonElasticMapReduceforEC2Role AmazonKeyspacesFullAccess AmazonLaunchWizardFullAccessV2
    AmazonMCSFullAccess AmazonRDSFullAccess AmazonRedshiftFullAccess
    AmazonSageMakerCanvasFullAccess AmazonSageMakerFullAccess AutoScalingConsoleFullAccess
    AutoScalingFullAccess CloudWatchApplicationSignalsFullAccess CloudWatchFullAccess
    CloudWatchFullAccessV2 CloudWatchSyntheticsFullAccess ConsoleFullAccessFromVercel DataScientist
    DatabaseAdministrator NetworkAdministrator PowerUserAccess
    SageMakerStudioAdminIAMDefaultExecutionPolicy SageMakerStudioAdminIAMPermissiveExecutionPolicy
    SageMakerStudioProjectRoleMachineLearningPolicy
    SageMakerStudioProjectUserRolePermissionsBoundary SageMakerStudioUserIAMDefaultExecutionPolicy
    SageMakerStudioUserIAMPermissiveExecutionPolicy ServiceQuotasFullAccess SystemAdministrator`,
  rules: `
    AIDevOpsAgentActionsPolicy AWSAuditManagerAdministratorAccess
    AWSBackupServiceRolePolicyForS3Backup AWSCodeBuildAdminAccess AWSCodeCommitFullAccess
    AWSCodeCommitPowerUser AWSCodePipeline_FullAccess AWSCodeStarServiceRole
    AWSDataLifecycleManagerServiceRole AWSEntityResolutionConsoleFullAccess
    AWSMcpServiceActionsFullAccess AWSQuickSetupDeploymentRolePolicy
    AWSThinkboxDeadlineResourceTrackerAdminPolicy AdministratorAccess AdministratorAccess-Amplify
    AmazonCodeGuruReviewerFullAccess AmazonDataZoneSageMakerEnvironmentRolePermissionsBoundary
    AmazonECS_FullAccess AmazonEventBridgeFullAccess AmazonEventBridgeSchemasFullAccess
    AmazonS3FilesFullAccess AmazonSageMakerAdmin-ServiceCatalogProductsServiceRolePolicy
    AmazonSageMakerCanvasDataPrepFullAccess AmazonSageMakerPipelinesIntegrations
    AmazonSageMakerServiceCatalogProductsLambdaServiceRolePolicy AmazonSecurityLakeAdministrator
    BedrockAgentCoreRuntimeInstancesOperatorRolePolicy CloudWatchEventsFullAccess
    EC2ImageBuilderExecutionPolicy FinOpsAgentAgentPolicy PowerUserAccess
    SageMakerStudioAdminIAMDefaultExecutionPolicy SageMakerStudioAdminIAMPermissiveExecutionPolicy
    SageMakerStudioProjectProvisioningRolePolicy SageMakerStudioUserIAMDefaultExecutionPolicy
    SageMakerStudioUserIAMPermissiveExecutionPolicy SystemAdministrator`,
  topics: `
    AIDevOpsAgentActionsPolicy AWSCloudTrail_FullAccess AWSCodeBuildAdminAccess
    AWSCodeCommitFullAccess AWSCodeCommitPowerUser AWSCodeDeployFullAccess
    AWSCodePipeline_FullAccess AWSCodeStarServiceRole AWSDirectoryServiceFullAccess
    AWSElasticBeanstalkManagedUpdatesCustomerRolePolicy AWSElasticBeanstalkRoleSNS
    AWSElasticBeanstalkService AWSIoTFleetHubFederationAccess AWSMcpServiceActionsFullAccess
    AWSQuickSetupDevOpsGuruPermissionsBoundary AdministratorAccess
    AdministratorAccess-AWSElasticBeanstalk AmazonDevOpsGuruConsoleFullAccess
    AmazonDevOpsGuruFullAccess AmazonDynamoDBFullAccess AmazonDynamoDBFullAccesswithDataPipeline
    AmazonEC2RoleforDataPipelineRole AmazonElasticMapReduceforEC2Role
    AmazonLaunchWizardFullAccessV2 AmazonSNSFullAccess AmazonSageMakerGroundTruthExecution
    CloudWatchFullAccess DatabaseAdministrator PowerUserAccess SystemAdministrator`,
  queues: `
    AIDevOpsAgentActionsPolicy AWSElasticBeanstalkRoleWorkerTier AWSMcpServiceActionsFullAccess
    AWSThinkboxDeadlineResourceTrackerAdminPolicy AdministratorAccess
    AdministratorAccess-AWSElasticBeanstalk AdministratorAccess-Amplify
    AmazonEC2RoleforDataPipelineRole AmazonElasticMapReduceRole AmazonElasticMapReduceforEC2Role
    AmazonLaunchWizardFullAccessV2 AmazonSQSFullAccess AmazonSageMakerGroundTruthExecution
    AmazonSecurityLakeAdministrator PowerUserAccess SystemAdministrator`,
  archive: `
    AIDevOpsAgentActionsPolicy AWS-SSM-Automation-DiagnosisBucketPolicy
    AWS-SSM-DiagnosisAutomation-AdministrationRolePolicy
    AWS-SSM-RemediationAutomation-AdministrationRolePolicy AWSBackupServiceRolePolicyForS3Restore
    AWSCloudTrail_FullAccess AWSCodePipeline_FullAccess AWSCodeStarServiceRole AWSConnector
    AWSCostAndUsageReportAutomationPolicy AWSDeepLensServiceRolePolicy
    AWSDeepRacerCloudFormationAccessPolicy AWSDeepRacerFullAccess AWSDeepRacerServiceRolePolicy
    AWSElasticBeanstalkManagedUpdatesCustomerRolePolicy AWSElasticBeanstalkRoleCore
    AWSElasticBeanstalkService AWSFMAdminFullAccess AWSForWordPressPluginPolicy
    AWSGlueServiceNotebookRole AWSGlueServiceRole AWSIoTDeviceTesterForFreeRTOSFullAccess
    AWSIoTDeviceTesterForGreengrassFullAccess AWSMcpServiceActionsFullAccess
    AWSMigrationHubStrategyCollector AWSMigrationHubStrategyConsoleFullAccess
    AWSNetworkFirewallFullAccess AWSPanoramaFullAccess AWSPanoramaServiceRolePolicy
    AWSQuickSetupPatchPolicyDeploymentRolePolicy AWSQuickSetupPatchPolicyPermissionsBoundary
    AWSQuickSetupSSMDeploymentS3BucketRolePolicy AWSQuickSetupSSMManageResourcesExecutionPolicy
    AWSQuicksightAthenaAccess AWSRefactoringToolkitFullAccess
    AWSSystemsManagerEnableConfigRecordingExecutionPolicy AWSThinkboxAWSPortalAdminPolicy
    AWSTransformInfrastructureExecutorAccessEC2 AWSTransformLandingZoneAgentPolicy
    AWSTransformNetworkMigrationAgentPolicy AWSTransformServerMigrationAgentPolicy
    AWSWAFConsoleFullAccess AWSWAFFullAccess AdministratorAccess
    AdministratorAccess-AWSElasticBeanstalk AdministratorAccess-Amplify AmazonAppFlowFullAccess
    AmazonAppStreamServiceAccess AmazonAthenaFullAccess AmazonBedrockStudioPermissionsBoundary
    AmazonBraketFullAccess AmazonBraketJobsExecutionPolicy AmazonDMSRedshiftS3Role
    AmazonDataZoneEnvironmentRolePermissionsBoundary AmazonDataZoneFullAccess
    AmazonDataZoneGlueManageAccessRolePolicy
    AmazonDataZoneSageMakerEnvironmentRolePermissionsBoundary
    AmazonDataZoneSageMakerManageAccessRolePolicy AmazonDynamoDBFullAccesswithDataPipeline
    AmazonEC2RoleforDataPipelineRole AmazonElasticMapReduceFullAccess
    AmazonElasticMapReduceforEC2Role AmazonGrafanaAthenaAccess AmazonLaunchWizardFullAccessV2
    AmazonLookoutVisionConsoleFullAccess AmazonMachineLearningRoleforRedshiftDataSourceV3
    AmazonPersonalizeFullAccess AmazonRedshiftAllCommandsFullAccess AmazonS3FullAccess
    AmazonSageMakerAdmin-ServiceCatalogProductsServiceRolePolicy
    AmazonSageMakerCanvasDataPrepFullAccess AmazonSageMakerCanvasEMRServerlessExecutionRolePolicy
    AmazonSageMakerCanvasFullAccess AmazonSageMakerFullAccess
    AmazonSageMakerHyperPodInferenceAccess
    AmazonSageMakerServiceCatalogProductsCodeBuildServiceRolePolicy
    AmazonSageMakerServiceCatalogProductsCodePipelineServiceRolePolicy
    AmazonSageMakerServiceCatalogProductsGlueServiceRolePolicy
    AmazonSageMakerServiceCatalogProductsLambdaServiceRolePolicy AmazonSecurityLakeAdministrator
    AmazonSecurityLakeMetastoreManager AmazonWorkSpacesPoolServiceAccess
    AwsGlueSessionUserRestrictedNotebookServiceRole AwsGlueSessionUserRestrictedServiceRole
    BedrockAgentCoreFullAccess CloudWatchSyntheticsFullAccess DBModProvisioningAndMigration
    DBModVirtualSource DataScientist DatabaseAdministrator PowerUserAccess
    ROSAImageRegistryOperatorPolicy SageMakerStudioAdminIAMDefaultExecutionPolicy
    SageMakerStudioAdminIAMPermissiveExecutionPolicy SageMakerStudioAdminProjectUserRolePolicy
    SageMakerStudioFullAccess SageMakerStudioProjectProvisioningRolePolicy
    SageMakerStudioProjectRoleMachineLearningPolicy
    SageMakerStudioProjectUserRolePermissionsBoundary SageMakerStudioProjectUserRolePolicy
    SageMakerStudioUserIAMDefaultExecutionPolicy SageMakerStudioUserIAMPermissiveExecutionPolicy
    ServerMigrationConnector SystemAdministrator`,
  keys: `
    AIDevOpsAgentActionsPolicy AWSMcpServiceActionsFullAccess AdministratorAccess PowerUserAccess
    SageMakerStudioProjectUserRolePermissionsBoundary SageMakerStudioProjectUserRolePolicy`,
  roles: `
    AWSApplicationMigrationNetworkMigrationMultiAccount AWSCodeStarServiceRole
    AWSManagedAccountManagementAccess AWSManagedSettingsAdminAccess AWSMcpServiceActionsFullAccess
    AWSQuickSetupDeploymentRolePolicy AWSQuickSetupDistributorPermissionsBoundary
    AWSQuickSetupJITNADeploymentRolePolicy AWSQuickSetupPatchPolicyDeploymentRolePolicy
    AWSQuickSetupPatchPolicyPermissionsBoundary AWSQuickSetupSSMDeploymentRolePolicy
    AWSQuickSetupSSMHostMgmtPermissionsBoundary AWSQuickSetupSSMManageResourcesExecutionPolicy
    AWSTransformNetworkMigrationAgentPolicy AccountManagementFromVercel AdministratorAccess
    AdministratorAccess-Amplify AmazonDataZoneRedshiftGlueProvisioningPolicy
    AmazonDataZoneSageMakerProvisioningRolePolicy AmazonSecurityLakeAdministrator IAMFullAccess
    SageMakerStudioProjectProvisioningRolePolicy`,
};

const GROUPS_BY_NAME: ReadonlyMap<string, readonly Group[]> = groupsByName();

function groupsByName(): ReadonlyMap<string, readonly Group[]> {
  const groups = new Map<string, Group[]>();
  for (const group of GROUPS) {
    for (const name of NAMES[group].trim().toLowerCase().split(/\s+/)) {
      groups.set(name, [...(groups.get(name) ?? []), group]);
    }
  }
  return groups;
}

/** The partition, and the path before the name, do not matter. Customers' policies are judged where they are declared. */
const AWS_POLICY = /^arn:[^:]*:iam::aws:policy\/(?:.*\/)?([^/]+)$/;

/** The groups whose actions a policy allows, some or all of them; none for a customer's own policy. */
export function groupsAllowedBy(policyArn: string): readonly Group[] {
  const name = AWS_POLICY.exec(policyArn)?.[1]?.toLowerCase();
  return name === undefined ? [] : (GROUPS_BY_NAME.get(name) ?? []);
}
