"""CloudWatch Logs, corrected: it keeps query definitions, which ministack does not know.

https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutQueryDefinition.html
"""

import time

from actions import add_actions
from ministack.core.responses import AccountRegionScopedDict, error_response_json, json_response, new_uuid
from ministack.services import cloudwatch_logs

definitions = AccountRegionScopedDict()


def put_query_definition(data: dict):
    known = data.get("queryDefinitionId")
    if known is not None and known not in definitions:
        return no_such_definition()
    found = known or new_uuid()
    definitions[found] = {
        "queryDefinitionId": found,
        "name": data.get("name", ""),
        "queryString": data.get("queryString", ""),
        "logGroupNames": data.get("logGroupNames", []),
        "queryLanguage": data.get("queryLanguage", "CWLI"),
        "lastModified": int(time.time() * 1000),
    }
    return json_response({"queryDefinitionId": found})


def describe_query_definitions(data: dict):
    prefix = data.get("queryDefinitionNamePrefix", "")
    found = [one for one in definitions.values() if one["name"].startswith(prefix)]
    return json_response({"queryDefinitions": found})


def delete_query_definition(data: dict):
    found = definitions.pop(data.get("queryDefinitionId"), None)
    return no_such_definition() if found is None else json_response({"success": True})


def no_such_definition():
    return error_response_json("ResourceNotFoundException", "The specified query definition does not exist.", 400)


add_actions(
    cloudwatch_logs,
    {
        "PutQueryDefinition": put_query_definition,
        "DescribeQueryDefinitions": describe_query_definitions,
        "DeleteQueryDefinition": delete_query_definition,
    },
)
