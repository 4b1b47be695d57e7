import { buildEngine, builtEngine } from "./engineBuild";
import { downloadEngine, downloadedEngine } from "./engineDownload";
import { engineOnPath } from "./engineOnPath";
import { Problem } from "./problem";

// Finds the Pulumi engine, or makes one: on PATH, else downloaded by npm, else built from source.

export type EngineOrigin = "path" | "npm" | "go";

export interface Engine {
  /** Holds `pulumi`; goes first on PATH. */
  readonly binDirectory: string;
  readonly version: string;
  readonly origin: EngineOrigin;
  /** One line for people: which engine and why this one. */
  readonly reason: string;
}

export interface NoEngine {
  readonly whyNot: string;
}

export type EngineAttempt = Engine | NoEngine;

export interface EngineSearch {
  readonly environment: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

interface Way {
  readonly origin: EngineOrigin;
  readonly attempt: (search: EngineSearch) => Promise<EngineAttempt>;
}

/** What exists comes before what must be fetched, so that only the first start is slow and needs a network. */
const WAYS: readonly Way[] = [
  { origin: "path", attempt: engineOnPath },
  { origin: "npm", attempt: downloadedEngine },
  { origin: "go", attempt: builtEngine },
  { origin: "npm", attempt: downloadEngine },
  { origin: "go", attempt: buildEngine },
];

export async function chooseEngine(search: EngineSearch): Promise<Engine> {
  const forced = forcedOrigin(search.environment);
  const ways = WAYS.filter((way) => forced === undefined || way.origin === forced);
  const refusals: string[] = [];
  for (const way of ways) {
    const attempt = await way.attempt(search);
    if ("whyNot" in attempt) {
      if (attempt.whyNot !== "") refusals.push(attempt.whyNot);
      continue;
    }
    const because = forced ? ["KMS_MONITORING_ENGINE asks for it"] : refusals;
    return {
      ...attempt,
      reason: [attempt.reason, because.join("; ")].filter((part) => part !== "").join(": "),
    };
  }
  throw new Problem(noEngineMessage(refusals));
}

function noEngineMessage(refusals: readonly string[]): string {
  return (
    `No Pulumi engine (${refusals.join("; ")}): put pulumi on PATH (https://www.pulumi.com/docs/install/), ` +
    "or allow npm to download it, or install Go (https://go.dev/dl/) so that it can be built from source."
  );
}

/** `KMS_MONITORING_ENGINE` leaves only one of the three ways. */
function forcedOrigin(environment: NodeJS.ProcessEnv): EngineOrigin | undefined {
  const given = environment["KMS_MONITORING_ENGINE"];
  if (given === undefined || given === "") return undefined;
  if (given === "path" || given === "npm" || given === "go") return given;
  throw new Problem(`KMS_MONITORING_ENGINE is "${given}", which is not one of path, npm, go.`);
}
