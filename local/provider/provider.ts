import { Aws } from "./aws";
import { accountId } from "./callerIdentity";
import { findFunction, findType, unknownType } from "./catalogue";
import { check, normalised } from "./check";
import { Clients } from "./clients";
import type { Config } from "./config";
import { deletesBeforeReplacement, differences, isChanged, type Difference } from "./diff";
import { describe, isMissing } from "./errors";
import { nameFor } from "./naming";
import type { AnyResourceType, Values } from "./resourceType";
import { desired, inputsOf, previewOf, stateOf, type Defaults } from "./state";

// Does what the engine asks for, in plain values: check, diff, create, read, update, delete and lookups.

/** Which resource a request is about. */
export interface Subject {
  readonly token: string;
  readonly name: string;
}

export interface Made {
  readonly id: string;
  readonly state: Values;
  /** What could not be completed although the resource exists. */
  readonly unfinished?: string;
}

export class Provider {
  readonly #config: Config;
  readonly #clients: Clients;
  readonly #defaults: Defaults;
  #account: Promise<void> | undefined;

  constructor(config: Config) {
    this.#config = config;
    this.#clients = new Clients(config);
    this.#defaults = { region: config.region, tags: config.defaultTags };
  }

  check(subject: Subject, olds: Values, given: Values, seed: Uint8Array) {
    const unknown = unknownType(subject.token);
    if (unknown !== undefined) return { inputs: given, problems: [unknown] };
    const type = findType(subject.token);
    const news = normalised(type.properties, given);
    const problems = check(subject.token, type.properties, news);
    if (type.naming === undefined) return { inputs: news, problems };
    const named = nameFor({ naming: type.naming, logicalName: subject.name, news, olds, seed });
    return { inputs: { ...news, ...named.inputs }, problems: [...problems, ...named.problems] };
  }

  diff(subject: Subject, inputs: Values, olds: Values) {
    const type = findType(subject.token);
    const news = desired(type, inputs, this.#defaults);
    const found: readonly Difference[] = differences(type, news, olds);
    return {
      differences: found,
      deleteBeforeReplace: deletesBeforeReplacement(type, subject.name, news, olds),
    };
  }

  preview(subject: Subject, inputs: Values, olds: Values): Values {
    const type = findType(subject.token);
    return previewOf(type, desired(type, inputs, this.#defaults), olds);
  }

  async create(subject: Subject, inputs: Values): Promise<Made> {
    const type = findType(subject.token);
    const wanted = desired(type, inputs, this.#defaults);
    const aws = await this.#aws(wanted);
    const id = await type.create(wanted, aws);
    try {
      await type.complete?.(id, wanted, aws);
      return { id, state: await this.#stateAfterwards(type, id, wanted, aws) };
    } catch (error) {
      return {
        id,
        state: wanted,
        unfinished: this.describe(error, `${subject.token} "${subject.name}"`),
      };
    }
  }

  /** Undefined when the resource is gone. Without inputs (an import, or get() of a program) they are made up from the state. */
  async read(subject: Subject, id: string, olds: Values, inputs: Values) {
    const type = findType(subject.token);
    const region = olds.region ?? inputs.region ?? (type.idIsArn && regionOfArn(id));
    const wanted = desired(type, { ...inputs, ...(region ? { region } : {}) }, this.#defaults);
    const live = await this.#live(type, id, { ...olds, ...wanted }, await this.#aws(wanted));
    if (live === undefined) return undefined;
    const state = stateOf(type, live, wanted, this.#defaults);
    return { state, inputs: inputsOf(type, state, inputs) };
  }

  async update(subject: Subject, id: string, inputs: Values, olds: Values): Promise<Values> {
    const type = findType(subject.token);
    const news = desired(type, inputs, this.#defaults);
    const aws = await this.#aws(news);
    const changed = (...names: string[]): boolean =>
      names.some((name) => {
        const property = type.properties[name];
        return property !== undefined && isChanged(name, property, news, olds);
      });
    await type.update?.({ id, news, olds, changed }, aws);
    return this.#stateAfterwards(type, id, news, aws);
  }

  async delete(subject: Subject, id: string, olds: Values): Promise<void> {
    const type = findType(subject.token);
    try {
      await type.delete(id, olds, await this.#aws(olds));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }

  async invoke(token: string, args: Values): Promise<Values> {
    const lookup = findFunction(token);
    return lookup(args, await this.#aws({ region: args.region }));
  }

  describe(error: unknown, about: string): string {
    const endpoint = this.#config.endpoint ?? Object.values(this.#config.endpoints)[0] ?? "";
    return describe(error, about, endpoint);
  }

  async #stateAfterwards(
    type: AnyResourceType,
    id: string,
    wanted: Values,
    aws: Aws,
  ): Promise<Values> {
    const live = await this.#live(type, id, wanted, aws);
    if (live === undefined)
      throw new Error(`AWS does not know ${id} directly after it was written`);
    return stateOf(type, live, wanted, this.#defaults);
  }

  async #live(
    type: AnyResourceType,
    id: string,
    known: Values,
    aws: Aws,
  ): Promise<Values | undefined> {
    try {
      return await type.read(id, known, aws);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async #aws(values: Values): Promise<Aws> {
    const aws = new Aws(
      typeof values.region === "string" ? values.region : this.#config.region,
      this.#clients,
    );
    this.#account ??= this.#checkAccount(aws);
    await this.#account;
    return aws;
  }

  async #checkAccount(aws: Aws): Promise<void> {
    const allowed = this.#config.allowedAccountIds;
    if (allowed.length === 0) return;
    const account = await accountId(aws);
    if (!allowed.includes(account))
      throw new Error(
        `account ${account} is not one of aws:allowedAccountIds: ${allowed.join(", ")}`,
      );
  }
}

/** https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/provider/sdkv2/importer/arn.go */
function regionOfArn(id: string): string {
  const [start, , , region = ""] = id.split(":");
  if (start !== "arn") throw new Error(`could not parse import ID "${id}" as ARN`);
  return region;
}
