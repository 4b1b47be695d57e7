// How settings name keys with imported material: by id, ARN, alias, or tags. What they name is looked up in findImportedKeys.ts.
import { z } from "zod";
import type { NamedKey } from "./describeKey";
import { KEY_ARN, KEY_ID } from "./settingForms";

const ALIAS_NAME = /^alias\/[A-Za-z0-9/_-]{1,250}$/;
const ALIAS_ARN = /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:alias\/[A-Za-z0-9/_-]{1,250}$/;

const NAME_FORM =
  "a key id, a key ARN, an alias such as alias/payments, an alias ARN, or { tags: { name: value } } with texts as values";

const keyName = z
  .string()
  .refine((name) => [KEY_ID, KEY_ARN, ALIAS_NAME, ALIAS_ARN].some((form) => form.test(name)), {
    error: NAME_FORM,
  });

// https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_TagFilter.html
const keyTags = z.strictObject({
  tags: z
    .record(z.string().min(1).max(128), z.string().max(256, "at most 256 characters"))
    .refine((tags) => Object.keys(tags).length >= 1 && Object.keys(tags).length <= 50, {
      error: "an object with 1 to 50 tags",
    }),
});

export const importedKey = z.union([keyName, keyTags], { error: NAME_FORM });

/** Every imported key of the watched regions that has all of these tags. */
export interface TaggedKeys {
  readonly tags: Readonly<Record<string, string>>;
}

export type ImportedKeySelector = NamedKey | TaggedKeys;

export function keySelector(
  setting: z.infer<typeof importedKey>,
  homeRegion: string,
): ImportedKeySelector {
  if (typeof setting !== "string") return setting;
  return { name: setting, region: setting.split(":")[3] ?? homeRegion };
}

/** Keys that no alarm of the stack could see. */
export function unwatchedKeys(
  selectors: readonly ImportedKeySelector[],
  watchedRegions: readonly string[],
): readonly string[] {
  return selectors.flatMap((selector) =>
    "tags" in selector || watchedRegions.includes(selector.region)
      ? []
      : [
          `importedKeys: ${selector.name} is not in a watched region (${watchedRegions.join(", ")})`,
        ],
  );
}
