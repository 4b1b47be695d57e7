// Findings of the audit's tools that stay, and why. One that is not here fails the audit, and so does an entry without one.
import type { Explanation } from "./finding";
import { hasNoTopicInRegion, isOfLambda, servesComposite } from "./ofResources";

const account = { tool: "prowler", on: "account" } as const;

/** Policies. */
const policies: readonly Explanation[] = [
  {
    tool: "parliament",
    checks: ["RESOURCE_STAR"],
    on: /^Key /,
    why: 'In the policy of a key, "*" means that key. https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html',
  },
  {
    tool: "parliament",
    checks: ["MISMATCHED_TYPE"],
    on: "Key kms-monitoring-key LogGroupsAreEncrypted",
    why: "ArnEquals on an encryption context is what AWS's guide for log groups has. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
  },
];

/** Rights. */
const rights: readonly Explanation[] = [
  {
    tool: "parliament",
    checks: ["UNKNOWN_ACTION"],
    on: "RolePolicy kms-monitoring-inventory AskAboutKeys",
    why: "parliament's list of actions is older than kms:GetKeyLastUsage. https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyLastUsage.html",
  },
  {
    tool: "parliament",
    checks: ["RESOURCE_STAR"],
    on: "RolePolicy kms-monitoring-inventory ReadAlarms",
    why: "Composite alarms are shown only to those who may describe all alarms. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html",
  },
];

/** What the stack has, or has not, on purpose. */
const decisions: readonly Explanation[] = [
  {
    tool: "prowler",
    checks: ["s3_bucket_no_mfa_delete"],
    on: /^Bucket kms-monitoring-(archive|access-logs|query-results)$/,
    why: "Only the root user with its MFA device can turn MFA delete on, so no program can, and S3 takes no lifecycle rules with it. Object Lock protects the archive.",
  },
  {
    tool: "prowler",
    checks: ["cloudtrail_bucket_requires_mfa_delete"],
    on: "Trail kms-monitoring-trail",
    why: "As for the bucket: no program can turn it on, and Object Lock protects the archive.",
  },
  {
    tool: "prowler",
    checks: ["s3_bucket_cross_region_replication"],
    on: /^Bucket kms-monitoring-(archive|access-logs|query-results)$/,
    why: "A second copy in another region doubles the cost of storage, and is for an organization's log archive account to make.",
  },
  {
    tool: "prowler",
    checks: ["s3_bucket_event_notifications_enabled"],
    on: /^Bucket kms-monitoring-(archive|access-logs|query-results)$/,
    why: "Nobody waits for objects: trail.notifyLogDelivery tells of log files.",
  },
  {
    tool: "prowler",
    checks: ["s3_bucket_kms_encryption", "s3_bucket_object_lock"],
    on: "Bucket kms-monitoring-access-logs",
    why: "S3 delivers access logs to no bucket that has a customer key or Object Lock by default. https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html",
  },
  {
    tool: "prowler",
    checks: ["s3_bucket_server_access_logging_enabled"],
    on: "Bucket kms-monitoring-access-logs",
    why: "A bucket that logs to itself makes logs of its logs without end.",
  },
  {
    tool: "prowler",
    checks: ["s3_bucket_object_lock"],
    on: "Bucket kms-monitoring-query-results",
    why: "Results of queries are copies of what the archive holds, and no evidence.",
  },
  {
    tool: "prowler",
    checks: ["cloudwatch_alarm_actions_alarm_state_configured"],
    on: /^MetricAlarm /,
    if: hasNoTopicInRegion,
    why: "An alarm can notify only topics of its own region. The change of state of this one goes to the hub, whose rule tells the topic.",
  },
  {
    tool: "prowler",
    checks: ["cloudwatch_alarm_actions_alarm_state_configured"],
    on: /^MetricAlarm /,
    if: servesComposite,
    why: "The composite alarm made of it notifies: this one only says that a record came, or that the formatter told of it.",
  },
  {
    tool: "prowler",
    checks: ["sns_topics_kms_encryption_at_rest_enabled"],
    on: "Topic kms-monitoring-watchdog",
    why: "It tells of what is done to the stack's key, so it must not need that key; and EventBridge cannot use SNS's own. https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html",
  },
  {
    tool: "prowler",
    checks: ["iam_role_cross_service_confused_deputy_prevention"],
    on: /^Role /,
    if: isOfLambda,
    why: "Lambda takes a role only from whoever may pass it, and AWS's trust policy for functions has no condition. https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
  },
  {
    tool: "prowler",
    checks: ["cloudtrail_insights_exist"],
    on: "Trail kms-monitoring-trail",
    why: "Insights events cost by the events they look at; trail.insights turns them on.",
  },
  {
    ...account,
    checks: ["cloudtrail_s3_dataevents_read_enabled", "cloudtrail_s3_dataevents_write_enabled"],
    why: "Data events of every bucket cost by the event and say nothing of KMS; trail.dataEvents turns them on.",
  },
  {
    ...account,
    checks: ["cloudwatch_log_metric_filter_for_s3_bucket_policy_changes"],
    why: "The stack watches its own buckets (archive-changed, archive-weakened), not all of the account.",
  },
  {
    ...account,
    checks: [
      "cloudwatch_changes_to_network_acls_alarm_configured",
      "cloudwatch_changes_to_network_gateways_alarm_configured",
      "cloudwatch_changes_to_network_route_tables_alarm_configured",
      "cloudwatch_changes_to_vpcs_alarm_configured",
      "cloudwatch_log_metric_filter_and_alarm_for_aws_config_configuration_changes_enabled",
      "cloudwatch_log_metric_filter_authentication_failures",
      "cloudwatch_log_metric_filter_aws_organizations_changes",
      "cloudwatch_log_metric_filter_policy_changes",
      "cloudwatch_log_metric_filter_root_usage",
      "cloudwatch_log_metric_filter_security_group_changes",
      "cloudwatch_log_metric_filter_sign_in_without_mfa",
      "cloudwatch_log_metric_filter_unauthorized_api_calls",
    ],
    why: "The stack watches KMS, and not networks, sign-ins or IAM. Its log group is there for filters of other stacks.",
  },
];

