// Services by the name that is both the source of their events and their principal in policies.

export const CLOUDTRAIL = "cloudtrail.amazonaws.com";
