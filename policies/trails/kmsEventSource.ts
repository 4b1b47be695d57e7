// The name of AWS KMS as CloudTrail writes it in `eventSource`, for judging selectors, for making them and for queries.

export const KMS_EVENT_SOURCE = "kms.amazonaws.com";
