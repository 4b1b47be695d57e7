// A widget that shows what a Lambda function answers.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_custom_widget_dashboard_about.html
import * as awsx from "@pulumi/awsx/classic/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

export interface CustomWidgetArgs extends awsx.SimpleWidgetArgs {
  readonly title: string;
  readonly functionArn: pulumi.Input<string>;
}

export class CustomWidget extends awsx.SimpleWidget {
  readonly #widget: CustomWidgetArgs;

  constructor(args: CustomWidgetArgs) {
    super(args);
    this.#widget = args;
  }

  /** Called by SimpleWidget. */
  protected computeType(): string {
    return "custom";
  }

  /** Called by SimpleWidget. The function reads what is stored, so it need not be asked again at each change of size or time. */
  protected computeProperties(): object {
    const { title, functionArn } = this.#widget;
    const updateOn = { refresh: true, resize: false, timeRange: false };
    return { title, endpoint: functionArn, updateOn };
  }
}
