import {
  AthenaClient,
  CreateNamedQueryCommand,
  DeleteNamedQueryCommand,
  GetNamedQueryCommand,
} from "@aws-sdk/client-athena";
import { ifKnownToAthena } from "../../athenaErrors";
import { REGIONAL, resourceType, type Properties } from "../../resourceType";

// A query that Athena keeps for everyone who works in the workgroup.

const properties = {
  ...REGIONAL,
  name: { type: "string", computed: true, replaces: true },
  database: { type: "string", required: true, replaces: true },
  query: { type: "string", required: true, replaces: true },
  description: { type: "string", replaces: true },
  workgroup: { type: "string", replaces: true, default: "primary" },
} as const satisfies Properties;

export default resourceType({
  token: "aws:athena/namedQuery:NamedQuery",
  properties,
  naming: { property: "name", maxLength: 128 },

  async create(inputs, aws) {
    const answer = await aws.client(AthenaClient).send(
      new CreateNamedQueryCommand({
        Name: inputs.name,
        Database: inputs.database,
        QueryString: inputs.query,
        Description: inputs.description,
        WorkGroup: inputs.workgroup,
      }),
    );
    return answer.NamedQueryId ?? "";
  },

  async read(id, _known, aws) {
    const call = aws.client(AthenaClient).send(new GetNamedQueryCommand({ NamedQueryId: id }));
    const found = (await ifKnownToAthena(call))?.NamedQuery;
    if (found === undefined) return undefined;
    return {
      name: found.Name,
      database: found.Database,
      query: found.QueryString,
      description: found.Description,
      workgroup: found.WorkGroup,
    };
  },

  async delete(id, _known, aws) {
    await aws.client(AthenaClient).send(new DeleteNamedQueryCommand({ NamedQueryId: id }));
  },
});
