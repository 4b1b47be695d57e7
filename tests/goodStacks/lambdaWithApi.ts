// An HTTP API over a function with a table and a queue.
import { UNKNOWN } from "../../policies/rule";
import { declared, policy, trust } from "../declaredResource";

const TABLE = "arn:aws:dynamodb:us-east-1:111122223333:table/orders";

export const resources = [
  declared("aws:dynamodb/table:Table", "orders", { hashKey: "id", billingMode: "PAY_PER_REQUEST" }),
  declared("aws:sqs/queue:Queue", "failed", { sqsManagedSseEnabled: true }),
  declared("aws:iam/role:Role", "orders", {
    assumeRolePolicy: trust("lambda"),
    managedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"],
  }),
  declared("aws:iam/rolePolicy:RolePolicy", "orders", {
    role: UNKNOWN,
    policy: policy({
      Effect: "Allow",
      Action: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"],
      Resource: [TABLE, `${TABLE}/index/*`],
    }),
  }),
  declared("aws:lambda/function:Function", "orders", { runtime: "nodejs22.x", role: UNKNOWN }),
  declared("aws:lambda/permission:Permission", "api", {
    action: "lambda:InvokeFunction",
    function: UNKNOWN,
    principal: "apigateway.amazonaws.com",
    sourceArn: UNKNOWN,
  }),
  declared("aws:apigatewayv2/api:Api", "orders", { protocolType: "HTTP" }),
  declared("aws:cloudwatch/eventRule:EventRule", "nightly", {
    scheduleExpression: "rate(1 day)",
    state: "DISABLED",
  }),
  declared("aws:cloudwatch/logGroup:LogGroup", "orders", { retentionInDays: 30 }),
  declared("aws:cloudwatch/logMetricFilter:LogMetricFilter", "errors", {
    logGroupName: UNKNOWN,
    pattern: '{ $.level = "ERROR" }',
    metricTransformation: { name: "Errors", namespace: "Orders", value: "1" },
  }),
];
