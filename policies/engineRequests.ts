import { createRequire } from "node:module";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { EnforcementLevel } from "@pulumi/policy";
import type { ConfigureAnalyzerRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import { propertiesOfRequest } from "./properties";

// The two places where the pack changes how @pulumi/policy reads the engine's requests. Left alone, the SDK
// - hands a secret to a policy as an ordinary string, so that no policy can tell that it is one;
// - copies all properties of each resource once per policy, which on large stacks costs more than judging them;
// - keeps settings for policies that do not exist to itself.
// If a later SDK reads its requests in another way, loading the pack or judging the first resource is an error.

type Properties = Readonly<Record<string, unknown>>;

interface Deserializer {
  deserializeProperties: (struct: Struct, proxySecrets: boolean) => object;
}

interface AnalyzerService {
  readonly configure: { requestDeserialize: (bytes: Buffer) => ConfigureAnalyzerRequest };
}

interface LevelReader {
  readonly convertEnforcementLevel: (level: number) => EnforcementLevel;
}

/** Under it, the SDK passes a policy the way to the properties instead of the properties. */
const READ = Symbol("reads the properties");

const alreadyRead = new WeakMap<Struct, Properties>();

/** To be called before the pack's server starts. */
export function readPropertiesWithMarkers(): void {
  const deserializer = partOfSdk<Deserializer>("./deserialize");
  const original = requireFunction(deserializer.deserializeProperties);
  deserializer.deserializeProperties = (struct, proxySecrets) => {
    const read = { [READ]: () => readOnce(struct) };
    // With `proxySecrets` they are for a remediation, which hands them back to the engine.
    return proxySecrets ? Object.assign(original(struct, proxySecrets), read) : read;
  };
}

export interface PolicyConfiguration {
  readonly level: EnforcementLevel;
  readonly settings: Properties;
}

/**
 * To be called before the pack's server starts. `check` sees what the engine configures, by policy name, and throws when
 * it is wrong; the engine then ends the run.
 */
export function checkConfiguration(
  check: (configuration: ReadonlyMap<string, PolicyConfiguration>) => void,
): void {
  const { AnalyzerService: service } = partOfSdk<{ readonly AnalyzerService: AnalyzerService }>(
    "@pulumi/pulumi/proto/analyzer_grpc_pb",
  );
  const original = requireFunction(service.configure.requestDeserialize);
  service.configure.requestDeserialize = (bytes) => {
    const request = original(bytes);
    try {
      check(configurationIn(request));
    } catch (error) {
      // Thrown here, only "Error deserializing request" would reach a person; thrown where the SDK reads the request,
      // the message does.
      request.getPolicyconfigMap = () => {
        throw withoutStack(error);
      };
    }
    return request;
  };
}

function configurationIn(
  request: ConfigureAnalyzerRequest,
): ReadonlyMap<string, PolicyConfiguration> {
  const { convertEnforcementLevel } = partOfSdk<LevelReader>("./protoutil");
  const configuration = new Map<string, PolicyConfiguration>();
  request.getPolicyconfigMap().forEach((config, policy) => {
    configuration.set(policy, {
      level: convertEnforcementLevel(config.getEnforcementlevel()),
      settings: config.getProperties()?.toJavaScript() ?? {},
    });
  });
  return configuration;
}

/** The properties that the SDK passed to a policy, as plain data with markers. */
export function propertiesFrom(props: object): Properties {
  const read = (props as { readonly [READ]?: () => Properties })[READ];
  if (read === undefined) {
    throw new Error("@pulumi/policy reads properties in a way that this pack does not know");
  }
  return read();
}

function readOnce(struct: Struct): Properties {
  const known = alreadyRead.get(struct);
  if (known !== undefined) return known;
  const properties = propertiesOfRequest(struct);
  alreadyRead.set(struct, properties);
  return properties;
}

/** The SDK shows people the stack, which says nothing to who mistyped a setting. */
function withoutStack(error: unknown): Error {
  const bare = new Error(error instanceof Error ? error.message : String(error));
  bare.stack = bare.message;
  return bare;
}

/** As the SDK itself finds it: other copies of the same package may be installed. */
function partOfSdk<T>(name: string): T {
  return createRequire(require.resolve("@pulumi/policy"))(name) as T;
}

function requireFunction<T>(value: T): T {
  if (typeof value !== "function") {
    throw new Error("This version of @pulumi/policy is not one that the pack knows");
  }
  return value;
}
