// Samples for the alarms on keys: expiration, request rates, use.
import type { MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { KEY_OPERATIONS } from "../../detections/usageBaselines";
import { always, kept, nameIn, series, type Samples, type SamplesOf } from "./sample";

type Values = readonly (number | null)[];

const DAY = 86_400;
const left = (KeyId: string, values: Values) =>
  series("AWS/KMS", "SecondsUntilKeyMaterialExpiration", { KeyId }, values);

function namedKeyExpires(alarm: MetricAlarm): Samples {
  const key = nameIn(alarm, "KeyId");
  const { Threshold: notice = 0 } = alarm;
  return {
    fires: [
      { what: "just the days of the notice", series: [left(key, [notice + 60, notice])] },
      { what: "an hour", series: [left(key, [3600])] },
    ],
    quiet: [
      { what: "a minute more than the notice", series: [left(key, [notice + 60])] },
      { what: "another key's hour", series: [left(key, [notice + DAY]), left("other", [3600])] },
    ],
    missing: [
      { what: "material that has expired, or does not any more", series: [], from: kept },
      {
        what: "a gap of a minute after a breach",
        series: [left(key, [notice - 60, null])],
        from: always("ALARM"),
      },
    ],
  };
}

function anyKeyExpires({ Threshold: notice = 0 }: MetricAlarm): Samples {
  return {
    fires: [
      {
        what: "one key of three",
        series: ["a", "b", "c"].map((id, at) => left(id, [notice + (1 - at) * DAY])),
      },
      { what: "the only key", series: [left("a", [notice])] },
    ],
    quiet: [
      { what: "keys with more time", series: ["a", "b"].map((id) => left(id, [notice + 60])) },
    ],
    missing: [{ what: "a region without imported keys", series: [], from: always("OK") }],
  };
}

/** A quota of 100 in a second is one of 6,000 in a minute. */
const quotasPerSecond = {
  CryptographicOperationsSymmetric: 100,
  CryptographicOperationsRsa: 100,
  CryptographicOperationsEcc: 100,
};
const calls = (values: Values) =>
  Object.keys(quotasPerSecond).map((Resource) =>
    series(
      "AWS/Usage",
      "CallCount",
      { Type: "API", Service: "KMS", Resource, Class: "None" },
      values,
    ),
  );

const perMinute = (percent: number) => percent * 60;

const quotaMissing = [
  { what: "no calls at all", series: [], quotasPerSecond, from: always("OK") },
  { what: "no quota in the region", series: calls([6000, 6000, 6000]), from: always("OK") },
];

const onCalls = (metricName: string, values: Values) => [
  series("KmsMonitoring", metricName, {}, values),
];

/** Mean 100, standard deviation 10, so that three of them are a band from 70 to 130. */
const history = [90, 110, 90, 110];

function unusualCalls(metricName: string): () => Samples {
  const of = (values: Values) => ({ series: onCalls(metricName, values), history });
  return () => ({
    fires: [
      { what: "two hours of many calls", ...of([100, 131, 131]) },
      { what: "two hours of few", ...of([100, 69, 69]) },
      { what: "silence", ...of([100, 0, 0]) },
      { what: "many, then none", ...of([100, 500, 0]) },
    ],
    quiet: [
      { what: "the edges of the band", ...of([100, 70, 130]) },
      { what: "one hour outside", ...of([100, 500, 100]) },
    ],
    missing: [
      { what: "no records at all", series: [], history, from: always("INSUFFICIENT_DATA") },
      {
        what: "a metric too new for a band",
        series: onCalls(metricName, [100, 100, 100]),
        from: always("INSUFFICIENT_DATA"),
      },
    ],
  });
}

const KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
const used = (region: string, operations: Readonly<Record<string, Values>>) =>
  Object.entries(operations).map(([Operation, values]) => {
    const KeyArn = `arn:aws:kms:${region}:111122223333:key/${KEY_ID}`;
    return series("AWS/KMS", "SuccessfulRequest", { KeyArn, Operation }, values);
  });

function namedKeyUse({ AlarmArn = "" }: MetricAlarm): Samples {
  const region = AlarmArn.split(":")[3] ?? "";
  const of = (operations: Readonly<Record<string, Values>>) => ({
    series: used(region, operations),
    history,
  });
  const busy = { Decrypt: [60, 60, 60, 60], GenerateDataKey: [40, 40, 40, 40] };
  return {
    fires: [
      { what: "one operation that rises", ...of({ ...busy, Decrypt: [60, 60, 91, 91] }) },
      { what: "one that falls", ...of({ ...busy, Decrypt: [60, 60, 29, 29] }) },
      { what: "signing that begins", ...of({ ...busy, Sign: [null, null, 31, 31] }) },
      { what: "a key that falls silent", ...of({ Decrypt: [100, 100, null, null] }) },
      { what: "one that has been silent for as long as the alarm looks back", ...of({}) },
    ],
    quiet: [
      { what: "the usual sum", ...of(busy) },
      {
        what: "the usual sum of all operations",
        ...of(Object.fromEntries(KEY_OPERATIONS.map((name) => [name, [17, 17, 17, 17]]))),
      },
      { what: "a key that is never used", series: [], history: [0, 0, 0, 0] },
      { what: "an hour without use", ...of({ Decrypt: [100, 100, null, 100] }) },
      {
        what: "another key's use besides",
        series: [
          ...used(region, busy),
          series("AWS/KMS", "SuccessfulRequest", { KeyArn: "other", Operation: "Decrypt" }, [900]),
        ],
        history,
      },
    ],
    missing: [
      {
        what: "a key too new for a band",
        series: used(region, busy),
        from: always("INSUFFICIENT_DATA"),
      },
      { what: "a new key that nobody uses yet", series: [], from: always("INSUFFICIENT_DATA") },
    ],
  };
}

export const keySamples: SamplesOf = {
  "named-key-material-expires": namedKeyExpires,
  "any-key-material-expires": anyKeyExpires,
  "request-quota-near": () => ({
    fires: [
      {
        what: "80 % in three of five minutes",
        series: calls([80, 79, 80, 79, 80].map(perMinute)),
        quotasPerSecond,
      },
    ],
    quiet: [
      {
        what: "79 % all the time",
        series: calls(Array<number>(7).fill(perMinute(79))),
        quotasPerSecond,
      },
      { what: "two minutes", series: calls([10, 10, 80, 10, 80].map(perMinute)), quotasPerSecond },
      {
        what: "as many calls with twice the quota",
        series: calls(Array<number>(7).fill(perMinute(90))),
        quotasPerSecond: Object.fromEntries(
          Object.keys(quotasPerSecond).map((name) => [name, 200]),
        ),
      },
    ],
    missing: quotaMissing,
  }),
  "request-quota-nearly-reached": () => ({
    fires: [
      { what: "95 % in a minute", series: calls([10, 10, 95].map(perMinute)), quotasPerSecond },
    ],
    quiet: [{ what: "94 %", series: calls([94, 94, 94].map(perMinute)), quotasPerSecond }],
    missing: quotaMissing,
  }),
  "decrypt-calls-unusual": unusualCalls("DecryptCalls"),
  "encrypt-calls-unusual": unusualCalls("EncryptCalls"),
  "re-encrypt-calls-unusual": unusualCalls("ReEncryptCalls"),
  "data-key-calls-unusual": unusualCalls("GenerateDataKeyCalls"),
  "named-key-use-unusual": namedKeyUse,
};
