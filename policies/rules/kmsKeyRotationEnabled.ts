import { z } from "zod";
import type { ResourceRule } from "../rule";
import { notKnown } from "../values";

// KMS must rotate the keys that it can: symmetric encryption keys whose material it made itself. Imported material, keys of
// custom key stores, asymmetric keys and HMAC keys it cannot; a replica follows its primary key.
// https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html#rotate-keys-supported

interface Form {
  readonly spec: string;
  /** Whether the material is elsewhere. */
  readonly isElsewhere: (props: Readonly<Record<string, unknown>>) => boolean;
}

const FORMS: Readonly<Record<string, Form>> = {
  "aws:kms/key:Key": {
    spec: "customerMasterKeySpec",
    // The id of a store of the same stack is not known at preview; during the update it is, and judged again.
    isElsewhere: ({ customKeyStoreId, xksKeyId }) => isGiven(customKeyStoreId) || isGiven(xksKeyId),
  },
  "aws-native:kms:Key": {
    spec: "keySpec",
    isElsewhere: ({ origin }) =>
      ["EXTERNAL", "AWS_CLOUDHSM", "EXTERNAL_KEY_STORE"].includes(origin as string),
  },
};

const NEVER_ROTATED = /^(RSA|ECC|HMAC|ML_DSA|SM2)/;

export const kmsKeyRotationEnabled: ResourceRule = {
  name: "kms-key-rotation-enabled",
  title: "KMS must rotate a symmetric encryption key that it made.",
  why: "Everything is encrypted by the same material for ever, and whoever gets hold of it can read all of it.",
  controls: ["CIS 3.6", "KMS.4"],
  level: "advisory",
  settings: z.strictObject({}),
  types: Object.keys(FORMS),
  judge: ({ type, props }) => {
    const form = FORMS[type];
    const rotates = props["enableKeyRotation"];
    if (form === undefined || rotates === true || rotates === "true") return [];
    const spec = props[form.spec];
    if (form.isElsewhere(props) || (typeof spec === "string" && NEVER_ROTATED.test(spec)))
      return [];
    return [{ path: "enableKeyRotation", why: describe(rotates), fix: "set it to true" }];
  },
};

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

function describe(value: unknown): string {
  return notKnown(value)?.why ?? (isGiven(value) ? "is not true" : "is not set, and so false");
}
