"""Judges calls by policy documents with ministack's evaluator of IAM policies, which is not this project's code.

Reads a list of cases from standard input, and answers each with [decision, Sid of the statement that decided]. A case
has a document and a call: the caller (a service's name, an ARN, or "anonymous"), the action, the resource, and the
request context. The keys of the context that the evaluator works out by itself it is told in its own way.
"""

import json
import sys

from ministack.core.iam_evaluator import EvalContext, evaluate, evaluate_resource_policy, parse_policy_document


def judge(case):
    document, call = case["document"], case["call"]
    caller, context = call["caller"], call["context"]
    is_service, arn = caller.endswith((".amazonaws.com", ".amazonaws.com.cn")), caller.startswith("arn:")
    request = EvalContext(
        principal_arn=caller if arn else "",
        principal_type="",
        principal_account=caller.split(":")[4] if arn else "",
        action=call["action"],
        resource_arn=call["resource"],
        region="",
        secure_transport=context.get("aws:SecureTransport", "true") == "true",
        service_context={key.lower(): value for key, value in context.items()},
    )
    if any("Principal" in statement for statement in document["Statement"]):
        result = evaluate_resource_policy(document, request, service=caller if is_service else None)
    else:
        result = evaluate(request, [parse_policy_document(document)])
    return [result.decision, result.matched_sid]


json.dump([judge(case) for case in json.load(sys.stdin)], sys.stdout)
