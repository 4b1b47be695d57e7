"""Starts ministack with the AWS behaviours that this project needs and that ministack 1.5.33 lacks.

Each correction replaces one function of the pinned version, says what AWS does instead, and cites AWS.
Everything else is ministack. Two things are for the replay only and no AWS behaviour: the requests under `/_local/`,
through which it publishes the events that AWS services send by themselves and begins without old metric data, and
`_custom_id_`, a tag that fixes a new key's id, so that a settings file can name the key.
"""

import contextvars
import json
import os
import re
from datetime import datetime, timezone

# Read while ministack is imported: serve the loopback address only, and nothing but the AWS API on one port.
os.environ["BIND_HOST"] = "127.0.0.1"
os.environ["IOT_MTLS_ENABLED"] = "0"

from ministack import app as ministack
from ministack.core.responses import (
    get_account_id,
    get_region,
    json_response,
    new_uuid,
    set_request_account_id,
    set_request_region,
)
from ministack.services import cloudtrail, cloudwatch, eventbridge, kms, sns


def publish(event: dict) -> None:
    """Puts an event of an AWS service, in the form EventBridge delivers, on its own region's default bus.

    PutEvents refuses sources that begin with `aws.`, as AWS does, so services need a way of their own.
    """

    def dispatch():
        set_request_account_id(event["account"])
        set_request_region(event["region"])
        eventbridge._ensure_default_bus()
        eventbridge._dispatch_event(
            {
                "EventId": event["id"],
                "Source": event["source"],
                "DetailType": event["detail-type"],
                "Detail": json.dumps(event["detail"]),
                "EventBusName": "default",
                "Time": event["time"],
                "Resources": event["resources"],
                "Account": event["account"],
                "Region": event["region"],
            }
        )

    contextvars.copy_context().run(dispatch)


def dispatch_to_event_bus(spec, event, rule, event_path, target_input_payload=None):
    """Delivers to a bus in any region of the account. The event keeps the region it came from.

    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html
    """
    bus_name = spec.resource.removeprefix("event-bus/")
    rule_key = eventbridge._rule_key(rule["Name"], rule.get("EventBusName", "default"))
    forwarded = dict(event, EventBusName=bus_name, _DispatchPath=[*event_path, rule_key])
    if target_input_payload is not None:
        forwarded["Detail"] = target_input_payload

    def dispatch():
        set_request_region(spec.region)
        if bus_name in eventbridge._event_buses:
            eventbridge._dispatch_event(forwarded)

    contextvars.copy_context().run(dispatch)


eventbridge._dispatch_to_event_bus = dispatch_to_event_bus


class IndexedList(list):
    """A list whose items can be had by an index that is text."""

    def __getitem__(self, index):
        return super().__getitem__(int(index) if isinstance(index, str) else index)


class IndexedView(eventbridge._EventView):
    """An event in which `resources.0` leads to the first resource."""

    def __init__(self, view):
        super().__init__(view.envelope(), None)
        self._with_detail = indexed(view.event_with_detail())


def indexed(value):
    if isinstance(value, list):
        return IndexedList(map(indexed, value))
    return {key: indexed(item) for key, item in value.items()} if isinstance(value, dict) else value


def apply_input_transformer(transformer, rule, view, apply=eventbridge._apply_input_transformer):
    """Knows array indices in input paths.

    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
    """
    paths = {name: re.sub(r"\[(\d+)\]", r".\1", path) for name, path in transformer.get("InputPathsMap", {}).items()}
    return apply(dict(transformer, InputPathsMap=paths), rule, IndexedView(view))


eventbridge._apply_input_transformer = apply_input_transformer


def put_permission(data: dict, put=eventbridge._put_permission):
    """Takes a whole policy document as well.

    https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPermission.html
    """
    if not data.get("Policy"):
        return put(data)
    eventbridge._event_bus_policies[data.get("EventBusName", "default")] = json.loads(data["Policy"])
    return json_response({})


eventbridge._put_permission = put_permission


