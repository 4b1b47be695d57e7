"""CloudWatch Logs, corrected: it keeps query definitions, which ministack does not know.

https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutQueryDefinition.html
"""

import json
import time

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


ACTIONS = {
    "PutQueryDefinition": put_query_definition,
    "DescribeQueryDefinitions": describe_query_definitions,
    "DeleteQueryDefinition": delete_query_definition,
}


async def handle_request(method, path, headers, body, query_params, handle=cloudwatch_logs.handle_request):
    action = ACTIONS.get(headers.get("x-amz-target", "").split(".")[-1])
    if action is None:
        return await handle(method, path, headers, body, query_params)
    return action(json.loads(body or b"{}"))


cloudwatch_logs.handle_request = handle_request
