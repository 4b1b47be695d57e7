import {
  AddPermissionCommand,
  GetPolicyCommand,
  LambdaClient,
  RemovePermissionCommand,
  type FunctionUrlAuthType,
} from "@aws-sdk/client-lambda";
import { isObject } from "../../meaning";
import { REGIONAL, resourceType, type Properties } from "../../resourceType";

// Who may invoke a function: one statement of its policy.

const properties = {
  ...REGIONAL,
  function: { type: "string", required: true, replaces: true },
  action: { type: "string", required: true, replaces: true },
  principal: { type: "string", required: true, replaces: true },
  principalOrgId: { type: "string", replaces: true },
  sourceArn: { type: "string", replaces: true },
  sourceAccount: { type: "string", replaces: true },
  eventSourceToken: { type: "string", replaces: true },
  functionUrlAuthType: { type: "string", replaces: true },
  qualifier: { type: "string", replaces: true },
  statementId: { type: "string", computed: true, replaces: true },
  statementIdPrefix: { type: "string", computed: true, replaces: true },
} as const satisfies Properties;

/** As AWS Lambda writes it: https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html */
interface Statement {
  readonly Sid: string;
  readonly Action: string;
  readonly Principal: string | { readonly Service?: string; readonly AWS?: string };
  readonly Condition?: Readonly<Record<string, unknown>>;
}

export default resourceType({
  token: "aws:lambda/permission:Permission",
  properties,
  naming: { property: "statementId", prefixProperty: "statementIdPrefix", maxLength: 100 },

  async create(inputs, aws) {
    await aws.client(LambdaClient).send(
      new AddPermissionCommand({
        FunctionName: inputs.function,
        StatementId: inputs.statementId,
        Action: inputs.action,
        Principal: inputs.principal,
        PrincipalOrgID: inputs.principalOrgId,
        SourceArn: inputs.sourceArn,
        SourceAccount: inputs.sourceAccount,
        EventSourceToken: inputs.eventSourceToken,
        FunctionUrlAuthType: inputs.functionUrlAuthType as FunctionUrlAuthType,
        Qualifier: inputs.qualifier,
      }),
    );
    return inputs.statementId ?? "";
  },

  async read(id, known, aws) {
    const { Policy: text = "" } = await aws
      .client(LambdaClient)
      .send(new GetPolicyCommand({ FunctionName: known.function, Qualifier: known.qualifier }));
    const policy = JSON.parse(text) as { readonly Statement: readonly Statement[] };
    const statement = policy.Statement.find(({ Sid }) => Sid === id);
    if (statement === undefined) return undefined;
    const condition = conditionOf(statement);
    return {
      function: known.function,
      action: statement.Action,
      principal: principalOf(statement),
      principalOrgId: condition["aws:principalorgid"],
      sourceArn: condition["aws:sourcearn"],
      sourceAccount: condition["aws:sourceaccount"],
      eventSourceToken: condition["lambda:eventsourcetoken"],
      functionUrlAuthType: condition["lambda:functionurlauthtype"],
      qualifier: known.qualifier,
      statementId: statement.Sid,
      statementIdPrefix: known.statementIdPrefix,
    };
  },

  async delete(id, known, aws) {
    await aws.client(LambdaClient).send(
      new RemovePermissionCommand({
        FunctionName: known.function,
        StatementId: id,
        Qualifier: known.qualifier,
      }),
    );
  },
});

function principalOf({ Principal: principal }: Statement): string | undefined {
  return typeof principal === "string" ? principal : (principal.Service ?? principal.AWS);
}

/** Values by key, whatever the operator. Keys are compared without regard to capitals. */
function conditionOf({ Condition = {} }: Statement): Readonly<Record<string, string>> {
  const entries = Object.values(Condition).filter(isObject).flatMap(Object.entries);
  return Object.fromEntries(entries.map(([key, value]) => [key.toLowerCase(), String(value)]));
}
