"""CloudWatch, corrected: alarms look at their own dimensions, keep their queries, and tell EventBridge of their state.

Whoever asks for alarms in the Query protocol is told all of them.
"""

import json
import threading
from datetime import datetime, timezone
from types import FunctionType
from xml.sax.saxutils import escape

from alarm_events import tell_of_state
from ministack.services import cloudwatch
from suppression import notify_unless_suppressed


def dispatch_alarm_actions(alarm, old_state, new_state, reason):
    """Notifies the topics, unless that is suppressed, and sends the alarm's state change to EventBridge, whether or not actions are enabled.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
    """
    notify_unless_suppressed(alarm, old_state, new_state, reason)
    tell_of_state(alarm, old_state, new_state, reason)


cloudwatch._dispatch_alarm_actions = dispatch_alarm_actions


def evaluate_alarm(alarm, evaluate=cloudwatch._evaluate_alarm):
    """Evaluates an alarm on the one metric that has exactly its dimensions, not on all that share a name.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#Dimension
    """
    wanted = {d["Name"]: d["Value"] for d in alarm.get("Dimensions") or []}
    name = (alarm.get("Namespace"), alarm.get("MetricName"))
    own = {
        key: [point for point in points if point.get("Dimensions", {}) == wanted]
        for key, points in list(cloudwatch._metrics.items())
        if key[:2] == name
    }
    # ministack's own code with other metrics, because functions put theirs from other threads meanwhile.
    names = {**vars(cloudwatch), "_metrics": {key: points for key, points in own.items() if points}}
    with evaluating:
        FunctionType(evaluate.__code__, names)(alarm)


# Two at once would both see the old state, and tell twice.
evaluating = threading.RLock()
cloudwatch._evaluate_alarm = evaluate_alarm


def record_metric(namespace, metric_name, value, unit="None", dimensions=None, record=cloudwatch.record_metric):
    """Evaluates alarms on what services of AWS measure, too, not only on what is put.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
    """
    record(namespace, metric_name, value, unit, dimensions)
    for alarm in list(cloudwatch._alarms.values()):
        if alarm.get("Namespace") == namespace and alarm.get("MetricName") == metric_name:
            cloudwatch._evaluate_alarm(alarm)


cloudwatch.record_metric = record_metric


def put_metric_alarm(params, request, is_cbor, is_json=False, put=cloudwatch._put_metric_alarm):
    """Keeps the metric queries of an alarm, which has no metric of its own then, and the band that takes the place of a threshold.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
    """
    response = put(params, request, is_cbor, is_json)
    alarm = cloudwatch._alarms.get(request.get("AlarmName", ""))
    if response[0] != 200 or not alarm:
        return response
    for dropped in ("ThresholdMetricId", "EvaluateLowSampleCountPercentile"):
        alarm[dropped] = request.get(dropped)
    if request.get("ThresholdMetricId"):
        alarm["Threshold"] = request.get("Threshold")
    if request.get("Metrics"):
        alarm["Metrics"] = request["Metrics"]
        for metric_only in ("MetricName", "Namespace", "Statistic", "ExtendedStatistic", "Period", "Unit"):
            alarm[metric_only] = None
    return response


cloudwatch._put_metric_alarm = put_metric_alarm


def describe_alarms(params, request, is_cbor, is_json=False, describe=cloudwatch._describe_alarms):
    """Tells in the Query protocol, too, all that an alarm has: its actions, dimensions and queries, for example.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
    """
    response = describe(params, request, is_cbor, is_json)
    if is_cbor or is_json or response[0] != 200:
        return response
    asked = {}
    for name in params:
        member, is_list, _index = name.partition(".member.")
        value = cloudwatch._p(params, name)
        asked[member] = [*asked.get(member, []), value] if is_list else value
    _status, _headers, body = describe(params, asked, False, True)
    result = xml(json.loads(body))
    return cloudwatch._xml(200, "DescribeAlarmsResponse", f"<DescribeAlarmsResult>{result}</DescribeAlarmsResult>")


def xml(value, name=""):
    """A value of a JSON answer as the Query protocol has it: lists of members, and times as text."""
    if isinstance(value, dict):
        return "".join(f"<{key}>{xml(each, key)}</{key}>" for key, each in value.items() if each is not None)
    if isinstance(value, list):
        return "".join(f"<member>{xml(each)}</member>" for each in value)
    if isinstance(value, bool):
        return str(value).lower()
    if name.endswith("Timestamp"):
        return datetime.fromtimestamp(value, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return escape(str(value))


cloudwatch._describe_alarms = describe_alarms
