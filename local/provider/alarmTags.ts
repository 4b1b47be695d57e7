import {
  CloudWatchClient,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cloudwatch";
import type { Aws } from "./aws";
import { tagChange, tagList } from "./tags";

// Tags of CloudWatch's alarms: those on metrics and those on other alarms.

interface TaggedChange {
  readonly olds: {
    readonly arn?: string | undefined;
    readonly tagsAll?: Readonly<Record<string, string>> | undefined;
  };
  readonly news: { readonly tagsAll: Readonly<Record<string, string>> };
}

export async function updateAlarmTags({ olds, news }: TaggedChange, aws: Aws): Promise<void> {
  const cloudwatch = aws.client(CloudWatchClient);
  const { set, remove } = tagChange(olds.tagsAll, news.tagsAll);
  const ResourceARN = olds.arn;
  if (remove.length > 0)
    await cloudwatch.send(new UntagResourceCommand({ ResourceARN, TagKeys: remove }));
  if (Object.keys(set).length > 0)
    await cloudwatch.send(new TagResourceCommand({ ResourceARN, Tags: tagList(set) }));
}
