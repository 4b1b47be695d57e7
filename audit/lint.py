"""Lints policy documents with parliament, and with the rules of cfn-lint for the policies in a template.

Reads a list of documents from standard input, each with its name, which begins with the type of the resource that has
it, and its kind, and prints a list of findings of the linters that the arguments name. parliament knows which actions,
resources and condition keys belong together; it does not know trust policies. cfn-lint has AWS's grammar of all kinds
of policies.
"""

import json
import re
import sys

# Where a template holds such a document, by the type of the resource as this project names it.
IN_TEMPLATE = {
    "Key": ("AWS::KMS::Key", "KeyPolicy", {}),
    "Bucket": ("AWS::S3::BucketPolicy", "PolicyDocument", {"Bucket": "bucket"}),
    "Topic": ("AWS::SNS::TopicPolicy", "PolicyDocument", {"Topics": ["topic"]}),
    "Queue": ("AWS::SQS::QueuePolicy", "PolicyDocument", {"Queues": ["queue"]}),
    # cfn-lint knows no policy of a bus. A key's may have any action.
    "EventBus": ("AWS::KMS::Key", "KeyPolicy", {}),
    "Role": ("AWS::IAM::Role", "AssumeRolePolicyDocument", {}),
    "RolePolicy": ("AWS::IAM::RolePolicy", "PolicyDocument", {"RoleName": "role", "PolicyName": "policy"}),
}

# Rules of cfn-lint on policies: their grammar, Version, actions, and resources. The others are on templates.
POLICY_RULES = {"E3510", "E3512", "E3514", "E3530", "I3510", "W2511", "W3037"}


def parliament(documents):
    """parliament names a line, so each statement gets one of its own."""
    from parliament import analyze_policy_string, enhance_finding

    for name, kind, document in documents:
        if kind == "trust":
            continue
        lines = ",\n".join(json.dumps(statement) for statement in document["Statement"])
        text = f'{{"Version": {json.dumps(document.get("Version"))}, "Statement": [\n{lines}\n]}}'
        for finding in analyze_policy_string(text).findings:
            line = finding.location.get("line") or finding.location.get("lineno")
            on = f"{name} {document['Statement'][line - 2]['Sid']}" if line else name
            enhance_finding(finding)
            detail = f"{finding.title}: {finding.detail}"
            yield {"tool": "parliament", "check": finding.issue, "on": on, "detail": detail}


def cfn_lint(documents):
    """All in one template, for reading the rules takes longer than applying them."""
    from cfnlint.api import lint_all

    resources = {}
    for index, (name, _kind, document) in enumerate(documents):
        resource, key, others = IN_TEMPLATE[name.split(" ")[0]]
        resources[f"Resource{index}"] = {"Type": resource, "Properties": {**others, key: document}}
    for match in lint_all(json.dumps({"Resources": resources})):
        if match.rule.id in POLICY_RULES:
            place = "/".join(map(str, match.path))
            name, _kind, document = documents[int(re.search(r"Resource(\d+)", place)[1])]
            statement = re.search(r"Statement/(\d+)", place)
            on = f"{name} {document['Statement'][int(statement[1])]['Sid']}" if statement else name
            yield {"tool": "cfn-lint", "check": match.rule.id, "on": on, "detail": match.message}


LINTERS = {"parliament": parliament, "cfn-lint": cfn_lint}

given = [(each["name"], each["kind"], json.loads(each["text"])) for each in json.load(sys.stdin)]
# Whichever linters run, so that no type is forgotten where only parliament does.
if unknown := {name.split(" ")[0] for name, _kind, _document in given} - IN_TEMPLATE.keys():
    sys.exit(f"lint.py does not know where a template holds the policy of {', '.join(sorted(unknown))}.")
json.dump([finding for tool in sys.argv[1:] for finding in LINTERS[tool](given)], sys.stdout)
