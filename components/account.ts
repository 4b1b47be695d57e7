// Where the stack lives: the AWS account and partition, and ARNs built from them, so that no name of a partition is written anywhere.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export class Account {
  readonly id: pulumi.Output<string>;
  readonly partition: pulumi.Output<string>;
  /** Domain of the partition's services: amazonaws.com, in China amazonaws.com.cn. */
  readonly dnsSuffix: pulumi.Output<string>;

  /** @param homeRegion Region of the trail, the archive, the log group, the hub bus and the topics. */
  constructor(readonly homeRegion: string) {
    const partition = aws.getPartitionOutput();
    this.id = aws.getCallerIdentityOutput().accountId;
    this.partition = partition.partition;
    this.dnsSuffix = partition.dnsSuffix;
  }

  /** Names of the partition's regions, those that the account has not enabled included. */
  allRegions(): pulumi.Output<string[]> {
    return aws.getRegionsOutput({ allRegions: true }).names;
  }

  /** ARN of a resource, of this account unless another is named. Global services have an empty region. */
  arn(
    service: string,
    region: string,
    resource: pulumi.Input<string>,
    accountId: pulumi.Input<string> = this.id,
  ): pulumi.Output<string> {
    return pulumi.interpolate`arn:${this.partition}:${service}:${region}:${accountId}:${resource}`;
  }
}
