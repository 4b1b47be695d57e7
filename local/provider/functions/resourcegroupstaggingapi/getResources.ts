import {
  paginateGetResources,
  ResourceGroupsTaggingAPIClient,
  type TagFilter,
} from "@aws-sdk/client-resource-groups-tagging-api";
import { lookup } from "../../lookup";
import { isObject } from "../../meaning";

// Which resources of the region have these tags? All pages of the answer.

export default lookup(async ({ resourceTypeFilters, tagFilters }, aws) => {
  const client = aws.client(ResourceGroupsTaggingAPIClient);
  const pages = paginateGetResources(
    { client },
    {
      ResourceTypeFilters: texts(resourceTypeFilters),
      TagFilters: Array.isArray(tagFilters) ? tagFilters.filter(isObject).map(toAws) : undefined,
    },
  );
  const found: unknown[] = [];
  for await (const { ResourceTagMappingList = [] } of pages) {
    for (const { ResourceARN, Tags = [] } of ResourceTagMappingList) {
      const tags = Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value]));
      found.push({ resourceArn: ResourceARN, tags, complianceDetails: [] });
    }
  }
  return {
    id: "aws",
    region: aws.region,
    resourceTypeFilters,
    tagFilters,
    resourceTagMappingLists: found,
  };
});

function toAws({ key, values }: Readonly<Record<string, unknown>>): TagFilter {
  return { Key: String(key), Values: texts(values) };
}

function texts(list: unknown): string[] | undefined {
  return Array.isArray(list) ? list.map(String) : undefined;
}
