"""The Resource Groups Tagging API, with pages.

https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
"""

import json

from ministack.services import tagging

DEFAULT_PAGE = 50


def get_resources(data, get=tagging._get_resources):
    """Answers as many resources as a page holds, in one order, and where the next page begins."""
    status, headers, body = get(data)
    if status != 200 or "ResourceARNList" in data:
        return status, headers, body
    found = sorted(json.loads(body)["ResourceTagMappingList"], key=lambda each: each["ResourceARN"])
    # Which resource comes last, not how many came: others may be made or deleted meanwhile.
    last = data.get("PaginationToken") or ""
    rest = [each for each in found if each["ResourceARN"] > last]
    page = rest[: data.get("ResourcesPerPage") or DEFAULT_PAGE]
    token = page[-1]["ResourceARN"] if len(page) < len(rest) else ""
    return tagging._json({"ResourceTagMappingList": page, "PaginationToken": token})


tagging._HANDLERS["GetResources"] = get_resources
