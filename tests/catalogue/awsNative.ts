// What programs use of @pulumi/aws-native, which is not installed: its classes are no more than type tokens.
import * as pulumi from "@pulumi/pulumi";

export class Trail extends pulumi.CustomResource {
  constructor(name: string, args: pulumi.Inputs, opts?: pulumi.CustomResourceOptions) {
    super("aws-native:cloudtrail:Trail", name, args, opts);
  }
}

export class EventDataStore extends pulumi.CustomResource {
  constructor(name: string, args: pulumi.Inputs, opts?: pulumi.CustomResourceOptions) {
    super("aws-native:cloudtrail:EventDataStore", name, args, opts);
  }
}

export class Stack extends pulumi.CustomResource {
  constructor(name: string, args: pulumi.Inputs, opts?: pulumi.CustomResourceOptions) {
    super("aws-native:cloudformation:Stack", name, args, opts);
  }
}

export class StackSet extends pulumi.CustomResource {
  constructor(name: string, args: pulumi.Inputs, opts?: pulumi.CustomResourceOptions) {
    super("aws-native:cloudformation:StackSet", name, args, opts);
  }
}
