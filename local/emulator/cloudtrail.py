"""CloudTrail, corrected: a trail keeps everything that it is given, tests what it needs, and knows Insights."""

import contextvars
import json
import time

from ministack.core.responses import AccountRegionScopedDict, get_account_id, get_region, set_request_region
from ministack.services import cloudtrail

from trail_checks import bucket_refusal, key_refusal, log_group_refusal, refusal, topic_refusal

insights = AccountRegionScopedDict()


def create_trail(body: dict, create=cloudtrail._create_trail):
    """Keeps the log group, role, topic and tags that CreateTrail is given.

    https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html
    """
    refused = refusal(trail_of(body, {"TrailARN": cloudtrail._trail_arn(body.get("Name", ""))}))
    if refused:
        return refused
    response = create(body)
    if response[0] != 200:
        return response
    updated = keep(body)
    if body.get("TagsList"):
        arn = json.loads(response[2])["TrailARN"]
        cloudtrail._add_tags({"ResourceId": arn, "TagsList": body["TagsList"]})
    return updated


cloudtrail._DISPATCH["CreateTrail"] = create_trail


def update_trail(body: dict):
    """Tests what the changed trail needs.

    https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html
    """
    _name, _region, trail, error = cloudtrail._find_mutable_trail(body.get("Name", ""))
    return error or refusal(trail_of(body, trail)) or keep(body)


cloudtrail._DISPATCH["UpdateTrail"] = update_trail


def trail_of(body: dict, trail: dict) -> dict:
    """The trail as it would be afterwards."""
    topic = {"SnsTopicARN": topic_arn(body["SnsTopicName"])} if "SnsTopicName" in body else {}
    return {**trail, **body, **topic}


def keep(body: dict, update=cloudtrail._update_trail):
    """Keeps the ARN of the topic, too, which is given by name or ARN.

    https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Trail.html
    """
    if "SnsTopicName" in body:
        trail = cloudtrail._find_mutable_trail(body["Name"])[2]
        trail["SnsTopicARN"] = topic_arn(body["SnsTopicName"])
    return update(body)


def topic_arn(name: str) -> str:
    if not name or name.startswith("arn:"):
        return name
    return f"arn:aws:sns:{get_region()}:{get_account_id()}:{name}"


def delete_trail(body: dict, delete=cloudtrail._delete_trail):
    """Forgets the tags and the Insights of the trail with it.

    https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DeleteTrail.html
    """
    name, region, trail, _error = cloudtrail._find_mutable_trail(body.get("Name", ""))
    response = delete(body)
    if response[0] == 200:
        insights.pop_scoped(get_account_id(), region, name, None)
        cloudtrail._trail_tags.pop(trail["TrailARN"], None)
    return response


cloudtrail._DISPATCH["DeleteTrail"] = delete_trail


def put_insight_selectors(body: dict):
    """https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutInsightSelectors.html"""
    name, region, trail, error = cloudtrail._find_mutable_trail(body.get("TrailName", ""))
    if error:
        return error
    selectors = body.get("InsightSelectors", [])
    insights.set_scoped(get_account_id(), region, name, selectors)
    trail["HasInsightSelectors"] = bool(selectors)
    return cloudtrail._ok({"TrailARN": trail["TrailARN"], "InsightSelectors": selectors})


cloudtrail._DISPATCH["PutInsightSelectors"] = put_insight_selectors


def get_insight_selectors(body: dict):
    """https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetInsightSelectors.html"""
    name, region, trail = cloudtrail._find_visible_trail(body.get("TrailName", ""))
    if trail is None:
        return cloudtrail._err("TrailNotFoundException", f"Unknown trail: {name!r}", 404)
    selectors = insights.get_scoped(get_account_id(), region, name, [])
    if not selectors:
        message = f"Trail {trail['TrailARN']} does not have Insights enabled."
        return cloudtrail._err("InsightNotEnabledException", message)
    return cloudtrail._ok({"TrailARN": trail["TrailARN"], "InsightSelectors": selectors})


cloudtrail._DISPATCH["GetInsightSelectors"] = get_insight_selectors


def at_home(trail: dict, check):
    """A log group, key or topic is in the trail's home region, where it must be looked for."""

    def checked():
        set_request_region(trail["HomeRegion"])
        return check(trail)

    return contextvars.copy_context().run(checked)


def get_trail_status(body: dict, get=cloudtrail._get_trail_status):
    """Tells which destination refuses by now. What none refuses is delivered at any time, and from every region alike.

    On AWS a region tells of its own deliveries only.

    https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html
    """
    response = get(body)
    if response[0] != 200:
        return response
    trail = cloudtrail._find_visible_trail(body["Name"])[2]
    checks = {
        "Delivery": (bucket_refusal, key_refusal),
        "CloudWatchLogsDelivery": (log_group_refusal,),
        "Notification": (topic_refusal,),
    }
    status = json.loads(response[2])
    for what, of_destination in checks.items():
        refused = next(filter(None, (at_home(trail, check) for check in of_destination)), None)
        if refused:
            status[f"Latest{what}Error"] = json.loads(refused[2])["__type"]
        elif status["IsLogging"]:
            status[f"Latest{what}Time"] = time.time()
    return cloudtrail._ok(status)


cloudtrail._DISPATCH["GetTrailStatus"] = get_trail_status
