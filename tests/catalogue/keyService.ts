import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

// Plays HashiCorp Vault, as keeper of the key of a stack that has no secrets. The engine otherwise derives one from a
// passphrase in each run, with a million rounds of hashing: more than half of the time that a small run takes.
// https://developer.hashicorp.com/vault/api-docs/secret/transit

export interface KeyService {
  /** What the engine is told by `--secrets-provider`, and where it then finds the service. */
  readonly secretsProvider: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly stop: () => void;
}

const SEALED = "vault:v1:";

export async function startKeyService(): Promise<KeyService> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { plaintext = "", ciphertext = "" } = JSON.parse(
        Buffer.concat(chunks).toString(),
      ) as Readonly<Record<string, string | undefined>>;
      const data =
        request.url?.startsWith("/v1/transit/encrypt/") === true
          ? { ciphertext: SEALED + plaintext }
          : { plaintext: ciphertext.slice(SEALED.length) };
      response.setHeader("content-type", "application/json").end(JSON.stringify({ data }));
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    secretsProvider: "hashivault://programs",
    environment: { VAULT_SERVER_URL: `http://127.0.0.1:${port}`, VAULT_SERVER_TOKEN: "test" },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
