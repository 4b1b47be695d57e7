"""CloudWatch Logs, corrected: its subscription filters are left to the replay, which knows their patterns.

ministack sends records on as they are put, by an idea of its own of what a JSON pattern matches.
"""

import base64
import gzip
import json

from functions import invoke_asynchronously
from ministack.core.responses import get_account_id, request_scope
from ministack.services import cloudwatch_logs, lambda_svc


def fan_out(_group_name, _stream_name, _events) -> None:
    """Nothing: see send_on()."""


cloudwatch_logs._fanout_to_subscription_filters = fan_out


def send_on(told: dict) -> None:
    """Sends log events that a filter matches to the filter's function, as CloudWatch Logs does.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html#LambdaFunctionExample
    """
    with request_scope(told.get("account") or get_account_id(), told["region"]):
        group = cloudwatch_logs._log_groups[told["logGroupName"]]
        wanted = group["subscriptionFilters"][told["filterName"]]
        func, config, _name = lambda_svc._get_func_record_for_ref(wanted["destinationArn"])
        if not func:
            return
        data = {
            "messageType": "DATA_MESSAGE",
            "owner": get_account_id(),
            "logGroup": told["logGroupName"],
            "logStream": told["logStream"],
            "subscriptionFilters": [told["filterName"]],
            "logEvents": told["logEvents"],
        }
        packed = base64.b64encode(gzip.compress(json.dumps(data).encode())).decode()
        record = lambda_svc._execution_record_for_config(func, config)
        invoke_asynchronously(record, {"awslogs": {"data": packed}})
