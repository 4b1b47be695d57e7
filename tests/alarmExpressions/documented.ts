// Expressions that AWS documents, one for each form that the stack's alarms have.

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

/** Forms that no page has as a whole, of parts each of which one has. */
export const composed: readonly (Documented & { readonly of: readonly string[] })[] = [
  {
    page: `${GUIDE}/using-metric-math.html`,
    of: ["SUM([m1,m2])", "FILL(m1,10)"],
    expression: "SUM([FILL(m1,0),FILL(m2,0),FILL(m3,0),FILL(m4,0),FILL(m5,0),FILL(m6,0)])",
  },
  {
    page: `${GUIDE}/cloudwatch-metrics-insights-querylanguage.html`,
    of: ['FROM "AWS/CWAgent"', "WHERE Type = 'API' AND Service = 'CloudWatch'"],
    expression: `SELECT SUM(CallCount) FROM "AWS/Usage" WHERE Type = 'API' AND Service = 'CloudWatch'`,
  },
];
