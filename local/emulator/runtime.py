"""AWS Lambda's Node.js runtime, corrected: it brings the AWS SDK, and no other package.

ministack brings stand-ins of some clients. https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
"""

import os

CLONE = os.path.join(os.path.dirname(os.path.realpath(__file__)), "..", "..")
SDK = os.path.realpath(os.path.join(CLONE, "node_modules", "@aws-sdk"))


def offer_sdk() -> None:
    """Lets the processes of functions find this clone's AWS SDK. Node.js finds the SDK's own packages beside it.

    The folder is in the state folder, in which the emulator is started.
    """
    folder = os.path.abspath("lambda-runtime")
    os.makedirs(folder, exist_ok=True)
    link = os.path.join(folder, "@aws-sdk")
    if not os.path.lexists(link):
        os.symlink(SDK, link)
    os.environ["NODE_PATH"] = folder


offer_sdk()
