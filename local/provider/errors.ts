// Says in one line what went wrong at AWS: operation, resource, AWS's code and message.

const operations = new WeakMap<object, string>();

/** Notes which operation an error comes from, and gives it back. */
export function rememberOperation(error: unknown, commandName: string | undefined): unknown {
  if (typeof error === "object" && error !== null && commandName !== undefined)
    operations.set(error, commandName.replace(/Command$/, ""));
  return error;
}

/** Every service has its own name for "there is no such thing". */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && /NotFound|NoSuch|NonExistent|DoesNotExist/.test(error.name);
}

/** What the call answers, or undefined when AWS says that there is no such thing. */
export async function ifFound<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

export function describe(error: unknown, resource: string, endpoint: string): string {
  if (!(error instanceof Error)) return String(error);
  if (isSilence(error))
    return `the embedded AWS does not answer on ${endpoint}; start it with npm start`;
  const operation = operations.get(error);
  const message = error.message.replace(/\s+/g, " ").trim();
  return operation === undefined
    ? message
    : `${operation} for ${resource}: ${error.name}: ${message}`;
}

function isSilence(error: Error): boolean {
  const code = "code" in error ? String(error.code) : "";
  return (
    ["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH"].includes(code) ||
    error.name === "TimeoutError"
  );
}
