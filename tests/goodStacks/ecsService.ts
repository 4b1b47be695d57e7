// A container service behind a load balancer, with the roles of its tasks and a secret under a key of its own.
import { UNKNOWN } from "../../policies/rule";
import { resource, documentOf, trust } from "../../policies/testing/resource";

const SECRET_ARN = "arn:aws:secretsmanager:us-east-1:111122223333:secret:shop-db-AbCdEf";
const KEY_ARN = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

export const resources = [
  resource("aws:ecs/cluster:Cluster", "shop", {
    settings: [{ name: "containerInsights", value: "enabled" }],
  }),
  resource("aws:iam/role:Role", "shop-execution", {
    assumeRolePolicy: trust("ecs-tasks"),
    inlinePolicies: [
      {
        name: "read-secret",
        policy: documentOf(
          { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: SECRET_ARN },
          { Effect: "Allow", Action: "kms:Decrypt", Resource: KEY_ARN },
        ),
      },
    ],
  }),
  resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "shop-execution", {
    role: UNKNOWN,
    policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
  }),
  resource("aws:ecs/taskDefinition:TaskDefinition", "shop", {
    family: "shop",
    containerDefinitions: UNKNOWN,
    executionRoleArn: UNKNOWN,
  }),
  resource(
    "aws:ecs/service:Service",
    "shop",
    { cluster: UNKNOWN, desiredCount: 3 },
    {
      ignoreChanges: ["desiredCount"],
    },
  ),
  resource("aws:lb/loadBalancer:LoadBalancer", "shop", { subnets: UNKNOWN }),
  resource("aws:cloudwatch/metricAlarm:MetricAlarm", "shop-5xx", {
    namespace: "AWS/ApplicationELB",
    metricName: "HTTPCode_ELB_5XX_Count",
    statistic: "Sum",
    comparisonOperator: "GreaterThanThreshold",
    threshold: 10,
    period: 60,
    evaluationPeriods: 1,
    alarmActions: [UNKNOWN],
  }),
];
