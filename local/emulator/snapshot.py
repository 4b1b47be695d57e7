"""What the embedded AWS holds, kept and brought back, so that a test can break a deployed stack many times without deploying it again."""

import copy
import sys

import clock
import suppression
from ministack.core import lambda_runtime
from ministack.core.responses import AccountRegionScopedDict, AccountScopedDict
from ministack.services import lambda_svc

kept = {}


def stores():
    """Every store of every service that is in use, by where it is."""
    for module_name, module in list(sys.modules.items()):
        if not module_name.startswith("ministack.services."):
            continue
        for name, value in vars(module).items():
            if isinstance(value, (AccountRegionScopedDict, AccountScopedDict)):
                yield (module_name, name), value


def copied(value):
    """A lock or a key pair cannot be copied, and does not change either."""
    try:
        return copy.deepcopy(value)
    except TypeError:
        return value


def keep(_body: bytes) -> None:
    kept.clear()
    kept.update({place: {key: copied(one) for key, one in store._data.items()} for place, store in stores()})


def bring_back(_body: bytes) -> None:
    clock.forget_waits()
    suppression.held.clear()
    codes = codes_of(lambda_svc._functions._data)
    for place, store in stores():
        store._data.clear()
        store._data.update({key: copied(one) for key, one in kept.get(place, {}).items()})
    # Processes that wait for the next invocation run the code that they were started with.
    if codes != codes_of(lambda_svc._functions._data):
        lambda_runtime.reset()


def codes_of(functions: dict) -> dict:
    return {key: function["config"]["CodeSha256"] for key, function in functions.items()}
