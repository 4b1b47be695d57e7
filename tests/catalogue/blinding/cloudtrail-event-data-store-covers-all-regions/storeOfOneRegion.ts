// An event data store that sees one region.
import * as aws from "@pulumi/aws";

export = () => {
  new aws.cloudtrail.EventDataStore("lake", { retentionPeriod: 2557, multiRegionEnabled: false });
};
