"""What CloudTrail is allowed to do, by the policies of buckets, keys, topics and roles.

ministack enforces no policies. CloudTrail tests those that it needs when a trail is made, so here they are evaluated,
by ministack's own evaluator, in the request context that AWS documents for CloudTrail.
"""

from ministack.core import iam_evaluator
from ministack.services import iam, kms, s3, sns

SERVICE = "cloudtrail.amazonaws.com"


def context(action: str, resource: str, trail_arn: str, keys: dict) -> iam_evaluator.EvalContext:
    """The keys of every call that is for a trail, and those that one service adds.

    https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cross-service-confused-deputy-prevention.html
    """
    region, account = trail_arn.split(":")[3:5]
    return iam_evaluator.EvalContext(
        principal_arn=SERVICE,
        principal_type="Service",
        principal_account=None,
        action=action,
        resource_arn=resource,
        region=region,
        secure_transport=True,
        principal_keys={"aws:principalisawsservice": "true", "aws:principalservicename": SERVICE},
        service_context={
            "aws:sourcearn": trail_arn,
            "aws:sourceaccount": account,
            **keys,
        },
    )


def policy_allows(policy, action: str, resource: str, trail_arn: str, keys: dict | None = None) -> bool:
    asked = context(action, resource, trail_arn, keys or {})
    return iam_evaluator.evaluate_resource_policy(policy, asked, SERVICE).decision == "Allow"


def bucket_allows(bucket: str, action: str, key: str, trail_arn: str) -> bool:
    arn = f"arn:aws:s3:::{bucket}"
    keys = {"s3:x-amz-acl": "bucket-owner-full-control"}
    return policy_allows(s3._bucket_policies.get(bucket), action, f"{arn}/{key}" if key else arn, trail_arn, keys)


def key_allows(key_id: str, action: str, trail_arn: str, encryption_context: dict) -> bool:
    key = kms._resolve_key(key_id)
    keys = {f"kms:encryptioncontext:{name.lower()}": value for name, value in encryption_context.items()}
    return key is not None and policy_allows(key["Policy"], action, key["Arn"], trail_arn, keys)


def topic_allows(topic_arn: str, trail_arn: str) -> bool:
    """Who publishes to an encrypted topic needs its key, too.

    https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
    """
    topic = sns._topics.get(topic_arn)
    if topic is None or not policy_allows(topic["attributes"].get("Policy"), "sns:Publish", topic_arn, trail_arn):
        return False
    key, encrypted = topic["attributes"].get("KmsMasterKeyId"), {"aws:sns:topicArn": topic_arn}
    needed = ("kms:GenerateDataKey", "kms:Decrypt")
    return not key or all(key_allows(key, action, trail_arn, encrypted) for action in needed)


def trusts(role_arn: str, trail_arn: str) -> bool:
    role = iam._roles.get(role_arn.rsplit("/", 1)[-1])
    return role is not None and policy_allows(role["AssumeRolePolicyDocument"], "sts:AssumeRole", role_arn, trail_arn)


def role_allows(role_arn: str, action: str, resource: str) -> bool:
    account, name = role_arn.split(":")[4], role_arn.rsplit("/", 1)[-1]
    asked = iam_evaluator.EvalContext(
        principal_arn=f"arn:aws:sts::{account}:assumed-role/{name}/CloudTrail",
        principal_type="AssumedRole",
        principal_account=account,
        action=action,
        resource_arn=resource,
        region=resource.split(":")[3],
        secure_transport=True,
    )
    policies = iam_evaluator._gather_role_policies(name, account)
    return iam_evaluator.evaluate(asked, policies).decision == "Allow"
