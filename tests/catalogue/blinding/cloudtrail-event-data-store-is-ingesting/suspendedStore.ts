// An event data store that is there and takes nothing in.
import * as aws from "@pulumi/aws";

export = () => {
  new aws.cloudtrail.EventDataStore("lake", { retentionPeriod: 2557, suspend: "true" });
};
