// What to set and what to remove so that a resource has the tags it should have.

export interface TagChange {
  readonly set: Readonly<Record<string, string>>;
  readonly remove: string[];
}

export function tagChange(
  olds: Readonly<Record<string, string>> | undefined,
  news: Readonly<Record<string, string>>,
): TagChange {
  return {
    set: Object.fromEntries(Object.entries(news).filter(([key, value]) => olds?.[key] !== value)),
    remove: Object.keys(olds ?? {}).filter((key) => !(key in news)),
  };
}

/** The form in which most services take tags. */
export function tagList(tags: Readonly<Record<string, string>>): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** AWS's own tags (aws:...) are nobody's to manage. */
export function tagMap(
  tags:
    | readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[]
    | undefined,
): Record<string, string> {
  const entries = (tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value] as const);
  return Object.fromEntries(entries.filter(([key]) => !key.startsWith("aws:")));
}
