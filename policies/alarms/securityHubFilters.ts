// The metric filters that Security Hub wants, in the words of its page: "This control fails if the exact metric filters
// prescribed by CIS are not used. Additional fields or terms cannot be added to the metric filters."
// https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html

export interface SecurityHubFilter {
  readonly control: string;
  readonly pattern: string;
  /** The text of an earlier edition of the page, which did not name the service. */
  readonly earlierPattern?: string;
}

const anyOf = (...names: readonly string[]): string =>
  names.map((name) => `($.eventName=${name})`).join(" || ");

const IAM = anyOf(
  "DeleteGroupPolicy",
  "DeleteRolePolicy",
  "DeleteUserPolicy",
  "PutGroupPolicy",
  "PutRolePolicy",
  "PutUserPolicy",
  "CreatePolicy",
  "DeletePolicy",
  "CreatePolicyVersion",
  "DeletePolicyVersion",
  "AttachRolePolicy",
  "DetachRolePolicy",
  "AttachUserPolicy",
  "DetachUserPolicy",
  "AttachGroupPolicy",
  "DetachGroupPolicy",
);

const ROUTES = anyOf(
  "CreateRoute",
  "CreateRouteTable",
  "ReplaceRoute",
  "ReplaceRouteTableAssociation",
  "DeleteRouteTable",
  "DeleteRoute",
  "DisassociateRouteTable",
);

export const SECURITY_HUB_FILTERS: readonly SecurityHubFilter[] = [
  {
    control: "CloudWatch.1",
    pattern:
      '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
  },
  {
    control: "CloudWatch.2",
    pattern: '{($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")}',
  },
  {
    control: "CloudWatch.3",
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  },
  {
    control: "CloudWatch.4",
    pattern: `{($.eventSource=iam.amazonaws.com) && (${IAM})}`,
    earlierPattern: `{${IAM}}`,
  },
  {
    control: "CloudWatch.5",
    pattern: `{${anyOf("CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging")}}`,
  },
  {
    control: "CloudWatch.6",
    pattern: '{($.eventName=ConsoleLogin) && ($.errorMessage="Failed authentication")}',
  },
  {
    control: "CloudWatch.7",
    pattern: `{($.eventSource=kms.amazonaws.com) && (${anyOf("DisableKey", "ScheduleKeyDeletion")})}`,
  },
  {
    control: "CloudWatch.8",
    pattern: `{($.eventSource=s3.amazonaws.com) && (${anyOf("PutBucketAcl", "PutBucketPolicy", "PutBucketCors", "PutBucketLifecycle", "PutBucketReplication", "DeleteBucketPolicy", "DeleteBucketCors", "DeleteBucketLifecycle", "DeleteBucketReplication")})}`,
  },
  {
    control: "CloudWatch.9",
    pattern: `{($.eventSource=config.amazonaws.com) && (${anyOf("StopConfigurationRecorder", "DeleteDeliveryChannel", "PutDeliveryChannel", "PutConfigurationRecorder")})}`,
  },
  {
    control: "CloudWatch.10",
    pattern: `{${anyOf("AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress", "RevokeSecurityGroupIngress", "RevokeSecurityGroupEgress", "CreateSecurityGroup", "DeleteSecurityGroup")}}`,
  },
  {
    control: "CloudWatch.11",
    pattern: `{${anyOf("CreateNetworkAcl", "CreateNetworkAclEntry", "DeleteNetworkAcl", "DeleteNetworkAclEntry", "ReplaceNetworkAclEntry", "ReplaceNetworkAclAssociation")}}`,
  },
  {
    control: "CloudWatch.12",
    pattern: `{${anyOf("CreateCustomerGateway", "DeleteCustomerGateway", "AttachInternetGateway", "CreateInternetGateway", "DeleteInternetGateway", "DetachInternetGateway")}}`,
  },
  {
    control: "CloudWatch.13",
    pattern: `{($.eventSource=ec2.amazonaws.com) && (${ROUTES})}`,
    earlierPattern: `{${ROUTES}}`,
  },
  {
    control: "CloudWatch.14",
    pattern: `{${anyOf("CreateVpc", "DeleteVpc", "ModifyVpcAttribute", "AcceptVpcPeeringConnection", "CreateVpcPeeringConnection", "DeleteVpcPeeringConnection", "RejectVpcPeeringConnection", "AttachClassicLinkVpc", "DetachClassicLinkVpc", "DisableVpcClassicLink", "EnableVpcClassicLink")}}`,
  },
];
