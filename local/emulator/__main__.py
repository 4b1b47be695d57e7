"""Starts ministack with the AWS behaviours that this project needs and that ministack 1.5.33 lacks.

Each file beside this one corrects one service: it replaces single functions of the pinned version, says what AWS does
instead, and cites AWS. Everything else is ministack. Two things are for the replay and the tests only and no AWS
behaviour: the requests of doors.py, and ids that a settings file can name. The tag `_custom_id_` fixes that of a new
key, and the name of a key store its id.
"""

import os
import tempfile

# Read while ministack is imported: serve the loopback address only, and nothing but the AWS API on one port.
os.environ["BIND_HOST"] = "127.0.0.1"
os.environ["IOT_MTLS_ENABLED"] = "0"

# ruff: noqa: E402, F401  The corrections take effect by being imported.
import athena
import cloudtrail
import cloudwatch
import dashboards
import deliveries
import eventbridge
import functions
import key_stores
import kms
import kms_calls
import logs
import organizations
import queues
import runtime
import s3
import sns
import subscriptions
import suppression
import tagging
import workgroups
from doors import with_doors
from ministack import app as ministack

ministack.app = with_doors(ministack.app)
# Functions are unpacked into temporary folders, which ministack leaves behind.
with tempfile.TemporaryDirectory(prefix="kms-monitoring-aws-", ignore_cleanup_errors=True) as folder:
    tempfile.tempdir = folder
    ministack.main()
