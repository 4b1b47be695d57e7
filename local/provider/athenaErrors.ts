// Athena says "there is no such thing" only in words: each of its refusals is an InvalidRequestException.
// https://docs.aws.amazon.com/athena/latest/APIReference/API_GetWorkGroup.html

/** What the call answers, or undefined when Athena knows no such workgroup or query. */
export async function ifKnownToAthena<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isUnknownToAthena(error)) return undefined;
    throw error;
  }
}

function isUnknownToAthena(error: unknown): boolean {
  return (
    error instanceof Error &&
    error.name === "InvalidRequestException" &&
    /not found|does not exist/.test(error.message)
  );
}
