import {
  CloudTrailClient,
  GetEventSelectorsCommand,
  PutEventSelectorsCommand,
  type AdvancedEventSelector,
  type EventSelector,
  type ReadWriteType,
  type Trail,
} from "@aws-sdk/client-cloudtrail";
import type { Aws } from "./aws";
import type { Inputs, Property } from "./resourceType";

// The event selectors of a trail, as the program writes them and as CloudTrail takes them.

const TEXTS = { type: "list", of: { type: "string" } } as const;

export const BASIC_SELECTORS = {
  type: "list",
  of: {
    type: "object",
    properties: {
      readWriteType: { type: "string", default: "All" },
      includeManagementEvents: { type: "boolean", default: true },
      excludeManagementEventSources: { type: "set", of: { type: "string" } },
      dataResources: {
        type: "list",
        of: {
          type: "object",
          properties: {
            type: { type: "string", required: true },
            values: { ...TEXTS, required: true },
          },
        },
      },
    },
  },
} as const satisfies Property;

export const ADVANCED_SELECTORS = {
  type: "list",
  of: {
    type: "object",
    properties: {
      name: { type: "string" },
      fieldSelectors: {
        type: "set",
        required: true,
        of: {
          type: "object",
          properties: {
            field: { type: "string", required: true },
            equals: TEXTS,
            notEquals: TEXTS,
            startsWiths: TEXTS,
            notStartsWiths: TEXTS,
            endsWiths: TEXTS,
            notEndsWiths: TEXTS,
          },
        },
      },
    },
  },
} as const satisfies Property;

type Basic = Inputs<(typeof BASIC_SELECTORS)["of"]["properties"]>;
type Advanced = Inputs<(typeof ADVANCED_SELECTORS)["of"]["properties"]>;

interface Selectors {
  readonly eventSelectors: readonly Basic[] | undefined;
  readonly advancedEventSelectors: readonly Advanced[] | undefined;
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html */
const DEFAULT_SELECTOR: EventSelector = {
  ReadWriteType: "All",
  IncludeManagementEvents: true,
  DataResources: [],
  ExcludeManagementEventSources: [],
};

/** Without any selectors the trail gets back the one that every new trail has. */
export async function putSelectors(id: string, inputs: Selectors, aws: Aws): Promise<void> {
  const advanced = inputs.advancedEventSelectors?.map(advancedToAws);
  const basic = inputs.eventSelectors?.map(basicToAws) ?? [DEFAULT_SELECTOR];
  const selectors =
    advanced === undefined ? { EventSelectors: basic } : { AdvancedEventSelectors: advanced };
  await aws
    .client(CloudTrailClient)
    .send(new PutEventSelectorsCommand({ TrailName: id, ...selectors }));
}

/**
 * A new trail has a selector that nobody gave. As the real provider, this one takes it for none, even when the program gives it:
 * such a program has something to change for ever. https://github.com/hashicorp/terraform-provider-aws/issues/3697
 */
export async function readSelectors(trail: Trail, aws: Aws) {
  const none = { eventSelectors: undefined, advancedEventSelectors: undefined };
  if (trail.HasCustomEventSelectors !== true) return none;
  const answer = await aws
    .client(CloudTrailClient)
    .send(new GetEventSelectorsCommand({ TrailName: trail.TrailARN }));
  const advanced = answer.AdvancedEventSelectors ?? [];
  if (advanced.length > 0)
    return { ...none, advancedEventSelectors: advanced.map(advancedFromAws) };
  return { ...none, eventSelectors: answer.EventSelectors?.map(basicFromAws) };
}

function basicToAws(selector: Basic): EventSelector {
  return {
    ReadWriteType: selector.readWriteType as ReadWriteType,
    IncludeManagementEvents: selector.includeManagementEvents,
    ExcludeManagementEventSources: selector.excludeManagementEventSources ?? [],
    DataResources: (selector.dataResources ?? []).map(({ type, values }) => ({
      Type: type,
      Values: values,
    })),
  };
}

function basicFromAws(selector: EventSelector): Basic {
  return {
    readWriteType: selector.ReadWriteType ?? "All",
    includeManagementEvents: selector.IncludeManagementEvents ?? true,
    excludeManagementEventSources: selector.ExcludeManagementEventSources,
    dataResources: selector.DataResources?.map(({ Type, Values }) => ({
      type: Type ?? "",
      values: Values ?? [],
    })),
  };
}

function advancedToAws(selector: Advanced): AdvancedEventSelector {
  return {
    Name: selector.name,
    FieldSelectors: selector.fieldSelectors.map((field) => ({
      Field: field.field,
      Equals: field.equals,
      NotEquals: field.notEquals,
      StartsWith: field.startsWiths,
      NotStartsWith: field.notStartsWiths,
      EndsWith: field.endsWiths,
      NotEndsWith: field.notEndsWiths,
    })),
  };
}

function advancedFromAws(selector: AdvancedEventSelector): Advanced {
  return {
    name: selector.Name,
    fieldSelectors: (selector.FieldSelectors ?? []).map((field) => ({
      field: field.Field ?? "",
      equals: field.Equals,
      notEquals: field.NotEquals,
      startsWiths: field.StartsWith,
      notStartsWiths: field.NotStartsWith,
      endsWiths: field.EndsWith,
      notEndsWiths: field.NotEndsWith,
    })),
  };
}
