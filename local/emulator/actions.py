"""Actions that a service of ministack lacks."""

import json


def add_actions(service, actions: dict) -> None:
    """By name. Each gets the request as JSON; all other requests go on as before."""
    handle = service.handle_request

    async def handle_request(method, path, headers, body, query_params):
        action = actions.get(headers.get("x-amz-target", "").split(".")[-1])
        if action is None:
            return await handle(method, path, headers, body, query_params)
        return action(json.loads(body or b"{}"))

    service.handle_request = handle_request
