"""Organizations, corrected: a fixed organization, with trusted access for CloudTrail, that can be left.

ministack makes an organization with a random id for every account. This project's examples and settings name the id
that the AWS guides use.
"""

import re

from ministack.core.responses import AccountScopedDict, error_response_json, get_account_id
from ministack.services import organizations

ORGANIZATION_ID = "o-exampleorgid"

trusted = AccountScopedDict()
left = AccountScopedDict()


def ensure_org(ensure=organizations._ensure_org):
    """Names the organization as the AWS guides do."""
    if "self" in organizations._orgs:
        return
    ensure()
    random_id = organizations._orgs["self"]["Id"]
    for store in (organizations._orgs, organizations._roots, organizations._accounts):
        for key, held in list(store.items()):
            renamed = {name: rename(value, random_id) for name, value in held.items()}
            store[key] = renamed
    trusted["principals"] = ["cloudtrail.amazonaws.com"]


def rename(value, random_id):
    return re.sub(random_id, ORGANIZATION_ID, value) if isinstance(value, str) else value


organizations._ensure_org = ensure_org


def is_in_use() -> bool:
    return "self" not in left


def trusted_services() -> list:
    """The services that may act in the member accounts."""
    organizations._ensure_org()
    return trusted["principals"]


def list_aws_service_access(_payload):
    """https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAWSServiceAccessForOrganization.html"""
    found = [{"ServicePrincipal": principal, "DateEnabled": 0} for principal in trusted_services()]
    return organizations._json(200, {"EnabledServicePrincipals": found})


def enable_aws_service_access(payload):
    """https://docs.aws.amazon.com/organizations/latest/APIReference/API_EnableAWSServiceAccess.html"""
    trusted["principals"] = sorted({*trusted_services(), payload["ServicePrincipal"]})
    return organizations._json(200, {})


def disable_aws_service_access(payload):
    """https://docs.aws.amazon.com/organizations/latest/APIReference/API_DisableAWSServiceAccess.html"""
    trusted["principals"] = [one for one in trusted_services() if one != payload["ServicePrincipal"]]
    return organizations._json(200, {})


def delete_organization(_payload):
    """https://docs.aws.amazon.com/organizations/latest/APIReference/API_DeleteOrganization.html"""
    left["self"] = True
    return organizations._json(200, {})


def create_organization(_payload):
    """https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateOrganization.html"""
    if is_in_use():
        message = "The AWS account is already a member of an organization."
        return error_response_json("AlreadyInOrganizationException", message, 400)
    left.pop("self", None)
    return organizations._describe_organization({})


def within(action):
    """An account without an organization has nothing to ask for."""

    def answer(payload):
        if is_in_use():
            return action(payload)
        message = f"Your account is not a member of an organization: {get_account_id()}."
        return error_response_json("AWSOrganizationsNotInUseException", message, 400)

    return answer


organizations._DISPATCH.update(
    ListAWSServiceAccessForOrganization=list_aws_service_access,
    EnableAWSServiceAccess=enable_aws_service_access,
    DisableAWSServiceAccess=disable_aws_service_access,
    DeleteOrganization=delete_organization,
)
organizations._DISPATCH = {action: within(answer) for action, answer in organizations._DISPATCH.items()}
organizations._DISPATCH["CreateOrganization"] = create_organization
