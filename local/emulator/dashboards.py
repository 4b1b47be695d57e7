"""CloudWatch's dashboards, corrected: a body that is none is refused, with every fault and its place.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
"""

import json
import re

from ministack.services import cloudwatch

COLUMNS = 24
STATISTIC = re.compile(r"SampleCount|Average|Sum|Minimum|Maximum|(p|tm|tc|ts|wm)\d{1,2}(\.\d+)?|IQM|(TM|TC|TS|WM|PR)\(.*\)")
ALARM_ARN = re.compile(r"arn:[\w-]+:cloudwatch:[a-z0-9-]+:\d{12}:alarm:.+")
FUNCTION_ARN = re.compile(r"arn:[\w-]+:lambda:[a-z0-9-]+:\d{12}:function:.+")


def put_dashboard(params, request, is_cbor, is_json=False, put=cloudwatch._put_dashboard):
    """https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html"""
    body = (
        request.get("DashboardBody", "") if is_cbor or is_json else cloudwatch._p(params, "DashboardBody")
    )
    faults = "; ".join(f"{place}: {fault}" for place, fault in faults_of(body))
    if faults:
        message = f"The field DashboardBody must be a valid JSON object: {faults}"
        return cloudwatch._error("InvalidParameterInput", message, 400, use_json=is_json, use_cbor=is_cbor)
    return put(params, request, is_cbor, is_json)


cloudwatch._put_dashboard = put_dashboard


def list_dashboards(params, request, is_cbor, is_json=False, list_all=cloudwatch._list_dashboards):
    """Tells the time of the last change as JSON has times: as a number of seconds.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DashboardEntry.html
    """
    response = list_all(params, request, is_cbor, is_json)
    if not is_json or response[0] != 200:
        return response
    answer = json.loads(response[2])
    for entry in answer["DashboardEntries"]:
        entry["LastModified"] = cloudwatch._dashboards[entry["DashboardName"]]["LastModified"]
    return cloudwatch._json_ok(answer)


cloudwatch._list_dashboards = list_dashboards


def faults_of(text):
    """Pairs of a place, such as /widgets/0/width, and what is wrong there."""
    try:
        body = json.loads(text)
    except ValueError:
        yield "/", "is no JSON"
        return
    if not isinstance(body, dict) or not isinstance(body.get("widgets"), list):
        yield "/", "has no list of widgets"
        return
    if len(body["widgets"]) > 500:
        yield "/widgets", "has more than 500 widgets"
    if body.get("periodOverride", "auto") not in ("auto", "inherit"):
        yield "/periodOverride", "is neither auto nor inherit"
    if "end" in body and "start" not in body:
        yield "/end", "needs a start"
    for index, widget in enumerate(body["widgets"]):
        yield from widget_faults(f"/widgets/{index}", widget)


def widget_faults(place, widget):
    if not isinstance(widget, dict):
        yield place, "is no object"
        return
    for name, least, most in (("x", 0, COLUMNS - 1), ("y", 0, None), ("width", 1, COLUMNS), ("height", 1, 1000)):
        value = widget.get(name, least)
        if type(value) is not int or value < least or (most is not None and value > most):
            yield f"{place}/{name}", f"is not a whole number from {least} to {most}"
    if ("x" in widget) != ("y" in widget):
        yield place, "has only one of x and y"
    check, properties = PROPERTIES.get(widget.get("type")), widget.get("properties")
    if check is None:
        yield f"{place}/type", f"is not one of {', '.join(PROPERTIES)}"
    elif not isinstance(properties, dict):
        yield f"{place}/properties", "is no object"
    else:
        if not isinstance(properties.get("title", ""), str):
            yield f"{place}/properties/title", "is no text"
        yield from check(f"{place}/properties", properties)


def required(place, properties, *names):
    for name in names:
        if not isinstance(properties.get(name), str) or not properties[name]:
            yield f"{place}/{name}", "is required, and a text"


def one_of(place, properties, name, allowed):
    if name in properties and properties[name] not in allowed:
        yield f"{place}/{name}", f"is not one of {', '.join(allowed)}"


