"""EventBridge, corrected: buses in other regions, input paths with indices, bus policies, and events that services send."""

import contextvars
import json
import re

from ministack.core.responses import json_response, set_request_account_id, set_request_region
from ministack.services import eventbridge


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
