import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { strToU8, zipSync } from "fflate";
import { formatterScript } from "../messages/bundle";
import { readFormatter } from "./readFormatter";
import { alertTopicArns, functionArn, HOME, sampleStack } from "./sampleStack";

const { watchList } = sampleStack.formatter ?? assert.fail("the sample has a formatter");
const variables = {
  TOPIC_ARNS: JSON.stringify(alertTopicArns),
  HUB_BUS_NAME: "hub",
  TABLE_NAME: "told",
  METRIC_NAMESPACE: "KmsMonitoring",
  KEY_ARN: "arn:key",
  TRAIL_ARN: "arn:trail",
  WATCHED_REGIONS: HOME,
};
const files = {
  "formatter.js": formatterScript(),
  "watchList.json": JSON.stringify(watchList),
};

/** What Lambda answers. */
interface Deployed {
  readonly files?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, string>>;
  readonly reserved?: number;
}

describe("reading the deployed formatter", () => {
  let server: Server;
  let deployed: Deployed | undefined;
  let requests: string[] = [];
  const before = { ...process.env };
  const endpoint = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  beforeEach((done) => {
    requests = [];
    server = createServer(({ method = "", url = "" }, response) => {
      requests.push(`${method} ${decodeURIComponent(url)}`);
      if (deployed === undefined) {
        response.writeHead(404, { "x-amzn-errortype": "ResourceNotFoundException" }).end("{}");
      } else if (url === "/code?signed") {
        const zipped = Object.entries(deployed.files ?? files).map(
          ([name, text]) => [name, strToU8(text)] as const,
        );
        response.end(zipSync(Object.fromEntries(zipped)));
      } else {
        const Configuration = { Environment: { Variables: deployed.variables ?? variables } };
        const Concurrency = { ReservedConcurrentExecutions: deployed.reserved };
        // An address that only AWS itself reaches, as an emulator names it.
        const Code = { Location: "http://lambda.invalid/code?signed" };
        response.end(JSON.stringify({ Configuration, Concurrency, Code }));
      }
    });
    server.listen(0, "127.0.0.1", () => {
      const keys = { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };
      Object.assign(process.env, { AWS_ENDPOINT_URL: endpoint(), ...keys });
      done();
    });
  });
  afterEach((done) => {
    process.env = { ...before };
    server.close(done);
    server.closeAllConnections();
  });

  const read = (found: Deployed | undefined) => {
    deployed = found;
    return readFormatter(HOME, functionArn, endpoint());
  };

  it("takes the watch list out of its code, and its topics out of its environment", async () => {
    assert.deepEqual(await read({}), {
      formatter: { watchList, topicArns: alertTopicArns },
      notes: [],
    });
    assert.deepEqual(requests, [`GET /2015-03-31/functions/${functionArn}`, "GET /code?signed"]);
  });

  it("says if its code is not what this clone makes", async () => {
    const { formatter, notes } = await read({ files: { ...files, "formatter.js": "other" } });
    assert.deepEqual(formatter, { watchList, topicArns: alertTopicArns });
    assert.deepEqual(notes, [
      "The deployed function was made from other sources than this clone's: it may word its messages otherwise.",
    ]);
  });

  const mute: readonly (readonly [string, Deployed | undefined, string])[] = [
    ["gone", undefined, "it does not exist"],
    ["throttled", { reserved: 0 }, "it may not run at all"],
    ["replaced", { files: { "index.js": "" } }, "its code is not the formatter's"],
    [
      "without its variables",
      { variables: { ...variables, TOPIC_ARNS: "" } },
      "The formatter cannot start: TOPIC_ARNS is missing.",
    ],
  ];
  for (const [what, found, why] of mute) {
    it(`says that it tells nobody if it is ${what}`, async () => {
      assert.deepEqual(await read(found), {
        formatter: undefined,
        notes: [`The function that writes the messages tells nobody: ${why}`],
      });
    });
  }
});
