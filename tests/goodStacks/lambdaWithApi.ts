// An HTTP API over a function with a table and a queue.
import { UNKNOWN } from "../../policies/rule";
import { resource, documentOf, trust } from "../../policies/testing/resource";

const TABLE = "arn:aws:dynamodb:us-east-1:111122223333:table/orders";

export const resources = [
  resource("aws:dynamodb/table:Table", "orders", { hashKey: "id", billingMode: "PAY_PER_REQUEST" }),
  resource("aws:sqs/queue:Queue", "failed", { sqsManagedSseEnabled: true }),
  resource("aws:iam/role:Role", "orders", {
    assumeRolePolicy: trust("lambda"),
    managedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"],
  }),
  resource("aws:iam/rolePolicy:RolePolicy", "orders", {
    role: UNKNOWN,
    policy: documentOf({
      Effect: "Allow",
      Action: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"],
      Resource: [TABLE, `${TABLE}/index/*`],
    }),
  }),
  resource("aws:lambda/function:Function", "orders", { runtime: "nodejs22.x", role: UNKNOWN }),
  resource("aws:lambda/permission:Permission", "api", {
    action: "lambda:InvokeFunction",
    function: UNKNOWN,
    principal: "apigateway.amazonaws.com",
    sourceArn: UNKNOWN,
  }),
  resource("aws:apigatewayv2/api:Api", "orders", { protocolType: "HTTP" }),
  resource("aws:cloudwatch/eventRule:EventRule", "nightly", {
    scheduleExpression: "rate(1 day)",
    state: "DISABLED",
  }),
  resource("aws:cloudwatch/logGroup:LogGroup", "orders", { retentionInDays: 30 }),
  resource("aws:cloudwatch/logMetricFilter:LogMetricFilter", "errors", {
    logGroupName: UNKNOWN,
    pattern: '{ $.level = "ERROR" }',
    metricTransformation: { name: "Errors", namespace: "Orders", value: "1" },
  }),
];
