// A key that the next change of its spec replaces, because it is not protected.
import * as aws from "@pulumi/aws";

export = () => {
  new aws.kms.Key("orders", { deletionWindowInDays: 30, enableKeyRotation: true });
};
