// Acts against the function that writes the messages, and its table.
import { DeleteTableCommand, DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import {
  DeleteFunctionCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { replaceCode } from "../replaceCode";
import { call, region, type TamperingAct } from "./act";

export const formatterActs: readonly TamperingAct[] = [
  {
    what: "formatter",
    act: "DeleteFunction",
    heardBy: "formatter-disabled by alarm, SNS critical",
    commit: async ({ messageFunctionArn: functionName }) => {
      await new LambdaClient({ region }).send(
        new DeleteFunctionCommand({ FunctionName: functionName }),
      );
      return call("lambda", "DeleteFunction20150331", { functionName });
    },
  },
  {
    what: "formatter",
    act: "PutFunctionConcurrency of 0",
    heardBy: "formatter-disabled by alarm, SNS critical",
    commit: async ({ messageFunctionArn: functionName }) => {
      await new LambdaClient({ region }).send(
        new PutFunctionConcurrencyCommand({
          FunctionName: functionName,
          ReservedConcurrentExecutions: 0,
        }),
      );
      return call("lambda", "PutFunctionConcurrency20171031", {
        functionName,
        reservedConcurrentExecutions: 0,
      });
    },
  },
  {
    what: "formatter",
    act: "UpdateFunctionCode, by code that does nothing",
    heardBy: "watchdog by SNS watchdog",
    commit: async ({ messageFunctionArn: functionName }) => {
      await replaceCode(region, functionName, "");
      return call("lambda", "UpdateFunctionCode20150331v2", { functionName, dryRun: false });
    },
  },
  {
    what: "formatter",
    act: "UpdateFunctionConfiguration, without its environment",
    heardBy: "watchdog by SNS watchdog",
    commit: async ({ messageFunctionArn: functionName }) => {
      await new LambdaClient({ region }).send(
        new UpdateFunctionConfigurationCommand({
          FunctionName: functionName,
          Environment: { Variables: {} },
        }),
      );
      return call("lambda", "UpdateFunctionConfiguration20150331v2", {
        functionName,
        environment: {},
      });
    },
  },
  {
    what: "formatter",
    act: "DeleteTable",
    heardBy: "formatter-table-deleted by message, SNS critical, 2 times",
    commit: async () => {
      const client = new DynamoDBClient({ region });
      const { TableNames: [tableName] = [] } = await client.send(new ListTablesCommand({}));
      await client.send(new DeleteTableCommand({ TableName: tableName }));
      return call("dynamodb", "DeleteTable", { tableName });
    },
  },
];
