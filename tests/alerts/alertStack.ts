// A deployed stack whose messages a test reads, and which a test may break: each begins with the stack as it was deployed.
import type { StackOutputs } from "../../components/outputs";
import type { CloudTrailRecord } from "../../detections/detection";
import { deliver } from "../../local/replay/cloudTrail";
import { OnCallQueue, type Delivery } from "../../local/replay/onCall";
import { topicsOf } from "../../local/replay/replay";
import { bringBack, keepAll, passTime } from "../../local/replay/serviceEvents";
import { startEmbeddedAws, type EmbeddedAws } from "../embeddedAws";
import { configWith, openLocal, outputsOf, succeed, UP, WITH_PACK } from "../localStack";

const AT_ONCE = 25;

export interface AlertStackOptions {
  /** Makes what the settings name and the stack does not. */
  readonly makeFirst?: () => Promise<void>;
}

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

  /** Deploys the stack `local` with these settings to an AWS of its own. */
  static async deploy(
    settings: object,
    { makeFirst = () => Promise.resolve() }: AlertStackOptions = {},
  ): Promise<AlertStack> {
    const aws = await startEmbeddedAws();
    await openLocal(aws);
    await makeFirst();
    await succeed(aws, [...UP, ...WITH_PACK, ...configWith(aws, settings)]);
    const deployed = await outputsOf(aws);
    const queue = await OnCallQueue.open(deployed.watchedRegions[0] ?? "", topicsOf(deployed));
    const stack = new AlertStack(aws, deployed, queue);
    await keepAll();
    return stack;
  }

  /** Undoes whatever was done since the deployment, unread messages included. */
  async restore(): Promise<void> {
    await bringBack();
  }

  /** Some records after the other, as they come in an account: all at once would be more than the emulator answers in time. */
  async deliver(records: readonly CloudTrailRecord[]): Promise<void> {
    for (let from = 0; from < records.length; from += AT_ONCE) {
      await deliver(records.slice(from, from + AT_ONCE), this.home);
      await passTime();
    }
  }

  /** What the person on call got, when nothing more can come. */
  async heard(): Promise<readonly Delivery[]> {
    return this.#queue.receive();
  }

  async stop(): Promise<void> {
    await this.aws.stop();
  }
}

/** How often each thing was heard of, sorted. */
export function tally(items: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].map(([item, count]) => `${count} ${item}`).sort();
}
