// The body of a dashboard as CloudWatch keeps it, as far as the pictures read it.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html

export interface DashboardBody {
  readonly widgets: readonly Widget[];
}

interface Placed {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Widget = Placed &
  (
    | { readonly type: "text"; readonly properties: { readonly markdown: string } }
    | {
        readonly type: "alarm";
        readonly properties: { readonly title: string; readonly alarms: readonly string[] };
      }
    | {
        readonly type: "log";
        readonly properties: { readonly title: string; readonly query: string };
      }
    | {
        readonly type: "custom";
        readonly properties: { readonly title: string; readonly endpoint: string };
      }
    | { readonly type: "metric"; readonly properties: MetricProperties }
  );

export interface MetricProperties {
  readonly title: string;
  readonly region: string;
  readonly stacked?: boolean;
  readonly metrics: readonly (readonly (string | Rendering)[])[];
  readonly annotations?: {
    readonly horizontal?: readonly { readonly label: string; readonly value: number }[];
  };
}

export interface Rendering {
  readonly id?: string;
  readonly label?: string;
  readonly expression?: string;
  readonly region?: string;
  readonly visible?: boolean;
}

export function bodyOf(text: string): DashboardBody {
  return JSON.parse(text) as DashboardBody;
}
