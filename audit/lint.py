"""Lints policy documents with parliament, and with the rules of cfn-lint for the policies in a template.

Reads a list of documents from standard input, each with its name, which begins with the type of the resource that has
it, and its kind, and prints a list of findings. parliament knows which actions, resources and condition keys belong together; it does not
know trust policies. cfn-lint has AWS's grammar of all kinds of policies.
"""

import json
import re
import sys

from cfnlint.api import lint_all
from parliament import analyze_policy_string, enhance_finding

# Where a template holds such a document, by the type of the resource as this project names it.
IN_TEMPLATE = {
    "Key": ("AWS::KMS::Key", "KeyPolicy", {}),
    "Bucket": ("AWS::S3::BucketPolicy", "PolicyDocument", {"Bucket": "bucket"}),
    "Topic": ("AWS::SNS::TopicPolicy", "PolicyDocument", {"Topics": ["topic"]}),
    # cfn-lint knows no policy of a bus. A key's may have any action.
    "EventBus": ("AWS::KMS::Key", "KeyPolicy", {}),
    "Role": ("AWS::IAM::Role", "AssumeRolePolicyDocument", {}),
    "RolePolicy": ("AWS::IAM::RolePolicy", "PolicyDocument", {"RoleName": "role", "PolicyName": "policy"}),
}

# Rules of cfn-lint on policies: their grammar, Version, actions, and resources. The others are on templates.
POLICY_RULES = {"E3510", "E3512", "E3514", "E3530", "I3510", "W2511", "W3037"}


def parliament(name, document):
    """parliament names a line, so each statement gets one of its own."""
    lines = ",\n".join(json.dumps(statement) for statement in document["Statement"])
    policy = analyze_policy_string(f'{{"Version": {json.dumps(document.get("Version"))}, "Statement": [\n{lines}\n]}}')
    for finding in policy.findings:
        line = finding.location.get("line") or finding.location.get("lineno")
        on = f"{name} {sid_of(document, line - 2)}" if line else name
        enhance_finding(finding)
        yield {"tool": "parliament", "check": finding.issue, "on": on, "detail": f"{finding.title}: {finding.detail}"}


def cfn_lint(documents):
    """All in one template, for reading the rules takes longer than applying them."""
    resources = {}
    for index, (name, document) in enumerate(documents):
        resource, key, others = IN_TEMPLATE[name.split(" ")[0]]
        resources[f"Resource{index}"] = {"Type": resource, "Properties": {**others, key: document}}
    for match in lint_all(json.dumps({"Resources": resources})):
        if match.rule.id in POLICY_RULES:
            place = "/".join(map(str, match.path))
            name, document = documents[int(re.search(r"Resource(\d+)", place)[1])]
            statement = re.search(r"Statement/(\d+)", place)
            on = f"{name} {sid_of(document, int(statement[1]))}" if statement else name
            yield {"tool": "cfn-lint", "check": match.rule.id, "on": on, "detail": match.message}


def sid_of(document, index):
    """A statement without a Sid is known by its place, from 1."""
    return document["Statement"][index].get("Sid") or str(index + 1)


given = [(each["name"], each["kind"], json.loads(each["text"])) for each in json.load(sys.stdin)]
findings = list(cfn_lint([(name, document) for name, _kind, document in given]))
for name, kind, document in given:
    if kind != "trust":
        findings += parliament(name, document)
json.dump(findings, sys.stdout)
