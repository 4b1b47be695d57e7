// A KMS for tests, behind the real client: lists in pages, refuses what it is told to, and throttles.
import { KMSClient } from "@aws-sdk/client-kms";

export interface FakeKey {
  readonly KeyId: string;
  readonly aliases?: readonly string[];
  /** Fields of DescribeKey's answer. */
  readonly metadata?: object;
  readonly rotation?: object;
  readonly lastUsage?: object;
  /** Errors by call. */
  readonly refuses?: Readonly<Record<string, string>>;
  /** No call about it is ever answered. */
  readonly hangs?: boolean;
}

export interface FakeKmsOptions {
  readonly region?: string;
  /** Each so-manyth call is throttled. */
  readonly throttleEach?: number;
  /** Every call fails with this error. */
  readonly fails?: string;
  /** How often the client tries. @default 8 */
  readonly maxAttempts?: number;
  /** Calls of this name are never answered. */
  readonly hangsAt?: string;
}

interface Answer {
  readonly statusCode: number;
  readonly body: object;
}

interface Request {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

interface Input {
  readonly KeyId?: string;
  readonly Marker?: string;
  readonly Limit?: number;
}

export class FakeKms {
  /** Number of calls, by name. */
  readonly calls: Record<string, number> = {};
  /** The most calls that were under way at the same time. */
  mostAtOnce = 0;
  readonly client: KMSClient;
  readonly #keys: ReadonlyMap<string, FakeKey>;
  readonly #options: FakeKmsOptions;
  #atOnce = 0;
  #total = 0;

  constructor(keys: readonly FakeKey[], options: FakeKmsOptions = {}) {
    this.#keys = new Map(keys.map((key) => [key.KeyId, key]));
    this.#options = options;
    this.client = new KMSClient({
      region: this.#region,
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      maxAttempts: options.maxAttempts ?? 8,
      requestHandler: { handle: (request: Request) => this.#handle(request) } as never,
    });
  }

  get #region(): string {
    return this.#options.region ?? "us-east-1";
  }

  async #handle({ headers, body }: Request) {
    const call = headers["x-amz-target"]?.split(".")[1] ?? "";
    this.calls[call] = (this.calls[call] ?? 0) + 1;
    this.#atOnce += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce);
    await new Promise(setImmediate);
    this.#atOnce -= 1;
    const input = JSON.parse(Buffer.from(body).toString()) as Input;
    const hangs = call === this.#options.hangsAt || this.#keys.get(input.KeyId ?? "")?.hangs;
    if (hangs === true) await new Promise(() => undefined);
    const { statusCode, body: answer } = this.#answer(call, input);
    const text = Buffer.from(JSON.stringify(answer));
    return {
      response: {
        statusCode,
        headers: { "content-type": "application/x-amz-json-1.1" },
        body: text,
      },
    };
  }

  #answer(call: string, { KeyId = "", Marker = "0", Limit = 100 }: Input): Answer {
    this.#total += 1;
    const { throttleEach, fails } = this.#options;
    if (fails !== undefined) return refusal(fails);
    if (throttleEach !== undefined && this.#total % throttleEach === 0) {
      return refusal("ThrottlingException");
    }
    const key = this.#keys.get(KeyId);
    const error = key?.refuses?.[call];
    if (error !== undefined) return refusal(error);
    switch (call) {
      case "ListKeys":
        return page("Keys", this.#entries(), Number(Marker), Limit);
      case "ListAliases":
        return page("Aliases", this.#aliases(), Number(Marker), Limit);
      case "DescribeKey":
        return { statusCode: 200, body: { KeyMetadata: { KeyId, ...key?.metadata } } };
      case "GetKeyRotationStatus":
        return { statusCode: 200, body: key?.rotation ?? { KeyRotationEnabled: false } };
      default:
        return { statusCode: 200, body: key?.lastUsage ?? { KeyLastUsage: {} } };
    }
  }

  #entries(): readonly object[] {
    return [...this.#keys.keys()].map((KeyId) => ({ KeyId, KeyArn: arnOf(KeyId, this.#region) }));
  }

  #aliases(): readonly object[] {
    const unused = { AliasName: "alias/aws/unused" };
    const own = [...this.#keys.values()].flatMap(({ KeyId, aliases = [] }) =>
      aliases.map((AliasName) => ({ AliasName, TargetKeyId: KeyId })),
    );
    return [unused, ...own];
  }
}

export function arnOf(keyId: string, region = "us-east-1"): string {
  return `arn:aws:kms:${region}:111122223333:key/${keyId}`;
}

function page(name: string, all: readonly object[], start: number, limit: number): Answer {
  const end = start + limit;
  const rest =
    end < all.length ? { Truncated: true, NextMarker: String(end) } : { Truncated: false };
  return { statusCode: 200, body: { [name]: all.slice(start, end), ...rest } };
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html */
const STATUS: Readonly<Record<string, number>> = {
  KMSInternalException: 500,
  InternalFailure: 500,
  DependencyTimeoutException: 503,
  ServiceUnavailable: 503,
};

function refusal(name: string): Answer {
  return { statusCode: STATUS[name] ?? 400, body: { __type: name, message: `refused by ${name}` } };
}
