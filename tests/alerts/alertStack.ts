// A deployed stack whose messages a test reads, and which a test may break: each begins with the stack as it was deployed.
import assert from "node:assert/strict";
import type { StackOutputs } from "../../components/outputs";
import { OnCallQueue, type Delivery } from "../../local/replay/onCall";
import { topicsOf } from "../../local/replay/replay";
import { prepareAws } from "../../local/replay/prepare";
import { startEmbeddedAws, type EmbeddedAws } from "../embeddedAws";
import { configWith, outputsOf, STACK, succeed, UP, WITH_PACK } from "../localStack";

/** After so many seconds without a message, no more are coming: fallback alarms wait four minutes, which are four seconds here. */
const QUIET_SECONDS = 6;

export class AlertStack {
  readonly aws: EmbeddedAws;
  readonly deployed: StackOutputs;
  readonly home: string;
  readonly #queue: OnCallQueue;

  private constructor(aws: EmbeddedAws, deployed: StackOutputs, queue: OnCallQueue) {
    this.aws = aws;
    this.deployed = deployed;
    this.home = deployed.watchedRegions[0] ?? "";
    this.#queue = queue;
  }

  /**
   * Deploys the stack `local` with these settings to an AWS of its own.
   * @param makeFirst Makes what the settings name and the stack does not.
   */
  static async deploy(
    settings: object,
    makeFirst: () => Promise<void> = () => Promise.resolve(),
  ): Promise<AlertStack> {
    const aws = await startEmbeddedAws();
    Object.assign(process.env, aws.environment);
    await prepareAws();
    await makeFirst();
    await succeed(aws, ["stack", "select", "local", "--create"]);
    await succeed(aws, [...UP, ...WITH_PACK, ...configWith(aws, settings)]);
    const deployed = await outputsOf(aws);
    const queue = await OnCallQueue.open(deployed.watchedRegions[0] ?? "", topicsOf(deployed));
    const stack = new AlertStack(aws, deployed, queue);
    await stack.#ask("keep");
    return stack;
  }

  /** Undoes whatever was done since the deployment, unread messages included. */
  async restore(): Promise<void> {
    await this.#ask("bring-back");
  }

  /** What the person on call got, until nothing more comes. */
  async heard(): Promise<readonly Delivery[]> {
    const all: Delivery[] = [];
    let some: readonly Delivery[];
    do {
      some = await this.#queue.receive(QUIET_SECONDS);
      all.push(...some);
    } while (some.length > 0);
    return all;
  }

  async stop(): Promise<void> {
    await this.aws.stop();
  }

  async #ask(what: "keep" | "bring-back"): Promise<void> {
    const url = `${this.aws.endpoint}/_local/${what}`;
    const { status } = await fetch(url, { method: "POST" });
    assert.equal(status, 204);
  }

  /** Arguments that choose the stack. */
  static readonly args = STACK;
}

/** How often each thing was heard of, sorted. */
export function tally(items: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].map(([item, count]) => `${count} ${item}`).sort();
}
