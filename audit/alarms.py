"""Checks alarms by something other than this project's code.

Reads alarms as DescribeAlarms tells them from standard input, and prints a list of findings of the tools that the arguments
name. botocore has AWS's model of PutMetricAlarm, cfn-lint the schema that CloudFormation has for alarms, and moto is another
emulator, which must hold them as they are.
"""

import json
import os
import sys

# What PutMetricAlarm takes and DescribeAlarms tells again.
PARAMETERS = (
    "AlarmName", "AlarmDescription", "ActionsEnabled", "OKActions", "AlarmActions", "InsufficientDataActions", "MetricName",
    "Namespace", "Statistic", "ExtendedStatistic", "Dimensions", "Period", "Unit", "EvaluationPeriods", "DatapointsToAlarm",
    "Threshold", "ComparisonOperator", "TreatMissingData", "EvaluateLowSampleCountPercentile", "Metrics", "ThresholdMetricId",
)


def botocore(alarms):
    """Types, required members, lengths and ranges."""
    from botocore.session import get_session
    from botocore.validate import ParamValidator

    service = get_session().get_service_model("cloudwatch")
    shape = service.operation_model("PutMetricAlarm").input_shape
    for alarm in alarms:
        report = ParamValidator().validate(alarm, shape)
        if report.has_errors():
            yield alarm, "PutMetricAlarm", report.generate_report()
        for name in ("ComparisonOperator", "Statistic"):
            if name in alarm and alarm[name] not in shape.members[name].enum:
                yield alarm, "PutMetricAlarm", f"{name} is {alarm[name]}"


def cfn_lint(alarms):
    """A template has the same names; lists that are empty say nothing."""
    from cfnlint.api import lint_all

    resources = {
        f"Alarm{index}": {
            "Type": "AWS::CloudWatch::Alarm",
            "Properties": {name: value for name, value in alarm.items() if value != []},
        }
        for index, alarm in enumerate(alarms)
    }
    for match in lint_all(json.dumps({"Resources": resources})):
        _resources, name, *place = [*map(str, match.path), "", ""]
        if place[0] == "Properties":  # Other rules want a template to describe itself.
            alarm = alarms[int(name.removeprefix("Alarm"))]
            yield alarm, match.rule.id, f"{'/'.join(filter(None, place))}: {match.message}"


def moto(alarms):
    """Puts the alarms and reads them back."""
    import boto3
    from botocore.exceptions import ClientError, ParamValidationError
    from moto import mock_aws

    os.environ.update({"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"})
    os.environ.pop("AWS_ENDPOINT_URL", None)
    with mock_aws():
        client = boto3.client("cloudwatch", region_name="us-east-1")
        for alarm in alarms:
            try:
                client.put_metric_alarm(**alarm)
            except (ClientError, ParamValidationError) as error:
                yield alarm, "refused", str(error)
                continue
            [held] = client.describe_alarms(AlarmNames=[alarm["AlarmName"]])["MetricAlarms"]
            for name, value in alarm.items():
                if value != [] and not holds(held.get(name), value):
                    yield alarm, "held otherwise", f"{name} is {held.get(name)}"


def holds(held, value):
    """Whether what is held is what was given; what an emulator adds does not matter."""
    if isinstance(value, dict):
        return isinstance(held, dict) and all(holds(held.get(key), each) for key, each in value.items())
    if isinstance(value, list):
        return len(held or []) == len(value) and all(map(holds, held, value))
    return held == value


TOOLS = {"botocore": botocore, "cfn-lint": cfn_lint, "moto": moto}

given = [{name: alarm[name] for name in PARAMETERS if alarm.get(name) is not None} for alarm in json.load(sys.stdin)]
findings = [
    {"tool": tool, "check": check, "on": f"MetricAlarm {alarm['AlarmName']}", "detail": detail}
    for tool in sys.argv[1:]
    for alarm, check, detail in TOOLS[tool](given)
]
json.dump(findings, sys.stdout)
