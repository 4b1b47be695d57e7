"""SNS, corrected: a subscription has its ARN before it is confirmed, and a topic needs its key."""

from ministack.core.arn import ArnParseError, parse_arn
from ministack.core.responses import request_scope
from ministack.services import kms, sns


def subscribe(params, subscribe=sns._subscribe):
    """Answers the ARN of a subscription that waits for its confirmation, if asked for it.

    https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
    """
    response = subscribe(params)
    # A second identical call changes nothing, and answers with the ARN.
    return subscribe(params) if sns._p(params, "ReturnSubscriptionArn") == "true" else response


sns._subscribe = subscribe


def fanout(topic_arn, *args, fan_out=sns._fanout, **more):
    """Delivers nothing while the topic's customer key cannot be used.

    https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
    """
    if is_usable(key_of(topic_arn)):
        return fan_out(topic_arn, *args, **more)
    return None


def key_of(topic_arn: str) -> str:
    topic = sns._topic_by_arn_any_scope(topic_arn) or {}
    return (topic.get("attributes") or {}).get("KmsMasterKeyId", "")


def is_usable(key_arn: str) -> bool:
    try:
        spec = parse_arn(key_arn)
    except ArnParseError:
        return True
    with request_scope(spec.account_id, spec.region):
        key = kms._keys.get(spec.resource.removeprefix("key/"))
    return key is None or key.get("KeyState") == "Enabled"


def publish(params, publish=sns._publish):
    """Refuses a message that cannot be encrypted. https://docs.aws.amazon.com/sns/latest/api/API_Publish.html"""
    if is_usable(key_of(sns._p(params, "TopicArn"))):
        return publish(params)
    return sns._error("KMSDisabled", "The request was rejected because the specified key is not enabled.", 400)


sns._fanout = fanout
sns._publish = publish
