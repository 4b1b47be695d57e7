"""How fast AWS's waits pass here: `KMS_MONITORING_SPEED` says how many seconds pass in one; if unset, a minute does.

This is the one liberty that these corrections take with time. Periods of metrics and ages of messages are as they are.
"""

import contextvars
import os
import threading

SPEED = float(os.environ.get("KMS_MONITORING_SPEED") or 60)


def shortened(seconds: float) -> float:
    return seconds / SPEED


def later(seconds: float, call, *args) -> threading.Timer:
    """Calls after AWS's seconds, in the account and region of now."""
    timer = threading.Timer(shortened(seconds), contextvars.copy_context().run, (call, *args))
    timer.daemon = True
    timer.start()
    return timer
