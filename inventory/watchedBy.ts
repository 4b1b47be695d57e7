// Which alarms of a region watch which keys, and which alarms do not see all that they should.
import {
  paginateDescribeAlarms,
  type CloudWatchClient,
  type Dimension,
  type MetricAlarm,
} from "@aws-sdk/client-cloudwatch";

/** Without a WHERE clause such a query is about the keys of the region whose material expires. */
const EXPIRY_METRIC = "SecondsUntilKeyMaterialExpiration";

/** CloudWatch saw only a part of what the alarm is about, or its query is wrong. EVALUATION_FAILURE passes by itself. */
const SEES_PART = ["PARTIAL_DATA", "EVALUATION_ERROR"];

export interface WatchedKey {
  readonly keyId: string;
  readonly arn: string;
  readonly expirationDate: string | null;
}

export class KeyAlarms {
  readonly #byKey = new Map<string, Set<string>>();
  /** Those on expiration that may tell somebody. */
  readonly #onExpiry = new Set<string>();
  readonly #ofAll: string[] = [];
  readonly #partial: string[] = [];

  /** @param ownPrefix What the names of the stack's own alarms begin with. */
  constructor(alarms: readonly MetricAlarm[], ownPrefix: string) {
    for (const alarm of alarms) {
      const { AlarmName = "", EvaluationState = "", ActionsEnabled = true } = alarm;
      const isFleet = watchesAllExpiring(alarm);
      // With a part of the data it still sees those that expire first.
      const tells = ActionsEnabled && EvaluationState !== "EVALUATION_ERROR";
      const keys = keysNamedBy(alarm);
      if (isFleet) this.#ofAll.push(AlarmName);
      if (isOnExpiry(alarm) && tells) this.#onExpiry.add(AlarmName);
      for (const key of keys) {
        this.#byKey.set(key, (this.#byKey.get(key) ?? new Set()).add(AlarmName));
      }
      const isOurs = isFleet || keys.length > 0 || AlarmName.startsWith(ownPrefix);
      if (isOurs && SEES_PART.includes(EvaluationState)) this.#partial.push(AlarmName);
    }
  }

  /** Names of the alarms that watch a key, sorted. */
  namesFor({ keyId, arn, expirationDate }: WatchedKey): readonly string[] {
    return [
      ...new Set([
        ...this.#namedFor({ keyId, arn }),
        ...(expirationDate === null ? [] : this.#ofAll),
      ]),
    ].sort();
  }

  /** Names of the alarms that do not see all that they should, sorted. */
  partial(): readonly string[] {
    return this.#partial.toSorted();
  }

  /**
   * Whether some alarm is sure to see the key's expiration.
   * @param isAmongFirst False if more keys expire before it than one alarm tells of.
   */
  sees(key: WatchedKey, isAmongFirst: boolean): boolean {
    const named = this.#namedFor(key).filter((name) => this.#onExpiry.has(name));
    return (
      named.length > 0 || (isAmongFirst && this.#ofAll.some((name) => this.#onExpiry.has(name)))
    );
  }

  #namedFor({ keyId, arn }: Pick<WatchedKey, "keyId" | "arn">): readonly string[] {
    return [...(this.#byKey.get(keyId) ?? []), ...(this.#byKey.get(arn) ?? [])];
  }
}

/** Every metric alarm of the region. */
export async function readAlarms(client: CloudWatchClient): Promise<readonly MetricAlarm[]> {
  const alarms: MetricAlarm[] = [];
  const input = { AlarmTypes: ["MetricAlarm" as const] };
  for await (const page of paginateDescribeAlarms({ client, pageSize: 100 }, input)) {
    alarms.push(...(page.MetricAlarms ?? []));
  }
  return alarms;
}

function keysNamedBy({ Dimensions = [], Metrics = [] }: MetricAlarm): readonly string[] {
  const own = [
    Dimensions,
    ...Metrics.map(({ MetricStat }) => MetricStat?.Metric?.Dimensions ?? []),
  ];
  const named = Metrics.flatMap(({ Expression = "" }) => keysInQuery(Expression));
  return [...new Set([...own.flatMap(keysInDimensions), ...named])];
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/monitoring-cloudwatch.html */
function keysInDimensions(dimensions: readonly Dimension[]): readonly string[] {
  return dimensions
    .filter(({ Name }) => Name === "KeyId" || Name === "KeyArn")
    .map(({ Value = "" }) => Value);
}

/** Keys that the WHERE clause of a Metrics Insights query asks for. */
function keysInQuery(expression: string): readonly string[] {
  const [, condition = ""] = expression.split(/\bWHERE\b/i);
  return [...condition.matchAll(/\b"?Key(?:Id|Arn)"?\s*=\s*'([^']+)'/g)].map(([, key = ""]) => key);
}

function isOnExpiry({ MetricName, Metrics = [] }: MetricAlarm): boolean {
  return (
    MetricName === EXPIRY_METRIC ||
    Metrics.some(
      ({ Expression = "", MetricStat }) =>
        MetricStat?.Metric?.MetricName === EXPIRY_METRIC || Expression.includes(EXPIRY_METRIC),
    )
  );
}

function watchesAllExpiring({ Metrics = [] }: MetricAlarm): boolean {
  return Metrics.some(
    ({ Expression = "" }) =>
      /^\s*SELECT\b/i.test(Expression) &&
      Expression.includes(EXPIRY_METRIC) &&
      !/\bWHERE\b/i.test(Expression),
  );
}
