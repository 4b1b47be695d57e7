"""Notes the calls of functions to KMS, as CloudTrail would: what was called, on which key, and by which role.

ministack gives every function the credentials of the account, so that nobody could tell one caller from another.
https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
"""

import json

from ministack.core import lambda_runtime
from ministack.core.arn import parse_arn
from ministack.core.responses import get_region
from ministack.services import kms, lambda_svc

calls: list[dict] = []


def execution_credentials(config: dict, of_account=lambda_runtime.execution_credentials) -> dict[str, str]:
    """Credentials that name the session of the function's role."""
    role, name = config.get("Role", ""), config["FunctionName"]
    if not role:
        return of_account(config)
    session = f"assumed-role/{role.rsplit('/', 1)[-1]}/{name}"
    return {**of_account(config), "AWS_SESSION_TOKEN": f"arn:aws:sts::{parse_arn(role).account_id}:{session}"}


lambda_runtime.execution_credentials = execution_credentials
lambda_svc.execution_credentials = execution_credentials


async def handle_request(method, path, headers, body, query_params, handle=kms.handle_request):
    """Notes a call about a key that exists, whether it succeeds or not."""
    response = await handle(method, path, headers, body, query_params)
    session = headers.get("x-amz-security-token", "")
    if ":assumed-role/" in session:
        key = kms._resolve_key(json.loads(body or "{}").get("KeyId", ""))
        if key:
            name = headers["x-amz-target"].split(".")[-1]
            calls.append({"eventName": name, "keyArn": key["Arn"], "caller": session, "region": get_region()})
    return response


kms.handle_request = handle_request


def take_calls(_body: bytes) -> list[dict]:
    """What was called since this was asked last."""
    taken = calls.copy()
    calls.clear()
    return taken
