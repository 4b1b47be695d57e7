"""AWS's clock: how the waits of its services pass here.

A minute passes in a second, and no time passes while a function works, or the replay plays a part of AWS, so that
a busy machine is not a slow AWS.
`pass_time` lets all waits pass. This is the one liberty that these corrections take with time: periods of metrics and
ages of messages are as they are.
"""

import contextvars
import heapq
import itertools
import logging
import threading
import time

SPEED = 60
TICK_SECONDS = 0.05

logger = logging.getLogger(__name__)

changed = threading.Condition()
order = itertools.count()


class Clock:
    """What is under way, by AWS's seconds. To be touched under `changed` only."""

    now = 0.0
    working = 0
    # What waits: when it is due, a number of its own, and how it is woken.
    waiting: list = []

    def wake_due(self) -> None:
        """What is woken works: time stands still until it has done its work."""
        while self.waiting and self.waiting[0][0] <= self.now:
            _due, _number, wake = heapq.heappop(self.waiting)
            self.working += 1
            wake()

    def wait(self, seconds: float, wake) -> None:
        heapq.heappush(self.waiting, (self.now + seconds, next(order), wake))


clock = Clock()


def begin_work() -> None:
    with changed:
        clock.working += 1


def end_work() -> None:
    with changed:
        clock.working -= 1
        changed.notify_all()


def work(call, *args) -> None:
    """Works in a thread of its own, in the account and region of now. Time stands still at once."""
    begin_work()
    start(call, *args)


def start(call, *args) -> None:
    context = contextvars.copy_context()

    def worker():
        try:
            context.run(call, *args)
        finally:
            end_work()

    try:
        threading.Thread(target=worker, daemon=True).start()
    except RuntimeError:
        end_work()
        raise


def later(seconds: float, call, *args) -> None:
    """Works after AWS's seconds, in the account and region of now."""
    context = contextvars.copy_context()
    with changed:
        clock.wait(seconds, lambda: context.run(start, call, *args))


def sleep(seconds: float) -> None:
    """For who works, and does not meanwhile."""
    woken = threading.Event()
    with changed:
        clock.wait(seconds, woken.set)
        clock.working -= 1
        changed.notify_all()
    woken.wait()


def pass_time(patience_seconds: float) -> bool:
    """Lets all waits pass. False if something still works when patience, in seconds of this machine, is over."""
    deadline = time.monotonic() + patience_seconds
    with changed:
        while changed.wait_for(lambda: clock.working == 0, deadline - time.monotonic()):
            if not clock.waiting:
                return True
            clock.now = clock.waiting[0][0]
            clock.wake_due()
    return False


def forget_waits() -> None:
    """What waits never comes: for who brings back what was before."""
    with changed:
        clock.waiting.clear()


def tick() -> None:
    while True:
        time.sleep(TICK_SECONDS)
        with changed:
            if clock.working > 0:
                continue
            clock.now += TICK_SECONDS * SPEED
            try:
                clock.wake_due()
            except RuntimeError:
                logger.exception("what is due could not start")


threading.Thread(target=tick, daemon=True).start()
