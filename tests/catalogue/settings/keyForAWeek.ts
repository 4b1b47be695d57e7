// A key that is gone a week after somebody deletes it, which only an advisory policy holds against it.
import * as aws from "@pulumi/aws";

export = () => {
  new aws.kms.Key(
    "orders",
    { deletionWindowInDays: 7, enableKeyRotation: true },
    { protect: true },
  );
};
