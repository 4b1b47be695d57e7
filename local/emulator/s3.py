"""S3, corrected: a bucket with Object Lock keeps its versions, and access logs go only to a bucket that is there."""

from ministack.services import s3


def put_bucket_versioning(name: str, body: bytes, put=s3._put_bucket_versioning):
    """Refuses to suspend the versioning of a bucket with Object Lock.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html
    """
    status = s3._find_xml_tag(s3.fromstring(body), "Status")
    if status is not None and status.text == "Suspended" and s3._bucket_object_lock.get(name):
        message = (
            "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed."
        )
        return s3._error("InvalidBucketState", message, 409, f"/{name}")
    return put(name, body)


s3._put_bucket_versioning = put_bucket_versioning


def put_bucket_logging(name: str, body: bytes, put=s3._put_bucket_logging):
    """Refuses a target bucket that does not exist.

    https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLogging.html
    """
    target = s3._find_xml_tag(s3.fromstring(body), "LoggingEnabled")
    bucket = None if target is None else s3._find_xml_tag(target, "TargetBucket").text
    if bucket is not None and s3._ensure_bucket(bucket) is None:
        message = "The target bucket for logging does not exist"
        return s3._error("InvalidTargetBucketForLogging", message, 400, f"/{name}")
    return put(name, body)


s3._put_bucket_logging = put_bucket_logging
