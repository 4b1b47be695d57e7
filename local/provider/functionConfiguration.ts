import type {
  ApplicationLogLevel,
  FunctionConfiguration,
  LogFormat,
  Runtime,
  SystemLogLevel,
  TracingMode,
} from "@aws-sdk/client-lambda";
import type { Inputs, Live, Properties } from "./resourceType";

// What UpdateFunctionConfiguration sets of an AWS Lambda function, as the program writes it and as AWS Lambda takes it.
// https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html

export const FUNCTION_CONFIGURATION = {
  deadLetterConfig: {
    type: "object",
    properties: { targetArn: { type: "string", required: true } },
  },
  description: { type: "string" },
  environment: { type: "object", properties: { variables: { type: "map" } } },
  ephemeralStorage: {
    type: "object",
    computed: true,
    properties: { size: { type: "integer" } },
  },
  handler: { type: "string" },
  kmsKeyArn: { type: "string" },
  loggingConfig: {
    type: "object",
    computed: true,
    properties: {
      applicationLogLevel: { type: "string" },
      logFormat: { type: "string", required: true },
      logGroup: { type: "string" },
      systemLogLevel: { type: "string" },
    },
  },
  memorySize: { type: "integer", default: 128 },
  role: { type: "string", required: true },
  runtime: { type: "string" },
  timeout: { type: "integer", default: 3 },
  tracingConfig: {
    type: "object",
    computed: true,
    properties: { mode: { type: "string", required: true } },
  },
} as const satisfies Properties;

/** What is undefined stays as it is, so what the program takes away is said to be empty. */
export function configurationToAws(inputs: Inputs<typeof FUNCTION_CONFIGURATION>) {
  const { deadLetterConfig: letters, loggingConfig: logging, tracingConfig: tracing } = inputs;
  return {
    DeadLetterConfig: { TargetArn: letters?.targetArn ?? "" },
    Description: inputs.description ?? "",
    Environment: { Variables: inputs.environment?.variables ?? {} },
    EphemeralStorage: inputs.ephemeralStorage && { Size: inputs.ephemeralStorage.size },
    Handler: inputs.handler,
    KMSKeyArn: inputs.kmsKeyArn ?? "",
    LoggingConfig: logging && {
      ApplicationLogLevel: logging.applicationLogLevel as ApplicationLogLevel,
      LogFormat: logging.logFormat as LogFormat,
      LogGroup: logging.logGroup,
      SystemLogLevel: logging.systemLogLevel as SystemLogLevel,
    },
    MemorySize: inputs.memorySize,
    Role: inputs.role,
    Runtime: inputs.runtime as Runtime,
    Timeout: inputs.timeout,
    TracingConfig: tracing && { Mode: tracing.mode as TracingMode },
  };
}

export function configurationFromAws(
  found: FunctionConfiguration,
): Live<typeof FUNCTION_CONFIGURATION> {
  const { DeadLetterConfig: letters, LoggingConfig: logging, TracingConfig: tracing } = found;
  return {
    deadLetterConfig: letters?.TargetArn ? { targetArn: letters.TargetArn } : undefined,
    description: found.Description,
    environment: found.Environment && { variables: found.Environment.Variables },
    ephemeralStorage: { size: found.EphemeralStorage?.Size },
    handler: found.Handler,
    kmsKeyArn: found.KMSKeyArn,
    loggingConfig: logging && {
      applicationLogLevel: logging.ApplicationLogLevel,
      logFormat: logging.LogFormat ?? "",
      logGroup: logging.LogGroup,
      systemLogLevel: logging.SystemLogLevel,
    },
    memorySize: found.MemorySize,
    role: found.Role,
    runtime: found.Runtime,
    timeout: found.Timeout,
    tracingConfig: tracing && { mode: tracing.Mode ?? "" },
  };
}
