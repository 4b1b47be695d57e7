// Says of one record after the other what people and machines get, as the formatter and the alarms would, given what they did before.
import type { AwsEvent } from "../detections/detection";
import type { Message } from "../messages/message";
import { ALERT_EVENT } from "../messages/names";
import { AlarmState } from "./alarmState";
import { targetsOnHub } from "./buses";
import type { AlarmPath, DeployedStack } from "./deployedStack";
import { FormatterRun, type Told } from "./formatterRun";
import type { Item } from "./item";
import { nameOf } from "./nameOf";
import { alarmMessages, noticeMessage, WATCHDOG } from "./notices";
import type { PatternJudge } from "./patternJudge";
import { placeText, type Place } from "./place";
import type { Rehearsed, RehearsedMessage } from "./rehearsed";
import type { Routes } from "./routes";

const NOTHING: Told = { messages: [], repeated: [], failure: undefined };

/** What the alarms add. */
interface Alarmed {
  readonly messages: readonly RehearsedMessage[];
  readonly notes: readonly string[];
}

export class Teller {
  readonly #stack: DeployedStack;
  readonly #judge: PatternJudge;
  readonly #formatter: FormatterRun | undefined;
  readonly #alarms: ReadonlyMap<string, AlarmState<Place>>;

  constructor(stack: DeployedStack, judge: PatternJudge) {
    this.#stack = stack;
    this.#judge = judge;
    this.#formatter = stack.formatter && new FormatterRun(stack.formatter, stack.homeRegion);
    this.#alarms = new Map(
      stack.alarmPaths.map((path) => [path.alarmName, new AlarmState<Place>(path)]),
    );
  }

  /** In the order of the input. */
  async tell(
    { item, ...place }: Place & { readonly item: Item },
    routes: Routes,
  ): Promise<Rehearsed> {
    const told =
      routes.channels.length > 0 ? ((await this.#formatter?.run(item, place)) ?? NOTHING) : NOTHING;
    const found = [...told.messages.map(({ machine }) => machine), ...told.repeated].map(
      ({ detection }) => detection,
    );
    const alarmed = routes.alarms.map((path) => this.#alarm(path, item, place, found));
    const notices = routes.notices.map((notice) => noticeMessage(this.#stack, notice, item.event));
    const ofAlarms = notices.filter(({ detection }) => detection !== WATCHDOG);
    const { eventName, eventId, time, region } = item;
    return {
      ...{ ...place, eventName, eventId, time, region },
      detections: unique([
        ...found,
        ...routes.alarms.map(({ detection }) => detection),
        ...ofAlarms.map(({ detection }) => detection),
      ]),
      channels: [
        ...(found.length > 0 ? routes.channels : []),
        ...(ofAlarms.length > 0 ? (["event bus"] as const) : []),
        ...(notices.length > ofAlarms.length ? ([WATCHDOG] as const) : []),
        ...(routes.alarms.length > 0 ? (["alarm"] as const) : []),
      ],
      messages: [
        ...told.messages.map((message) => this.#messageOf(message)),
        ...notices,
        ...alarmed.flatMap(({ messages }) => messages),
      ],
      repeated: told.repeated,
      targets: unique([...routes.targets, ...(await this.#alertTargets(told.messages))]),
      notes: [
        ...routes.notes,
        ...(told.failure === undefined ? [] : [`the formatter fails: ${told.failure}`]),
        ...alarmed.flatMap(({ notes }) => notes),
      ],
    };
  }

  #messageOf({ subject, text, machine }: Message): RehearsedMessage {
    const topicArns = this.#stack.formatter?.topicArns ?? this.#stack.alertTopicArns;
    return { ...machine, topicArn: topicArns[machine.severity], subject, text };
  }

  #alarm(path: AlarmPath, item: Item, place: Place, told: readonly string[]): Alarmed {
    const { alarmName, silentIfTold, threshold, periodSeconds } = path;
    if (silentIfTold !== undefined && told.includes(silentIfTold))
      return { messages: [], notes: [] };
    const time = item.time === null ? 0 : Date.parse(item.time);
    const change = this.#alarms.get(alarmName)?.add(time, place);
    switch (change?.state) {
      case "ALARM":
        return this.#goesOff(path);
      case "still":
        return {
          messages: [],
          notes: [`${alarmName} is in ALARM since ${placeText(change.since, place.file)}`],
        };
      case "OK":
        return {
          messages: [],
          notes: [`${alarmName}: ${change.count} of ${threshold} in ${periodSeconds} s`],
        };
      case undefined:
        return { messages: [], notes: [] };
    }
  }

  #goesOff(path: AlarmPath): Alarmed {
    const messages = alarmMessages(this.#stack, path);
    const told = messages.map(({ topicArn }) => topicArn);
    const others = path.topicArns.filter((arn) => !told.includes(arn));
    return { messages, notes: others.map((arn) => `${path.alarmName} notifies ${nameOf(arn)}`) };
  }

  /** The formatter puts an event about each message on the hub. */
  async #alertTargets(messages: readonly Message[]): Promise<readonly string[]> {
    const reached = messages.map(({ machine }) => {
      const event: AwsEvent = {
        version: "0",
        id: machine.eventId ?? "",
        "detail-type": ALERT_EVENT.detailType,
        source: ALERT_EVENT.source,
        account: this.#stack.accountId,
        time: machine.time ?? "",
        region: this.#stack.homeRegion,
        resources: machine.keyArn === null ? [] : [machine.keyArn],
        detail: { ...machine },
      };
      return targetsOnHub(this.#stack, this.#judge, event);
    });
    return (await Promise.all(reached)).flat();
  }
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
