// Acts against the archive and the key of the monitoring.
import { DisableKeyCommand, KMSClient, ScheduleKeyDeletionCommand } from "@aws-sdk/client-kms";
import {
  DeleteBucketPolicyCommand,
  DeletePublicAccessBlockCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { kmsRecord } from "../../../detections/kmsRecord";
import { call, region, type TamperingAct } from "./act";

export const archiveAndKeyActs: readonly TamperingAct[] = [
  {
    what: "archive",
    act: "DeleteBucketPolicy",
    heardBy: "archive-weakened by message, SNS critical",
    commit: async ({ ownArchiveBucketName: bucketName }) => {
      await new S3Client({ region }).send(new DeleteBucketPolicyCommand({ Bucket: bucketName }));
      return call("s3", "DeleteBucketPolicy", { bucketName });
    },
  },
  {
    what: "archive",
    act: "DeletePublicAccessBlock",
    heardBy: "archive-weakened by message, SNS critical",
    commit: async ({ ownArchiveBucketName: bucketName }) => {
      await new S3Client({ region }).send(
        new DeletePublicAccessBlockCommand({ Bucket: bucketName }),
      );
      return call("s3", "DeleteBucketPublicAccessBlock", { bucketName });
    },
  },
  {
    what: "monitoring key",
    act: "DisableKey",
    heardBy: "watchdog by SNS watchdog",
    commit: async ({ keyArn }) => {
      await new KMSClient({ region }).send(new DisableKeyCommand({ KeyId: keyArn }));
      return kmsRecord({ eventName: "DisableKey", readOnly: false, keyArn });
    },
  },
  {
    what: "monitoring key",
    act: "ScheduleKeyDeletion",
    heardBy: "watchdog by SNS watchdog",
    commit: async ({ keyArn }) => {
      await new KMSClient({ region }).send(new ScheduleKeyDeletionCommand({ KeyId: keyArn }));
      return kmsRecord({ eventName: "ScheduleKeyDeletion", readOnly: false, keyArn });
    },
  },
];
