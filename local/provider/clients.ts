import type { Config } from "./config";
import { rememberOperation } from "./errors";

// Makes AWS clients for the emulator when they are first needed, one per service and region.

interface ClientSettings {
  readonly region: string;
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Only S3 knows it: buckets in the path, because names as bucket.127.0.0.1 do not resolve. */
  readonly forcePathStyle: true;
}

type Middleware = <Args, Answer>(
  next: (args: Args) => Promise<Answer>,
  context: { readonly commandName?: string },
) => (args: Args) => Promise<Answer>;

export interface AwsClient {
  readonly middlewareStack: {
    add(middleware: Middleware, options: { readonly step: "initialize" }): void;
  };
}
export type ClientConstructor<C extends AwsClient> = new (settings: ClientSettings) => C;

/** The names under which `aws:endpoints` may know a service. */
const ENDPOINT_NAMES: Readonly<Record<string, readonly string[]>> = {
  KMSClient: ["kms"],
  S3Client: ["s3", "s3api"],
  IAMClient: ["iam"],
  SNSClient: ["sns"],
  SQSClient: ["sqs"],
  LambdaClient: ["lambda"],
  DynamoDBClient: ["dynamodb"],
  CloudWatchClient: ["cloudwatch"],
  CloudWatchLogsClient: ["logs", "cloudwatchlogs", "cloudwatchlog"],
  CloudTrailClient: ["cloudtrail"],
  EventBridgeClient: ["events", "eventbridge", "cloudwatchevents"],
  AthenaClient: ["athena"],
  EC2Client: ["ec2"],
  GlueClient: ["glue"],
  OrganizationsClient: ["organizations"],
  ResourceGroupsTaggingAPIClient: ["resourcegroupstaggingapi", "resourcegroupstagging"],
  STSClient: ["sts"],
};

export class Clients {
  readonly #config: Config;
  readonly #made = new Map<string, unknown>();

  constructor(config: Config) {
    this.#config = config;
  }

  get<C extends AwsClient>(constructor: ClientConstructor<C>, region: string): C {
    const key = `${constructor.name} ${region}`;
    const made = this.#made.get(key);
    if (made instanceof constructor) return made;
    const client = new constructor({
      region,
      endpoint: this.#endpoint(constructor.name),
      credentials: { accessKeyId: this.#config.accessKey, secretAccessKey: this.#config.secretKey },
      forcePathStyle: true,
    });
    client.middlewareStack.add(noteOperation, { step: "initialize" });
    this.#made.set(key, client);
    return client;
  }

  #endpoint(client: string): string {
    const names = ENDPOINT_NAMES[client] ?? [];
    const endpoint =
      this.#config.endpoint ?? names.map((name) => this.#config.endpoints[name]).find(Boolean);
    if (endpoint === undefined)
      throw new Error(
        `aws:endpoints says nothing about "${names[0] ?? client}", and AWS_ENDPOINT_URL is not set`,
      );
    return endpoint;
  }
}

const noteOperation: Middleware = (next, context) => async (args) => {
  try {
    return await next(args);
  } catch (error) {
    throw rememberOperation(error, context.commandName);
  }
};
