"""What CloudTrail tests before it makes or changes a trail: organization, bucket, key, topic, role and log group.

https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html#API_CreateTrail_Errors
"""

from ministack.services import cloudtrail, cloudwatch_logs, s3

import organizations
from service_permissions import SERVICE, bucket_allows, key_allows, role_allows, topic_allows, trusts

# For tests: how many of the next checks see no bucket policy, and no role, because it has not taken effect yet.
late = {"bucketPolicies": 0, "roles": 0}


def is_late(what: str) -> bool:
    if late[what] == 0:
        return False
    late[what] -= 1
    return True


def refusal(trail: dict):
    """CloudTrail's error, or None when the trail may be as it is asked for."""
    checks = (organization_refusal, bucket_refusal, key_refusal, topic_refusal, log_group_refusal)
    return next(filter(None, (check(trail) for check in checks)), None)


def organization_refusal(trail: dict):
    """https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-an-organizational-trail-prepare.html"""
    if not trail.get("IsOrganizationTrail"):
        return None
    if not organizations.is_in_use():
        return cloudtrail._err("OrganizationsNotInUseException", "The account is not in an organization.")
    if SERVICE in organizations.trusted_services():
        return None
    message = f"Trusted access for {SERVICE} is not enabled in the organization."
    return cloudtrail._err("CloudTrailAccessNotEnabledException", message)


def bucket_refusal(trail: dict):
    """https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html"""
    bucket, arn = trail["S3BucketName"], trail["TrailARN"]
    if bucket not in s3._buckets:
        return cloudtrail._err("S3BucketDoesNotExistException", f"S3 bucket {bucket} does not exist!")
    needed = [("s3:GetBucketAcl", ""), *(("s3:PutObject", key) for key in log_file_keys(trail))]
    if not is_late("bucketPolicies") and all(bucket_allows(bucket, action, key, arn) for action, key in needed):
        return None
    message = f"Incorrect S3 bucket policy is detected for bucket: {bucket}"
    return cloudtrail._err("InsufficientS3BucketPolicyException", message)


def log_file_keys(trail: dict) -> list:
    """An organization trail needs the folder of its account, too: it may become a trail of that account only.

    https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html#org-trail-bucket-policy
    """
    account, prefix = trail["TrailARN"].split(":")[4], trail.get("S3KeyPrefix")
    owners = [account]
    if trail.get("IsOrganizationTrail"):
        owners.append(f"{organizations.ORGANIZATION_ID}/{account}")
    start = f"{prefix}/AWSLogs" if prefix else "AWSLogs"
    return [f"{start}/{owner}/CloudTrail/" for owner in owners]


def key_refusal(trail: dict):
    """https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html"""
    key, arn = trail.get("KmsKeyId"), trail["TrailARN"]
    needed, encrypted = ("kms:GenerateDataKey", "kms:DescribeKey"), {"aws:cloudtrail:arn": arn}
    if not key or all(key_allows(key, action, arn, encrypted) for action in needed):
        return None
    message = f"Insufficient permissions to access S3 bucket {trail['S3BucketName']} or KMS key {key}."
    return cloudtrail._err("InsufficientEncryptionPolicyException", message)


def topic_refusal(trail: dict):
    """https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-permissions-for-sns-notifications.html"""
    if not trail.get("SnsTopicARN") or topic_allows(trail["SnsTopicARN"], trail["TrailARN"]):
        return None
    message = "SNS Topic does not exist or the topic policy is incorrect!"
    return cloudtrail._err("InsufficientSnsTopicPolicyException", message)


def log_group_refusal(trail: dict):
    """https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html"""
    group, role, arn = trail.get("CloudWatchLogsLogGroupArn"), trail.get("CloudWatchLogsRoleArn"), trail["TrailARN"]
    if not group and not role:
        return None
    if not role:
        return cloudtrail._err("InvalidCloudWatchLogsRoleArnException", "You must specify a role ARN.")
    if not group or group.removesuffix(":*").split(":")[-1] not in cloudwatch_logs._log_groups:
        message = "CloudTrail cannot validate the specified log group ARN."
        return cloudtrail._err("InvalidCloudWatchLogsLogGroupArnException", message)
    if is_late("roles") or not trusts(role, arn):
        message = "Access denied. Check the trust relationships for your role."
        return cloudtrail._err("InvalidCloudWatchLogsRoleArnException", message)
    actions = ("logs:CreateLogStream", "logs:PutLogEvents")
    if all(role_allows(role, action, stream) for action in actions for stream in log_streams(trail)):
        return None
    message = "Access denied. Verify in IAM that the role has adequate permissions."
    return cloudtrail._err("InvalidCloudWatchLogsLogGroupArnException", message)


def log_streams(trail: dict) -> list:
    region, account = trail["TrailARN"].split(":")[3:5]
    owners = [account]
    if trail.get("IsOrganizationTrail"):
        owners.append(f"{organizations.ORGANIZATION_ID}_{account}")
    group = trail["CloudWatchLogsLogGroupArn"].removesuffix(":*")
    return [f"{group}:log-stream:{owner}_CloudTrail_{region}" for owner in owners]
