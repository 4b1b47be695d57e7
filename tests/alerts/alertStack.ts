// A deployed stack whose messages a test reads, and which a test may break: each begins with the stack as it was deployed.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { StackOutputs } from "../../components/outputs";
import type { CloudTrailRecord } from "../../detections/detection";
import { deliver } from "../../local/replay/cloudTrail";
import { OnCallQueue, type Delivery } from "../../local/replay/onCall";
import { topicsOf } from "../../local/replay/replay";
import { prepareAws } from "../../local/replay/prepare";
import { invocationsUnderWay } from "../../local/replay/serviceEvents";
import { startEmbeddedAws, type EmbeddedAws } from "../embeddedAws";
import { configWith, outputsOf, succeed, UP, WITH_PACK } from "../localStack";

const AT_ONCE = 25;
/** Fallback alarms wait so long for the formatter's word; after a little more, no message is coming any more. */
const FALLBACK_SECONDS = 240;
const LITTLE_MORE_SECONDS = 2;
/** A busy machine may need so long for what must come. */
const PATIENCE_SECONDS = 600;

export interface AlertStackOptions {
  /** Makes what the settings name and the stack does not. */
  readonly makeFirst?: () => Promise<void>;
  /** How many of AWS's seconds pass in one: fewer, where much is to be told before alarms lose patience. @default 60 */
  readonly speed?: number;
}

export class AlertStack {
  readonly aws: EmbeddedAws;
  readonly deployed: StackOutputs;
  readonly home: string;
  readonly #queue: OnCallQueue;
  readonly #quietSeconds: number;

  private constructor(aws: EmbeddedAws, deployed: StackOutputs, queue: OnCallQueue, speed: number) {
    this.#quietSeconds = FALLBACK_SECONDS / speed + LITTLE_MORE_SECONDS;
    this.aws = aws;
    this.deployed = deployed;
    this.home = deployed.watchedRegions[0] ?? "";
    this.#queue = queue;
  }

  /** Deploys the stack `local` with these settings to an AWS of its own. */
  static async deploy(
    settings: object,
    { makeFirst = () => Promise.resolve(), speed = 60 }: AlertStackOptions = {},
  ): Promise<AlertStack> {
    process.env["KMS_MONITORING_SPEED"] = String(speed);
    const aws = await startEmbeddedAws();
    Object.assign(process.env, aws.environment);
    await prepareAws();
    await makeFirst();
    await succeed(aws, ["stack", "select", "local", "--create"]);
    await succeed(aws, [...UP, ...WITH_PACK, ...configWith(aws, settings)]);
    const deployed = await outputsOf(aws);
    const queue = await OnCallQueue.open(deployed.watchedRegions[0] ?? "", topicsOf(deployed));
    const stack = new AlertStack(aws, deployed, queue, speed);
    await stack.#ask("keep");
    return stack;
  }

  /** Undoes whatever was done since the deployment, unread messages included. */
  async restore(): Promise<void> {
    await this.#ask("bring-back");
  }

  /** Some records after the other, as they come in an account: all at once would be more than the emulator answers in time. */
  async deliver(records: readonly CloudTrailRecord[]): Promise<void> {
    for (let from = 0; from < records.length; from += AT_ONCE) {
      await deliver(records.slice(from, from + AT_ONCE), this.home);
      while ((await invocationsUnderWay()) > 0) await sleep(100);
    }
  }

  /**
   * What the person on call got, until nothing more comes: no function is trying again, and all alarms have waited long enough.
   * @param expected So many messages must come, however long it takes.
   */
  async heard(expected = 0): Promise<readonly Delivery[]> {
    const all: Delivery[] = [];
    const deadline = Date.now() + PATIENCE_SECONDS * 1000;
    let some: readonly Delivery[];
    do {
      some = await this.#queue.receive(this.#quietSeconds);
      all.push(...some);
    } while (
      some.length > 0 ||
      ((all.length < expected || (await invocationsUnderWay()) > 0) && Date.now() < deadline)
    );
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
}

/** How often each thing was heard of, sorted. */
export function tally(items: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].map(([item, count]) => `${count} ${item}`).sort();
}
