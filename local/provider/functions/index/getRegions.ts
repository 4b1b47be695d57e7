import { DescribeRegionsCommand, EC2Client, type Filter } from "@aws-sdk/client-ec2";
import { isObject } from "../../meaning";
import { lookup } from "../../lookup";

// Which regions are enabled for the account?

export default lookup(async (args, aws) => {
  const { allRegions, filters } = args;
  const answer = await aws.client(EC2Client).send(
    new DescribeRegionsCommand({
      AllRegions: allRegions === true,
      Filters: Array.isArray(filters) ? filters.filter(isObject).map(toAws) : undefined,
    }),
  );
  return {
    id: "aws",
    allRegions,
    filters,
    names: (answer.Regions ?? []).map(({ RegionName = "" }) => RegionName).sort(),
  };
});

function toAws({ name, values }: Readonly<Record<string, unknown>>): Filter {
  return { Name: String(name), Values: Array.isArray(values) ? values.map(String) : [] };
}
