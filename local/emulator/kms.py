"""KMS, with key ids that a settings file can name."""

from ministack.services import kms


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
