import {
  EventBridgeClient,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-eventbridge";
import type { Aws } from "./aws";
import { tagChange, tagList } from "./tags";

// Tags of what EventBridge holds: its buses and its rules.

interface TaggedChange {
  readonly olds: {
    readonly arn?: string | undefined;
    readonly tagsAll?: Readonly<Record<string, string>> | undefined;
  };
  readonly news: { readonly tagsAll: Readonly<Record<string, string>> };
}

export async function updateEventBridgeTags({ olds, news }: TaggedChange, aws: Aws): Promise<void> {
  const events = aws.client(EventBridgeClient);
  const { set, remove } = tagChange(olds.tagsAll, news.tagsAll);
  const ResourceARN = olds.arn;
  if (remove.length > 0)
    await events.send(new UntagResourceCommand({ ResourceARN, TagKeys: remove }));
  if (Object.keys(set).length > 0)
    await events.send(new TagResourceCommand({ ResourceARN, Tags: tagList(set) }));
}
