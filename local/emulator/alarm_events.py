"""The events that CloudWatch sends when an alarm changes its state, or when what kept its actions back ends."""

from datetime import datetime, timezone

from eventbridge import publish
from ministack.core.responses import get_account_id, get_region, new_uuid


def tell_of_state(alarm, old_state, new_state, reason) -> None:
    """https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html"""
    now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    suppressed = alarm.get("ActionsSuppressedBy")
    publish(
        {
            "id": new_uuid(),
            "source": "aws.cloudwatch",
            "detail-type": "CloudWatch Alarm State Change",
            "account": get_account_id(),
            "region": get_region(),
            "time": now,
            "resources": [alarm["AlarmArn"]],
            "detail": {
                "alarmName": alarm["AlarmName"],
                "state": {
                    "value": new_state,
                    "reason": reason,
                    "timestamp": now,
                    **({"actionsSuppressedBy": suppressed} if suppressed else {}),
                },
                "previousState": {"value": old_state},
                "configuration": {"description": alarm.get("AlarmDescription", "")},
            },
        }
    )
