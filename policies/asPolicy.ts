import type {
  PolicyResource,
  ResourceRemediation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { propertiesFrom } from "./engineRequests";
import { groupedByResource, messagesOf } from "./message";
import type { Resource, ResourceRule, Rule, StackRule } from "./rule";
import { type Configured, configSchemaOf, readSettings } from "./settings";
import { verdictOnResource, verdictOnStack } from "./verdict";

// Makes the policies that the engine runs out of rules. An error in one of them ends the run: nothing passes unjudged.

export function asPolicy(
  rule: Rule,
  clock: () => Date = () => new Date(),
): ResourceValidationPolicy | StackValidationPolicy {
  return "judge" in rule ? resourcePolicy(rule, clock) : stackPolicy(rule, clock);
}

function metadata(rule: Rule) {
  const { name, title, why, level, controls } = rule;
  return {
    name,
    description: `${title} ${why}`,
    enforcementLevel: level,
    configSchema: configSchemaOf(rule),
    tags: [...controls],
  };
}

function resourcePolicy(rule: ResourceRule, clock: () => Date): ResourceValidationPolicy {
  const types = new Set(rule.types);
  const configured = settingsReader(rule, clock);
  return {
    ...metadata(rule),
    validateResource: (args, reportViolation) => {
      if (!types.has(args.type)) return;
      const resource = resourceFrom(args);
      const violations = verdictOnResource(rule, resource, configured(args), clock());
      for (const message of messagesOf(resource, violations)) reportViolation(message);
    },
    ...(rule.remedy === undefined ? {} : { remediateResource: remediation(rule, clock) }),
  };
}

/** The engine asks for it only where a team sets the level "remediate", and then judges what it returns. */
function remediation(rule: ResourceRule, clock: () => Date): ResourceRemediation {
  const types = new Set(rule.types);
  const configured = settingsReader(rule, clock);
  return (args) => {
    if (!types.has(args.type)) return undefined;
    const resource = resourceFrom(args);
    const configuration = configured(args);
    if (verdictOnResource(rule, resource, configuration, clock()).length === 0) return undefined;
    const remedy = Object.entries(rule.remedy?.(resource, configuration.settings) ?? {});
    if (remedy.length === 0) return undefined;
    const props: Record<string, unknown> = args.props;
    for (const [property, value] of remedy) {
      if (value === undefined) delete props[property];
      else props[property] = value;
    }
    return props;
  };
}

function stackPolicy(rule: StackRule, clock: () => Date): StackValidationPolicy {
  const configured = settingsReader(rule, clock);
  return {
    ...metadata(rule),
    validateStack: (args, reportViolation) => {
      const resources = args.resources.map(resourceFrom);
      const found = verdictOnStack(rule, resources, configured(args), clock());
      for (const [resource, violations] of groupedByResource(found)) {
        for (const message of messagesOf(resource, violations)) {
          reportViolation(message, resource.urn);
        }
      }
    },
  };
}

/** The properties are read when a rule asks for them, which most rules do for few resources. */
function resourceFrom({
  type,
  name,
  urn,
  props,
  opts,
}: ResourceValidationArgs | PolicyResource): Resource {
  return {
    type,
    name,
    urn,
    get props() {
      return propertiesFrom(props);
    },
    protect: opts.protect,
    ignoreChanges: opts.ignoreChanges,
  };
}

/** Reads the settings again only when they change: the SDK gives a copy of them for every resource. */
function settingsReader(
  rule: Rule,
  clock: () => Date,
): (args: { getConfig: () => object }) => Configured {
  let last: { readonly text: string; readonly configured: Configured } | undefined;
  return (args) => {
    const given = args.getConfig();
    const text = JSON.stringify(given);
    if (last?.text !== text) {
      last = { text, configured: readSettings(rule, { ...given }, clock()) };
    }
    return last.configured;
  };
}
