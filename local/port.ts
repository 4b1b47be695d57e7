import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { Problem } from "./problem";

// Ports of the loopback address: is one free, and which one is.

/** Refuses a port on which another program listens, in one sentence that says what to do. */
export async function requireFreePort(port: number): Promise<void> {
  try {
    await listenOnce(port);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    const why =
      code === "EADDRINUSE" ? "is in use by another program" : `cannot be used (${String(code)})`;
    throw new Problem(
      `Port ${port} on 127.0.0.1 ${why}; free it or choose another with LOCAL_AWS_PORT=<port>.`,
    );
  }
}

export function freePort(): Promise<number> {
  return listenOnce(0);
}

async function listenOnce(port: number): Promise<number> {
  const server = createServer();
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const { port: taken } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return taken;
}
