// What the rest of the program needs of the trail that logs KMS, be it the stack's own or one that was there before.
import type * as pulumi from "@pulumi/pulumi";

export interface TrailInUse {
  readonly trailArn: pulumi.Input<string>;
  readonly trailName: pulumi.Input<string>;
  /** Without `:*`. */
  readonly logGroupArn: pulumi.Input<string>;
  readonly logGroupName: pulumi.Input<string>;
  /** Bucket that gets the log files. */
  readonly bucketName: pulumi.Input<string>;
  /** What the keys of the log files begin with before `AWSLogs/`: nothing, or a prefix with a slash. */
  readonly keyPrefix: pulumi.Input<string>;
  /** Topic that is told of each log file, if there is one. */
  readonly deliveryTopicArn: pulumi.Output<string> | undefined;
  /** Set when it logs a whole organization, whose id is then part of the keys. */
  readonly organizationId: string | undefined;
}
