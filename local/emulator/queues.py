"""SQS, corrected: a queue tells CloudWatch how many messages wait in it.

https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
"""

import time

from ministack.core.arn import parse_arn
from ministack.core.responses import request_scope
from ministack.services import cloudwatch, sqs


class Messages(list):
    """The messages of a queue, which is counted when one is added: SNS and others do not go through SendMessage."""

    def __init__(self, messages, queue):
        super().__init__(messages)
        self.queue = queue

    def append(self, message):
        super().append(message)
        count(self.queue)


class Queue(dict):
    """A queue. ministack takes messages away by giving it another list."""

    def __setitem__(self, name, value):
        super().__setitem__(name, Messages(value, self) if name == "messages" else value)
        if name == "messages":
            count(self)


def count(queue) -> None:
    """CloudWatch gets the number once a minute; here it does whenever the number changes."""
    now = time.time()
    visible = sum(1 for message in queue["messages"] if message.get("visible_at", now) <= now)
    arn = parse_arn(queue["attributes"]["QueueArn"])
    with request_scope(arn.account_id, arn.region):
        dimensions = {"QueueName": queue["name"]}
        cloudwatch.record_metric("AWS/SQS", "ApproximateNumberOfMessagesVisible", visible, "Count", dimensions)


def create_queue(data: dict, url: str, create=sqs._act_create_queue) -> dict:
    answer = create(data, url)
    made = sqs._queues[answer["QueueUrl"]]
    if not isinstance(made, Queue):
        queue = Queue(made)
        queue["messages"] = made["messages"]
        sqs._queues[answer["QueueUrl"]] = queue
    return answer


sqs._act_create_queue = create_queue
sqs._HANDLERS["CreateQueue"] = create_queue


def send_to_queue(arn: str, body: str, attributes: dict | None = None) -> bool:
    """What another service of AWS sends. False if there is no such queue."""
    queue = sqs._queue_by_arn(arn)
    if queue is None:
        return False
    texts = {name: {"DataType": "String", "StringValue": text} for name, text in (attributes or {}).items()}
    spec = parse_arn(arn)
    with request_scope(spec.account_id, spec.region):
        message = {"QueueUrl": queue["url"], "MessageBody": body, "MessageAttributes": texts}
        sqs._act_send_message(message, queue["url"])
    return True
