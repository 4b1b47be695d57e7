import { PolicyPack } from "@pulumi/policy";
import { cloudtrailTrailLogsKmsEvents } from "./cloudtrailTrailLogsKmsEvents";

// The policy pack. Loading this file starts its server, so tests import the policies instead.

new PolicyPack("kms-monitoring", {
  policies: [cloudtrailTrailLogsKmsEvents],
});
