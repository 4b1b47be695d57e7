"""Athena's workgroups, corrected: their configuration can be taken back, and what they hold keeps them."""

from ministack.core.responses import error_response_json
from ministack.services import athena


def update_workgroup(data: dict, update=athena._update_workgroup):
    """Keeps the bucket owner of the results, and takes away what it is told to.

    https://docs.aws.amazon.com/athena/latest/APIReference/API_WorkGroupConfigurationUpdates.html
    """
    response = update(data)
    updates = data.get("ConfigurationUpdates")
    if response[0] != 200 or updates is None:
        return response
    configuration = athena._workgroups[data["WorkGroup"]]["Configuration"]
    if updates.get("RemoveBytesScannedCutoffPerQuery"):
        configuration.pop("BytesScannedCutoffPerQuery", None)
    results, changes = configuration.get("ResultConfiguration"), updates.get("ResultConfigurationUpdates", {})
    if results is not None:
        if "ExpectedBucketOwner" in changes:
            results["ExpectedBucketOwner"] = changes["ExpectedBucketOwner"]
        elif changes.get("RemoveExpectedBucketOwner"):
            results.pop("ExpectedBucketOwner", None)
        if not results:
            del configuration["ResultConfiguration"]
    return response


athena._update_workgroup = update_workgroup


def delete_workgroup(data: dict, delete=athena._delete_workgroup):
    """Refuses to delete a workgroup with queries in it, unless told to delete them, too.

    https://docs.aws.amazon.com/athena/latest/APIReference/API_DeleteWorkGroup.html
    """
    name = data.get("WorkGroup")
    held = [
        (store, key)
        for store in (athena._named_queries, athena._executions, athena._prepared_statements)
        for key, one in store.items()
        if workgroup_of(one) == name
    ]
    if held and not data.get("RecursiveDeleteOption"):
        return error_response_json("InvalidRequestException", f"WorkGroup {name} is not empty", 400)
    for store, key in held:
        del store[key]
    return delete(data)


def workgroup_of(held: dict):
    return held.get("WorkGroup") or held.get("WorkGroupName")


athena._delete_workgroup = delete_workgroup
