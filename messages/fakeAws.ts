// Plays the AWS services that the formatter calls, over HTTP on this machine: DynamoDB keeps items, the others only listen.
// For tests: an emulator is too slow to be started for each, and cannot be made to fail.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { valueAt } from "./clean";

/** An API call, as `PutItem`, and what it asked. */
export interface Asked {
  readonly action: string;
  readonly body: unknown;
  /** The region of which the call was signed. */
  readonly region: string;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

type Item = Readonly<Record<string, unknown>>;

export class FakeAws {
  readonly asked: Asked[] = [];
  /** Actions that are refused, everywhere or, as `GetTrailStatus us-west-2`, in a region. */
  readonly failing = new Set<string>();
  /** What actions are answered, other than that all is well. */
  readonly answers = new Map<string, object>();
  /** Actions that are never answered. */
  readonly silent = new Set<string>();
  readonly items = new Map<string, Item>();
  readonly endpoint: string;
  private readonly server: Server;

  static async start(): Promise<FakeAws> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return new FakeAws(server);
  }

  private constructor(server: Server) {
    this.server = server;
    this.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on("request", (request, response) => void this.handle(request, response));
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  /** What was asked of one action. */
  bodiesOf(action: string): readonly unknown[] {
    return this.asked.filter((asked) => asked.action === action).map(({ body }) => body);
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { "x-amz-target": target, authorization } = request.headers;
    const asked = { ...askedBy(target, await text(request)), region: signedRegion(authorization) };
    this.asked.push(asked);
    if (this.silent.has(asked.action)) return;
    const isRefused = [asked.action, `${asked.action} ${asked.region}`].some((what) =>
      this.failing.has(what),
    );
    const { status, body } = isRefused
      ? { status: 400, body: refusalOf(asked.action) }
      : this.answerTo(asked);
    response.writeHead(status).end(body);
  }

  private answerTo({ action, body }: Asked): Answer {
    const id = JSON.stringify(valueAt(body, "Key", "id") ?? valueAt(body, "Item", "id"));
    const found = this.items.get(id);
    switch (action) {
      case "Publish":
        return answer("<PublishResponse><PublishResult/></PublishResponse>");
      case "PutItem":
        if (found !== undefined) {
          const body = errorOf("ConditionalCheckFailedException", { Item: found });
          return { status: 400, body };
        }
        this.items.set(id, valueAt(body, "Item") as Item);
        return answer("{}");
      case "UpdateItem":
        // Powertools updates one attribute that the tests look at.
        this.items.set(id, {
          ...found,
          status: valueAt(body, "ExpressionAttributeValues", ":status"),
        });
        return answer("{}");
      case "DeleteItem":
        this.items.delete(id);
        return answer("{}");
      default:
        return answer(JSON.stringify(this.answers.get(action) ?? {}));
    }
  }
}

/** SNS takes forms, the others JSON with the action in a header. */
function askedBy(target: string | string[] | undefined, sent: string): Omit<Asked, "region"> {
  if (typeof target === "string") {
    return { action: target.split(".")[1] ?? "", body: JSON.parse(sent) };
  }
  const { Action = "", ...body } = Object.fromEntries(new URLSearchParams(sent));
  return { action: Action, body };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html */
function signedRegion(authorization = ""): string {
  return /Credential=[^/]+\/\d+\/([^/]+)\//.exec(authorization)?.[1] ?? "";
}

function answer(body: string): Answer {
  return { status: 200, body };
}

function refusalOf(action: string): string {
  return action === "Publish"
    ? "<ErrorResponse><Error><Code>AuthorizationError</Code><Message>refused here</Message></Error></ErrorResponse>"
    : errorOf("AccessDeniedException");
}

function errorOf(name: string, more: object = {}): string {
  return JSON.stringify({ __type: `com.amazonaws#${name}`, message: "refused here", ...more });
}
