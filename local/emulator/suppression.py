"""Composite alarms, corrected: an actions suppressor holds their actions back.

A change of state waits for its actions: for the wait period, as long as the suppressor is in ALARM, and for the
extension period after that. When the state changes back before, there is nothing left to tell.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-suppression.html
"""

from dataclasses import dataclass

from alarm_events import tell_of_state
from clock import later
from ministack.services import cloudwatch

SUPPRESSOR = "ActionsSuppressor"
WAIT = "ActionsSuppressorWaitPeriod"
EXTENSION = "ActionsSuppressorExtensionPeriod"

# By name, while an alarm is being put: its rule is evaluated before ministack answers.
being_put: dict = {}


def put_composite_alarm(params, request, is_cbor, is_json=False, put=cloudwatch._put_composite_alarm):
    """Keeps the suppressor and its two periods.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
    """
    is_query = not is_cbor and not is_json
    asked = {name: cloudwatch._p(params, name) for name in params} if is_query else request
    name = asked.get("AlarmName")
    periods = {period: int(asked[period]) for period in (WAIT, EXTENSION) if asked.get(period)}
    being_put[name] = {SUPPRESSOR: asked[SUPPRESSOR], **periods} if asked.get(SUPPRESSOR) else {}
    try:
        response = put(params, request, is_cbor, is_json)
        if response[0] == 200:
            cloudwatch._composite_alarms[name].update(being_put[name])
        return response
    finally:
        del being_put[name]


cloudwatch._put_composite_alarm = put_composite_alarm


@dataclass(eq=False)
class Held:
    """A change of state whose actions wait."""

    alarm: dict
    old_state: str
    new_state: str
    reason: str


# By the ARN of the composite alarm.
held: dict = {}


def notify_unless_suppressed(alarm, old_state, new_state, reason, notify=cloudwatch._dispatch_alarm_actions):
    """Takes the actions of an alarm, at once or when nothing suppresses them any more."""
    change_suppressed(alarm, new_state)
    alarm.update(being_put.get(alarm["AlarmName"], {}))
    if not alarm.get(SUPPRESSOR):
        notify(alarm, old_state, new_state, reason)
        return
    before = held.pop(alarm["AlarmArn"], None)
    if before is not None and before.old_state == new_state:
        mark(alarm, None)
        return
    change = Held(alarm, before.old_state if before else old_state, new_state, reason)
    held[alarm["AlarmArn"]] = change
    if state_of_suppressor(alarm) == "ALARM":
        mark(alarm, "Alarm")
    else:
        wait(change, "WaitPeriod", alarm.get(WAIT, 0), notify)


def change_suppressed(suppressor, new_state, notify=cloudwatch._dispatch_alarm_actions) -> None:
    """Lets the alarms that a suppressor suppresses wait for another reason than before."""
    for arn, change in list(held.items()):
        if change.alarm[SUPPRESSOR] not in (suppressor["AlarmName"], suppressor["AlarmArn"]):
            continue
        # A new object, so that an older wait ends without effect.
        again = held[arn] = Held(change.alarm, change.old_state, change.new_state, change.reason)
        if new_state == "ALARM":
            mark(again.alarm, "Alarm")
        elif change.alarm.get("ActionsSuppressedBy") == "Alarm":
            wait(again, "ExtensionPeriod", change.alarm.get(EXTENSION, 0), notify)


def wait(change: Held, why: str, seconds: int, notify) -> None:
    mark(change.alarm, why)
    later(seconds, take, change, notify)


def take(change: Held, notify) -> None:
    """Takes the actions, unless something has happened meanwhile."""
    arn = change.alarm["AlarmArn"]
    if held.get(arn) is not change:
        return
    del held[arn]
    mark(change.alarm, None)
    if change.alarm["AlarmName"] in cloudwatch._composite_alarms:
        notify(change.alarm, change.old_state, change.new_state, change.reason)
        tell_of_state(change.alarm, change.new_state, change.new_state, change.reason)


def state_of_suppressor(alarm) -> str | None:
    return cloudwatch._rule_alarm_state(alarm[SUPPRESSOR])


def mark(alarm, why: str | None) -> None:
    """https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_CompositeAlarm.html"""
    for member in ("ActionsSuppressedBy", "ActionsSuppressedReason"):
        alarm.pop(member, None)
    if why is not None:
        alarm.update(ActionsSuppressedBy=why, ActionsSuppressedReason=f"Actions suppressed by {why}")
