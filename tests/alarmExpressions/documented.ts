// Expressions that AWS documents, and those that we put together of such: one for each form that the stack's alarms have.

/** A page of AWS's, and an expression on it. */
export interface Documented {
  readonly page: string;
  readonly expression: string;
}

const GUIDE = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring";

export const documented: readonly Documented[] = [
  {
    page: `${GUIDE}/CloudWatch-Quotas-Visualize-Alarms.html`,
    expression: "m1/SERVICE_QUOTA(m1)*100",
  },
  { page: `${GUIDE}/using-metric-math.html`, expression: "ANOMALY_DETECTION_BAND(m1,4)" },
  {
    page: `${GUIDE}/cloudwatch-metrics-insights-queryexamples.html`,
    expression: `SELECT AVG(CPUUtilization) FROM "AWS/CWAgent" WHERE ApplicationName = 'eCommerce'`,
  },
  {
    page: `${GUIDE}/cloudwatch-metrics-insights-queryexamples.html`,
    expression: `SELECT COUNT(CallCount) FROM SCHEMA("AWS/Usage", Class, Resource, Service, Type) WHERE Type = 'API' AND Service = 'CloudWatch' GROUP BY Resource ORDER BY COUNT() DESC`,
  },
  {
    page: `${GUIDE}/cloudwatch-metrics-insights-queryexamples.html`,
    expression:
      'SELECT AVG(CPUUtilization) FROM SCHEMA("AWS/EC2", InstanceId) GROUP BY InstanceId ORDER BY AVG() DESC',
  },
];

export interface Composed {
  readonly expression: string;
  /** What of it AWS documents. */
  readonly of: readonly Documented[];
}

const QUERY_EXAMPLES = documented.filter(({ page }) => page.endsWith("queryexamples.html"));

/** Our own: no page has them as a whole, but all that they are put together of. */
export const composed: readonly Composed[] = [
  {
    expression: "SUM([FILL(m1,0),FILL(m2,0),FILL(m3,0),FILL(m4,0),FILL(m5,0),FILL(m6,0)])",
    of: [
      { page: `${GUIDE}/using-metric-math.html`, expression: "SUM([m1,m2])" },
      { page: `${GUIDE}/using-metric-math.html`, expression: "FILL(m1,10)" },
    ],
  },
  {
    expression: `SELECT SUM(CallCount) FROM "AWS/Usage" WHERE Type = 'API' AND Service = 'CloudWatch'`,
    of: QUERY_EXAMPLES,
  },
];
