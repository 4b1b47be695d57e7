"""SNS, corrected: a subscription has its ARN before it is confirmed."""

from ministack.services import sns


def subscribe(params, subscribe=sns._subscribe):
    """Answers the ARN of a subscription that waits for its confirmation, if asked for it.

    https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
    """
    response = subscribe(params)
    # A second identical call changes nothing, and answers with the ARN.
    return subscribe(params) if sns._p(params, "ReturnSubscriptionArn") == "true" else response


sns._subscribe = subscribe
