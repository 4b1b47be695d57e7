// Which alarms of a region would tell somebody before a key's material expires, and which alarms do not see all that they should.
import {
  paginateDescribeAlarms,
  type CloudWatchClient,
  type MetricAlarm,
} from "@aws-sdk/client-cloudwatch";
import { expiryWatchOf, isAboutKeys, type ExpiryWatch } from "./expiryWatch";
import { MOST_CONTRIBUTORS } from "./names";

/** CloudWatch saw only a part of what the alarm is about, or its query is wrong. EVALUATION_FAILURE passes by itself. */
const SEES_PART = ["PARTIAL_DATA", "EVALUATION_ERROR"];

/** A key among those of its region whose material expires, the next one first. */
export interface ExpiringKey {
  readonly keyId: string;
  /** How many expire before it. */
  readonly rank: number;
  /** How many there are. */
  readonly count: number;
}

export class KeyAlarms {
  /** Those that tell somebody. */
  readonly #watches: readonly (readonly [name: string, watch: ExpiryWatch])[];
  readonly #partial: readonly string[];

  /** @param isOwn Whether an alarm of this name is the stack's: EventBridge rules tell of it, also where it has no action. */
  constructor(alarms: readonly MetricAlarm[], isOwn: (name: string) => boolean) {
    this.#watches = alarms.flatMap((alarm) => {
      const { AlarmName = "", EvaluationState, ActionsEnabled, AlarmActions = [] } = alarm;
      // With a part of the data it still sees those that expire first.
      const isEvaluated = EvaluationState !== "EVALUATION_ERROR";
      const tells = ActionsEnabled !== false && (AlarmActions.length > 0 || isOwn(AlarmName));
      const watch = expiryWatchOf(alarm);
      return isEvaluated && tells && watch !== undefined ? [[AlarmName, watch] as const] : [];
    });
    this.#partial = alarms
      .filter(({ EvaluationState = "" }) => SEES_PART.includes(EvaluationState))
      .filter((alarm) => isAboutKeys(alarm) || isOwn(alarm.AlarmName ?? ""))
      .map(({ AlarmName = "" }) => AlarmName)
      .sort();
  }

  /** Names of the alarms that are sure to tell of a key, sorted. */
  namesFor(key: ExpiringKey): readonly string[] {
    return this.#watches
      .filter(([, watch]) => isAmong(key, watch))
      .map(([name]) => name)
      .sort();
  }

  /** Names of the alarms that do not see all that they should, sorted. */
  partial(): readonly string[] {
    return this.#partial;
  }
}

function isAmong({ keyId, rank, count }: ExpiringKey, watch: ExpiryWatch): boolean {
  if (watch.keyIds !== "all") return watch.keyIds.includes(keyId);
  // An alarm on all keys tells of so many at once.
  if (rank >= MOST_CONTRIBUTORS) return false;
  // Which of too many keys a query has is only known if it asks for the next ones first.
  return count <= watch.most || (watch.isSoonestFirst && rank < watch.most);
}

/** Every metric alarm of the region. */
export async function readAlarms(
  client: CloudWatchClient,
  abortSignal?: AbortSignal,
): Promise<readonly MetricAlarm[]> {
  const alarms: MetricAlarm[] = [];
  const input = { AlarmTypes: ["MetricAlarm" as const] };
  const pages = paginateDescribeAlarms({ client, pageSize: 100 }, input, { abortSignal });
  for await (const page of pages) alarms.push(...(page.MetricAlarms ?? []));
  return alarms;
}
