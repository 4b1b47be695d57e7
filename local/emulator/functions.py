"""AWS Lambda, corrected: every invocation is counted once, and asynchronous ones are tried again as AWS does.

https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
"""

import json
import threading
import time
from datetime import datetime, timezone

import clock
from ministack.core.arn import parse_arn
from ministack.core.responses import new_uuid, request_scope
from ministack.services import cloudwatch, lambda_svc, sns
from queues import send_to_queue

SIX_HOURS = 6 * 60 * 60

# At the same time: more would ask more of this one process than it answers before they lose patience. No function here waits for another.
turns = threading.BoundedSemaphore(4)


def emit_metrics(function_name: str, duration_ms: float, error: bool, throttle: bool) -> None:
    """Counts what is refused, once. ministack counts other invocations only if they come through its API.

    A refused invocation is none: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
    """
    if throttle and duration_ms == 0:
        record(function_name, {"Throttles": 1})


lambda_svc._emit_lambda_metrics = emit_metrics


def execute(func, config, event, request_id, _accepted, dispatch=lambda_svc._execute_function_dispatch):
    """Counts an invocation, wherever it comes from, when it has ended."""
    clock.begin_work()
    try:
        with turns:
            started = time.time()
            result = dispatch(func, config, event, request_id, started)
        name = config["FunctionName"]
        record(name, {"Invocations": 1, "Errors": 1 if result.get("error") else 0, "Throttles": 0})
        duration, dimensions = (time.time() - started) * 1000, {"FunctionName": name}
        cloudwatch.record_metric("AWS/Lambda", "Duration", duration, "Milliseconds", dimensions)
        return result
    finally:
        clock.end_work()


lambda_svc._execute_function_dispatch = execute


def record(function_name: str, counts: dict) -> None:
    for metric, value in counts.items():
        cloudwatch.record_metric("AWS/Lambda", metric, value, "Count", {"FunctionName": function_name})


def invoke_asynchronously(func: dict, event) -> None:
    """Accepts an event. The caller does not wait and is told of no error."""
    arn = (func.get("config") or func)["FunctionArn"]
    clock.work(invoke_until_done, arn, event)


lambda_svc.invoke_async_with_retry = invoke_asynchronously


def invoke_until_done(arn: str, event) -> None:
    """Tries an event until it succeeds, or hands it on as failed. Each attempt is of the function as it is then."""
    spec = parse_arn(arn)
    age, invocations, pause, result = 0, 0, 1, {}
    with request_scope(spec.account_id, spec.region):
        while True:
            found, config, _name = lambda_svc._get_func_record_for_ref(arn)
            if not found:
                return
            settings = lambda_svc._event_invoke_config(found, None) or {}
            result = lambda_svc._execute_function(lambda_svc._execution_record_for_config(found, config), event)
            if not result.get("error"):
                return
            if not result.get("throttle"):
                invocations += 1
                if invocations > settings.get("MaximumRetryAttempts", 2):
                    return hand_on(found, event, result, "RetriesExhausted", invocations)
                wait = 60 * invocations
            elif lambda_svc._reserved_concurrency(found, config) == 0:
                # No attempt can succeed, so there is none:
                # https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
                return hand_on(found, event, result, "RetriesExhausted", invocations)
            else:
                wait, pause = pause, min(2 * pause, 300)
            age += wait
            if age > settings.get("MaximumEventAgeInSeconds", SIX_HOURS):
                return hand_on(found, event, result, "EventAgeExceeded", invocations)
            clock.sleep(wait)


def hand_on(found: dict, event, result: dict, condition: str, invocations: int) -> None:
    """Sends a failed event to the dead-letter queue, and a record of it to the destination for failures.

    https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
    """
    config, request_id = found["config"], new_uuid()
    error = result.get("body") or {}
    letters = (config.get("DeadLetterConfig") or {}).get("TargetArn")
    if letters:
        message = error.get("errorMessage") or error.get("message") or ""
        attributes = {"RequestID": request_id, "ErrorCode": "429" if result.get("throttle") else "200"}
        if not send(letters, json.dumps(event), {**attributes, "ErrorMessage": message[:1024]}):
            record(config["FunctionName"], {"DeadLetterErrors": 1})
    settings = lambda_svc._event_invoke_config(found, None) or {}
    destination = ((settings.get("DestinationConfig") or {}).get("OnFailure") or {}).get("Destination")
    if destination:
        context = {"statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled"}
        told = {
            "version": "1.0",
            "timestamp": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z",
            "requestContext": {
                "requestId": request_id,
                "functionArn": f"{config['FunctionArn']}:$LATEST",
                "condition": condition,
                "approximateInvokeCount": invocations,
            },
            "requestPayload": event,
            **({} if result.get("throttle") else {"responseContext": context, "responsePayload": error}),
        }
        if not send(destination, json.dumps(told)):
            record(config["FunctionName"], {"DestinationDeliveryFailures": 1})


def send(arn: str, body: str, attributes: dict | None = None) -> bool:
    """To a queue or a topic; other destinations are not for failures here."""
    if parse_arn(arn).service == "sqs":
        return send_to_queue(arn, body, attributes)
    if sns._topic_by_arn_any_scope(arn) is None:
        return False
    texts = {name: {"DataType": "String", "StringValue": text} for name, text in (attributes or {}).items()}
    sns._fanout(arn, new_uuid(), body, "", message_attributes=texts)
    return True


def deliver_to_lambda(endpoint, envelope, topic_arn, sub_arn, msg_id, raw_message, message_attributes) -> None:
    """Lets SNS invoke a function asynchronously, so that AWS Lambda tries again.

    https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
    """
    func, config, _name = lambda_svc._get_func_record_for_ref(endpoint)
    if not func:
        return
    source = {"EventVersion": "1.0", "EventSubscriptionArn": sub_arn, "EventSource": "aws:sns"}
    event = {"Records": [{**source, "Sns": json.loads(envelope)}]}
    invoke_asynchronously(lambda_svc._execution_record_for_config(func, config), event)


sns._deliver_to_lambda = deliver_to_lambda
