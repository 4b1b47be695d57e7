"""EventBridge, corrected: what cannot be delivered becomes a dead letter, and functions are invoked asynchronously.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
"""

import json

from functions import invoke_asynchronously
from ministack.core.arn import ArnParseError, parse_arn
from ministack.core.responses import request_scope
from ministack.services import eventbridge, lambda_svc, sns, sqs
from queues import send_to_queue

WITH_READ_ONLY_EVENTS = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"


def dispatch_event(event, view=None, dispatch=eventbridge._dispatch_event):
    """Gives the event to the rules of the other state of those that match, too, of which ministack does not know.

    https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
    """
    view = view or eventbridge._pattern_event_view(event)
    if not is_read_only_call(event):
        dispatch(event, view)
    for key, rule in list(eventbridge._rules.items()):
        if rule.get("State") == WITH_READ_ONLY_EVENTS and is_for(event, key, rule, view):
            for target in eventbridge._targets.get(key, []):
                eventbridge._invoke_target(target, event, rule, view)


eventbridge._dispatch_event = dispatch_event


def is_read_only_call(event) -> bool:
    """Rules that are just enabled do not see these.

    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail-management.html
    """
    return event["DetailType"] == "AWS API Call via CloudTrail" and json.loads(event["Detail"]).get("readOnly") is True


def is_for(event, key, rule, view) -> bool:
    """Whether a rule matches an event that has not come through it already."""
    is_on_its_bus = rule.get("EventBusName", "default") == event.get("EventBusName", "default")
    if not is_on_its_bus or key in (event.get("_DispatchPath") or []):
        return False
    pattern = rule.get("EventPattern")
    return bool(pattern) and eventbridge._matches_pattern_view(pattern, view, f"rule {key}")


def invoke_target(target, event, rule, view=None, invoke=eventbridge._invoke_target):
    """Sends an event whose target is gone to the target's dead-letter queue, as it came to the rule."""
    if exists(target.get("Arn", "")):
        invoke(target, event, rule, view)
        return
    letters = (target.get("DeadLetterConfig") or {}).get("Arn")
    if letters:
        view = view or eventbridge._pattern_event_view(event)
        attributes = {
            "RULE_ARN": rule["Arn"],
            "TARGET_ARN": target["Arn"],
            "ERROR_CODE": "NO_RESOURCE",
            "ERROR_MESSAGE": f"The target {target['Arn']} does not exist.",
        }
        send_to_queue(letters, json.dumps(view.event_with_detail()), attributes)


eventbridge._invoke_target = invoke_target


def exists(arn: str) -> bool:
    """EventBridge does not try again where there is nothing. Of other services nothing is known here."""
    try:
        spec = parse_arn(arn)
    except ArnParseError:
        return True
    with request_scope(spec.account_id, spec.region):
        match spec.service:
            case "lambda":
                return lambda_svc._get_func_record_for_ref(arn)[0] is not None
            case "sqs":
                return sqs._queue_by_arn(arn) is not None
            case "sns":
                return sns._topics.get(arn) is not None
            case "events" if spec.resource.startswith("event-bus/"):
                eventbridge._ensure_default_bus()
                return spec.resource.removeprefix("event-bus/") in eventbridge._event_buses
    return True


def dispatch_to_lambda(arn: str, payload: str) -> None:
    """Invokes a function asynchronously, so that AWS Lambda tries again.

    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
    """
    func, config, _name = lambda_svc._get_func_record_for_ref(arn)
    invoke_asynchronously(lambda_svc._execution_record_for_config(func, config), json.loads(payload))


eventbridge._dispatch_to_lambda = dispatch_to_lambda
