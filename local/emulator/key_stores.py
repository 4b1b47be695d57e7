"""Custom key stores of KMS, which ministack lacks: made and described, and nothing else.

A name that has the form of an id fixes the id, a custom like `_custom_id_`, so that a settings file can name the store.
"""

import re
import time

from actions import add_actions
from ministack.core.responses import AccountRegionScopedDict, error_response_json, json_response, new_uuid
from ministack.services import kms

# In a service of ministack's, where snapshots look for what is there.
kms._key_stores = AccountRegionScopedDict()


def create_custom_key_store(data: dict):
    """https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateCustomKeyStore.html"""
    name = data["CustomKeyStoreName"]
    if any(store["CustomKeyStoreName"] == name for store in kms._key_stores.values()):
        return error_response_json("CustomKeyStoreNameInUseException", f"{name} is in use", 400)
    store_id = name if re.fullmatch("cks-[0-9a-f]{17}", name) else f"cks-{new_uuid().replace('-', '')[:17]}"
    store = {
        "CustomKeyStoreId": store_id,
        "CustomKeyStoreName": name,
        "CustomKeyStoreType": data.get("CustomKeyStoreType", "AWS_CLOUDHSM"),
        "ConnectionState": "DISCONNECTED",
        "CreationDate": int(time.time()),
    }
    # Of a store in CloudHSM only: https://docs.aws.amazon.com/kms/latest/APIReference/API_CustomKeyStoresListEntry.html
    own = {key: data[key] for key in ("CloudHsmClusterId", "TrustAnchorCertificate") if key in data}
    kms._key_stores[store_id] = {**store, **own}
    return json_response({"CustomKeyStoreId": store_id})


def describe_custom_key_stores(data: dict):
    """https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeCustomKeyStores.html"""
    asked = {key: data[key] for key in ("CustomKeyStoreId", "CustomKeyStoreName") if key in data}
    stores = [one for one in kms._key_stores.values() if asked.items() <= one.items()]
    if asked and not stores:
        return error_response_json("CustomKeyStoreNotFoundException", f"no key store {asked}", 400)
    return json_response({"CustomKeyStores": stores, "Truncated": False})


add_actions(
    kms,
    {
        "CreateCustomKeyStore": create_custom_key_store,
        "DescribeCustomKeyStores": describe_custom_key_stores,
    },
)