def text_faults(place, properties):
    yield from required(place, properties, "markdown")
    yield from one_of(place, properties, "background", ("solid", "transparent"))


def log_faults(place, properties):
    yield from required(place, properties, "region", "query")
    if not re.match(r"\s*SOURCE\b", str(properties.get("query", ""))):
        yield f"{place}/query", "does not begin with SOURCE"
    yield from one_of(place, properties, "view", ("table", "timeSeries", "bar", "pie"))


def alarm_faults(place, properties):
    alarms = properties.get("alarms")
    if not isinstance(alarms, list) or not 1 <= len(alarms) <= 100:
        yield f"{place}/alarms", "is not a list of 1 to 100 ARNs"
    elif not all(isinstance(arn, str) and ALARM_ARN.fullmatch(arn) for arn in alarms):
        yield f"{place}/alarms", "has something that is no ARN of an alarm"
    yield from one_of(place, properties, "sortBy", ("default", "stateUpdatedTimestamp", "timestamp"))


def custom_faults(place, properties):
    """https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_custom_widget_dashboard_about.html"""
    if not FUNCTION_ARN.fullmatch(str(properties.get("endpoint", ""))):
        yield f"{place}/endpoint", "is not the ARN of a function"


def metric_faults(place, properties):
    metrics, annotations = properties.get("metrics"), properties.get("annotations", {})
    yield from required(place, properties, "region")
    yield from one_of(place, properties, "view", ("timeSeries", "singleValue", "gauge", "bar", "pie", "table"))
    yield from rendering_faults(place, properties)
    if metrics is None and not annotations.get("alarms"):
        yield place, "has neither metrics nor an alarm"
    if metrics is not None and annotations.get("alarms"):
        yield f"{place}/annotations", "has an alarm beside metrics"
    for index, line in enumerate(annotations.get("horizontal", [])):
        edges = line if isinstance(line, list) else [line]
        if not all(isinstance(edge.get("value"), (int, float)) for edge in edges):
            yield f"{place}/annotations/horizontal/{index}", "has no value"
    if not isinstance(metrics, (list, type(None))) or len(metrics or []) > 500:
        yield f"{place}/metrics", "is not a list of at most 500 metrics"
        return
    for index, metric in enumerate(metrics or []):
        yield from one_metric_faults(f"{place}/metrics/{index}", metric)
    yield from together_faults(f"{place}/metrics", metrics or [])


def one_metric_faults(place, metric):
    if not isinstance(metric, list) or not metric:
        yield place, "is no list"
        return
    rendering = metric[-1] if isinstance(metric[-1], dict) else {}
    names = metric[:-1] if rendering else metric
    if "expression" in rendering:
        if names or not isinstance(rendering["expression"], str):
            yield place, "is not an expression alone"
    elif len(names) < 2 or len(names) % 2 or not all(isinstance(name, str) and name for name in names):
        yield place, "is not a namespace, a name and pairs of dimensions"
    if "id" in rendering and not re.fullmatch(r"[a-z][A-Za-z0-9_]*", str(rendering["id"])):
        yield f"{place}/id", "does not begin with a lowercase letter"
    yield from rendering_faults(place, rendering)


def rendering_faults(place, rendering):
    if "stat" in rendering and not STATISTIC.fullmatch(str(rendering["stat"])):
        yield f"{place}/stat", "is no statistic"
    period = rendering.get("period", 60)
    if type(period) is not int or period < 60 or period % 60:
        yield f"{place}/period", "is not a multiple of 60"


def together_faults(place, metrics):
    rendering = [metric[-1] for metric in metrics if isinstance(metric, list) and metric and isinstance(metric[-1], dict)]
    ids = [each["id"] for each in rendering if "id" in each]
    if len(ids) != len(set(ids)):
        yield place, "has an id twice"
    queries = [each for each in rendering if str(each.get("expression", "")).lstrip().upper().startswith("SELECT")]
    if len(queries) > 1:
        yield place, "has more than one Metrics Insights query"


PROPERTIES = {
    "metric": metric_faults,
    "text": text_faults,
    "log": log_faults,
    "alarm": alarm_faults,
    "custom": custom_faults,
    "explorer": lambda place, properties: (),
}
