"""The requests under `/_local/`, which are no AWS API: through them the replay and the tests play AWS's inner parts."""

import asyncio
import inspect
import json

from ministack.services import cloudwatch

import clock
import kms_calls
import snapshot
import trail_checks
from eventbridge import publish
from kms import make_imported_keys
from subscriptions import send_on


# A client gives a request up after minutes.
PATIENCE_SECONDS = 20


def publish_event(body: bytes) -> None:
    """Takes one event, as EventBridge delivers it, that a service of AWS sends by itself."""
    publish(json.loads(body))


def forget_metrics(_body: bytes) -> None:
    """A replay begins without the metric data of an earlier one."""
    cloudwatch._metrics = type(cloudwatch._metrics)()


def begin_work(_body: bytes) -> None:
    """Time stands still while somebody plays a part of AWS."""
    clock.begin_work()


def end_work(_body: bytes) -> None:
    clock.end_work()


async def pass_time(_body: bytes) -> dict:
    """Lets all waits of AWS's services pass. `{"isOver": false}`: something is still under way, so ask again."""
    return {"isOver": await asyncio.to_thread(clock.pass_time, PATIENCE_SECONDS)}


def delay_policies(body: bytes) -> None:
    """`{"bucketPolicies": 2, "roles": 1}`: the next 2 tests of a bucket policy find none, and the next test of a role.

    A trail's role is tested only when its bucket policy passed.
    """
    trail_checks.late.update(json.loads(body))


def send_log_events_on(body: bytes) -> None:
    """`{"region", "logGroupName", "filterName", "logStream", "logEvents": [{"id", "timestamp", "message"}]}`:

    the events that a subscription filter matches. 404 if there is no such filter.
    """
    send_on(json.loads(body))


DOORS = {
    "/_local/events": publish_event,
    "/_local/forget-metrics": forget_metrics,
    "/_local/late-policies": delay_policies,
    "/_local/keep": snapshot.keep,
    "/_local/bring-back": snapshot.bring_back,
    "/_local/kms-calls": kms_calls.take_calls,
    "/_local/begin-work": begin_work,
    "/_local/end-work": end_work,
    "/_local/pass-time": pass_time,
    "/_local/imported-keys": make_imported_keys,
    "/_local/subscription": send_log_events_on,
}


def with_doors(serve):
    """Answers the requests of this file, and leaves all others to ministack."""

    async def app(scope, receive, send):
        answer = DOORS.get(scope["path"]) if scope["type"] == "http" else None
        if answer is None:
            await serve(scope, receive, send)
            return
        try:
            said = answer(await whole_body(receive))
            said = await said if inspect.isawaitable(said) else said
            status = 204 if said is None else 200
        except LookupError:
            said, status = None, 404
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": b"" if said is None else json.dumps(said).encode()})

    return app


async def whole_body(receive) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body
