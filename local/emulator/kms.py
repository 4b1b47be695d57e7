"""KMS, corrected: lists come in pages, a key's rotation and last use are told, and key ids are those that a settings file can name."""

import json
import time

from ministack.core.responses import error_response_json, json_response, new_uuid
from ministack.services import kms

DAY = 24 * 60 * 60

# https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyLastUsage.html
USES = {
    "Decrypt",
    "Encrypt",
    "GenerateDataKey",
    "GenerateDataKeyPair",
    "GenerateDataKeyPairWithoutPlaintext",
    "GenerateDataKeyWithoutPlaintext",
    "GenerateMac",
    "Sign",
    "Verify",
    "VerifyMac",
}


def create_key(data: dict, create=kms._create_key):
    """Gives a key the id that its tag `_custom_id_` names, a custom of local emulators."""
    custom_id = next((tag["TagValue"] for tag in data.get("Tags", []) if tag["TagKey"] == "_custom_id_"), None)
    if custom_id is None:
        return create(data)
    new_id, kms.new_uuid = kms.new_uuid, lambda: custom_id
    try:
        return create(data)
    finally:
        kms.new_uuid = new_id


kms._create_key = create_key


def page(items: list, data: dict, most: int, usual: int) -> tuple:
    """One page, and what the answer says of the next. The marker is the number of items before it.

    https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeys.html
    """
    start = int(data.get("Marker") or 0)
    end = start + min(data.get("Limit") or usual, most)
    rest = {"Truncated": True, "NextMarker": str(end)} if end < len(items) else {"Truncated": False}
    return items[start:end], rest


def list_keys(data: dict):
    """ministack says that there are more keys, and never gives them."""
    keys = [{"KeyId": rec["KeyId"], "KeyArn": rec["Arn"]} for rec in kms._keys.values()]
    some, rest = page(keys, data, 1000, 100)
    return json_response({"Keys": some, **rest})


kms._list_keys = list_keys


def list_aliases(data: dict, list_all=kms._list_aliases):
    """ministack gives all at once. https://docs.aws.amazon.com/kms/latest/APIReference/API_ListAliases.html"""
    status, headers, body = list_all(data)
    if status != 200:
        return status, headers, body
    some, rest = page(json.loads(body)["Aliases"], data, 100, 50)
    return json_response({"Aliases": some, **rest})


kms._list_aliases = list_aliases


def enable_key_rotation(data: dict, enable=kms._enable_key_rotation):
    """Notes when, so that the date of the next rotation can be told."""
    response = enable(data)
    if response[0] == 200:
        kms._resolve_key(data["KeyId"])["_rotation_since"] = int(time.time())
    return response


kms._enable_key_rotation = enable_key_rotation


def get_key_rotation_status(data: dict, get=kms._get_key_rotation_status):
    """Tells period and next date only where keys rotate, and refuses what has no rotation.

    https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html
    """
    rec = kms._resolve_key(data.get("KeyId", ""))
    if rec and rec["KeySpec"] != "SYMMETRIC_DEFAULT":
        return error_response_json("UnsupportedOperationException", f"{rec['Arn']} is no symmetric key.", 400)
    response = get(data)
    if response[0] != 200:
        return response
    status = {"KeyId": rec["Arn"], "KeyRotationEnabled": rec.get("KeyRotationEnabled", False)}
    if status["KeyRotationEnabled"]:
        period = rec.get("RotationPeriodInDays", 365)
        since = rec.get("_rotation_since", rec["CreationDate"])
        status.update(RotationPeriodInDays=period, NextRotationDate=since + period * DAY)
    return json_response(status)


kms._get_key_rotation_status = get_key_rotation_status


def get_key_last_usage(data: dict):
    """Which ministack lacks. Tracking begins with the key.

    https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyLastUsage.html
    """
    rec = kms._resolve_key(data.get("KeyId", ""))
    if not rec:
        return error_response_json("NotFoundException", f"Key {data.get('KeyId', '')} not found", 400)
    return json_response(
        {
            "KeyId": rec["Arn"],
            "KeyCreationDate": rec["CreationDate"],
            "TrackingStartDate": rec["CreationDate"],
            "KeyLastUsage": rec.get("_last_usage", {}),
        }
    )


async def handle_request(method, path, headers, body, query_params, handle=kms.handle_request):
    """Notes successful uses of keys."""
    action = headers.get("x-amz-target", "").split(".")[-1]
    if action == "GetKeyLastUsage":
        return get_key_last_usage(json.loads(body or b"{}"))
    status, answered, result = await handle(method, path, headers, body, query_params)
    if action in USES and status == 200:
        rec = kms._resolve_key(json.loads(result).get("KeyId", ""))
        if rec:
            use = {"Operation": action, "Timestamp": int(time.time())}
            rec["_last_usage"] = {**use, "CloudTrailEventId": new_uuid(), "KmsRequestId": new_uuid()}
    return status, answered, result


kms.handle_request = handle_request


def make_imported_keys(body: bytes) -> None:
    """`{"region", "accountId", "keys": [{"keyId", "validTo", "alias"?}]}`: keys with imported material, for tests that need very many."""
    request = json.loads(body)
    with kms.request_scope(request["accountId"], request["region"]):
        for key in request["keys"]:
            create_key({"Origin": "EXTERNAL", "Tags": [{"TagKey": "_custom_id_", "TagValue": key["keyId"]}]})
            kms._keys[key["keyId"]].update(
                KeyState="Enabled",
                Enabled=True,
                _symmetric_key=b"\0" * 32,
                ExpirationModel="KEY_MATERIAL_EXPIRES",
                ValidTo=key["validTo"],
            )
            if "alias" in key:
                kms._create_alias({"AliasName": key["alias"], "TargetKeyId": key["keyId"]})
