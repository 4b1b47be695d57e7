import type { AwsClient, ClientConstructor, Clients } from "./clients";

// The AWS that one resource lives in: a region, and clients for it.

export class Aws {
  readonly region: string;
  readonly #clients: Clients;

  constructor(region: string, clients: Clients) {
    this.region = region;
    this.#clients = clients;
  }

  client<C extends AwsClient>(constructor: ClientConstructor<C>): C {
    return this.#clients.get(constructor, this.region);
  }
}