/** What is in the account beside the stack. */
const notOfTheStack: readonly Explanation[] = [
  {
    ...account,
    checks: [
      "iam_check_saml_providers_sts",
      "iam_password_policy_expires_passwords_within_90_days_or_less",
      "iam_password_policy_lowercase",
      "iam_password_policy_minimum_length_14",
      "iam_password_policy_number",
      "iam_password_policy_reuse_24",
      "iam_password_policy_symbol",
      "iam_password_policy_uppercase",
      "iam_root_credentials_management_enabled",
      "iam_securityaudit_role_created",
      "iam_support_role_created",
      "organizations_opt_out_ai_services_policy",
      "organizations_scp_check_deny_regions",
      "organizations_tags_policies_enabled_and_attached",
    ],
    why: "A setting of the account or of its organization, which is not the stack's.",
  },
  {
    ...account,
    checks: ["kms_cmk_rotation_enabled", "kms_cmk_not_deleted_unintentionally"],
    why: "Keys of the incidents that npm start replays: KMS cannot rotate imported material, and one is pending deletion so that it can be used then. The stack's own key is rotated.",
  },
  {
    ...account,
    checks: [
      "kms_key_enclave_attestation_unknown_image",
      "kms_key_enclave_debug_attestation_detected",
    ],
    why: "For a person to look at where Nitro enclaves use keys. The stack's key admits none.",
  },
];

/** What the emulator or the tool cannot do. An error tells itself what was answered. */
const notOfAws: readonly Explanation[] = [
  {
    tool: "prowler",
    checks: ["error in glue_service"],
    on: /Unknown Glue action: (SearchTables|GetDataCatalogEncryptionSettings|GetDevEndpoints|GetMLTransforms)$/,
    why: "The emulator has no such action, so prowler does not see the table of the log files, for which it has no check. The others are on jobs and on the account's catalog.",
  },
  {
    tool: "prowler",
    checks: ["error in iam_service"],
    on: /Unknown IAM action: (ListServerCertificates|ListOrganizationsFeatures)$|Policy arn:aws:iam::aws:policy\/\w+ not found\.$/,
    why: "The emulator lacks these actions and two of AWS's own policies. The stack uses none of them.",
  },
  {
    tool: "prowler",
    checks: ["error in eventbridge_service"],
    on: /when calling the ListRegistries operation/,
    why: "The emulator has no schema registries, and neither has the stack.",
  },
  {
    tool: "prowler",
    checks: ["error in s3_service"],
    on: /^EndpointConnectionError.*\/v20180820\/(configuration\/publicAccessBlock|accesspoint|mrap\/instances)"$/,
    why: "S3 Control puts the account before the host's name, which is an address here. It is asked for the account's own block of public access, and for access points. The stack's buckets have blocks of their own, and no access points.",
  },
  {
    tool: "prowler",
    checks: ["error in check"],
    on: /^iam_avoid_root_usage .*not_supported$/,
    why: "The emulator's credential report has no times. The check is on the root user.",
  },
  {
    tool: "prowler",
    checks: ["error in privilege_escalation"],
    on: /'codestar:CreateProject': Service 'codestar' not found$/,
    why: "prowler 5.46.0 asks its own list of actions for a service that AWS has ended, and then calls the role policies good. leastPrivilege.test.ts and the linters judge both.",
  },
];

export const explained: readonly Explanation[] = [
  ...policies,
  ...rights,
  ...decisions,
  ...notOfTheStack,
  ...notOfAws,
];
