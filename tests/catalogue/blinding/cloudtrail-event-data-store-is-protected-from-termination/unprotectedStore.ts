// An event data store that one call deletes.
import * as aws from "@pulumi/aws";

export = () => {
  new aws.cloudtrail.EventDataStore("lake", {
    retentionPeriod: 2557,
    terminationProtectionEnabled: false,
  });
};