def dispatch_alarm_actions(alarm, old_state, new_state, reason, notify=cloudwatch._dispatch_alarm_actions):
    """Notifies the topics, and sends the alarm's state change to EventBridge, whether or not actions are enabled.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
    """
    notify(alarm, old_state, new_state, reason)
    now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
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
                "state": {"value": new_state, "reason": reason, "timestamp": now},
                "previousState": {"value": old_state},
                "configuration": {"description": alarm.get("AlarmDescription", "")},
            },
        }
    )


cloudwatch._dispatch_alarm_actions = dispatch_alarm_actions


def evaluate_alarm(alarm, evaluate=cloudwatch._evaluate_alarm):
    """Evaluates an alarm on the one metric that has exactly its dimensions, not on all that share a name.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#Dimension
    """
    metrics = cloudwatch._metrics
    wanted = {d["Name"]: d["Value"] for d in alarm.get("Dimensions") or []}
    own = {
        key: [point for point in points if point.get("Dimensions", {}) == wanted] for key, points in metrics.items()
    }
    cloudwatch._metrics = {key: points for key, points in own.items() if points}
    try:
        evaluate(alarm)
    finally:
        cloudwatch._metrics = metrics


cloudwatch._evaluate_alarm = evaluate_alarm


def put_metric_alarm(params, request, is_cbor, is_json=False, put=cloudwatch._put_metric_alarm):
    """Keeps the metric queries of an alarm, which has no metric of its own then.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
    """
    response = put(params, request, is_cbor, is_json)
    alarm = cloudwatch._alarms.get(request.get("AlarmName", ""))
    if response[0] == 200 and alarm and request.get("Metrics"):
        alarm["Metrics"] = request["Metrics"]
        for metric_only in ("MetricName", "Namespace", "Statistic", "ExtendedStatistic", "Period", "Unit"):
            alarm[metric_only] = None
    return response


cloudwatch._put_metric_alarm = put_metric_alarm


def create_trail(body: dict, create=cloudtrail._create_trail):
    """Keeps the log group, role, topic and tags that CreateTrail is given.

    https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html
    """
    response = create(body)
    if response[0] != 200:
        return response
    updated = cloudtrail._update_trail(body)
    if body.get("TagsList"):
        arn = json.loads(response[2])["TrailARN"]
        cloudtrail._add_tags({"ResourceId": arn, "TagsList": body["TagsList"]})
    return updated


cloudtrail._DISPATCH["CreateTrail"] = create_trail


def subscribe(params, subscribe=sns._subscribe):
    """Answers the ARN of a subscription that waits for its confirmation, if asked for it.

    https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
    """
    response = subscribe(params)
    # A second identical call changes nothing, and answers with the ARN.
    return subscribe(params) if sns._p(params, "ReturnSubscriptionArn") == "true" else response


sns._subscribe = subscribe


def create_key(data: dict, create=kms._create_key):
    """Gives a key the id that its tag `_custom_id_` names, a custom of local emulators."""
    custom_id = next((tag["TagValue"] for tag in data.get("Tags", []) if tag["TagKey"] == "_custom_id_"), None)
    if custom_id is None:
        return create(data)
    new_id, kms.new_uuid = kms.new_uuid, lambda: custom_id
    try:
        return create(data)
    finally:
        kms.new_uuid = new_id


kms._create_key = create_key


async def answer_replay(path: str, receive, send) -> None:
    """Answers the two requests of the replay, which are no AWS API.

    `POST /_local/events`, with one event document, publishes it; `POST /_local/forget-metrics` forgets all metric data.
    """
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    if path == "/_local/events":
        publish(json.loads(body))
    else:
        cloudwatch._metrics = type(cloudwatch._metrics)()
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


async def app(scope, receive, send, serve=ministack.app):
    if scope["type"] == "http" and scope["path"] in ("/_local/events", "/_local/forget-metrics"):
        await answer_replay(scope["path"], receive, send)
    else:
        await serve(scope, receive, send)


if __name__ == "__main__":
    ministack.app = app
    ministack.main()
