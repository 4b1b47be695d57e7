import assert from "node:assert/strict";
import { savedQueries } from "../queries/catalogue";
import { logsInsightsText } from "../queries/insights";
import {
  inputsOf,
  mockAws,
  namesOf,
  settled,
  valueOf,
  type MadeResource,
} from "../tests/mockedAws";
import { SavedQueries } from "./savedQueries";

describe("SavedQueries", () => {
  let made: readonly MadeResource[];
  let component: SavedQueries;

  before(async () => {
    made = await mockAws();
    component = new SavedQueries("kms", {
      logGroupName: "trail-logs",
      queries: savedQueries,
      queryFolder: "kms-dev",
    });
    await settled();
  });

  it("saves every query of the catalogue", () => {
    assert.deepEqual(
      namesOf(made),
      savedQueries.map(({ id }) => `QueryDefinition kms-${id}`).sort(),
    );
  });

  it("puts each into the folder, over the trail's log group, under its description", () => {
    for (const query of savedQueries) {
      assert.deepEqual(
        inputsOf(made, "aws:cloudwatch/queryDefinition:QueryDefinition", `kms-${query.id}`),
        {
          name: `kms-dev/${query.title}`,
          logGroupNames: ["trail-logs"],
          queryString: logsInsightsText(query),
        },
      );
    }
  });

  it("tells the ids of all by their ids in the catalogue", async () => {
    assert.deepEqual(
      Object.keys(await valueOf(component.queryDefinitionIds)),
      savedQueries.map(({ id }) => id),
    );
  });
});
