import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import {
  AthenaClient,
  GetNamedQueryCommand,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
  type NamedQuery,
  type QueryExecution,
  type StartQueryExecutionCommandInput,
} from "@aws-sdk/client-athena";
import {
  CloudTrailClient,
  StartLoggingCommand,
  StopLoggingCommand,
} from "@aws-sdk/client-cloudtrail";
import { CloudWatchLogsClient, DescribeLogStreamsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  S3Client,
} from "@aws-sdk/client-s3";
import type { StackOutputs } from "../components/outputs";
import type { CloudTrailRecord } from "../detections/detection";
import { deliver } from "../local/replay/cloudTrail";
import { loggingTrails } from "../local/replay/deployed";
import { writeLogFiles, type LoggedEvent } from "../local/replay/logFiles";
import { savedQueries } from "../queries/catalogue";
import type { Row } from "../queries/query";
import { sampleRecord } from "../queries/sampleRecord";
import { startEmbeddedAws, type EmbeddedAws } from "./embeddedAws";
import { configWith, deployLocal, outputsOf, STACK, succeed, UP } from "./localStack";

const HOME = "us-east-1";
const DAY_MILLISECONDS = 86_400_000;
const WHOLE_ARCHIVE = ["key-life", "policy-and-grant-history"];
const QUERY_SECONDS = 30;

describe("the saved queries, run by Athena over the deployed archive", function () {
  let aws: EmbeddedAws;
  let outputs: StackOutputs;
  let athena: AthenaClient;
  let s3: S3Client;

  before(async () => {
    aws = await startEmbeddedAws();
    outputs = await deployLocal(aws);
    athena = new AthenaClient({ region: HOME });
    s3 = new S3Client({ region: HOME });
  });

  afterEach(emptyArchive);
  after(() => aws.stop());

  for (const query of savedQueries) {
    it(`answers ${query.id} with what its samples say, in order, and nothing else`, async () => {
      // Files hold records in no order.
      await archive([...query.leaves, ...query.finds].reverse());
      assert.deepEqual(await answer(query.id), query.answer);
    });
  }

  it("has the results in the workgroup's bucket, whatever a caller wants", async () => {
    const { resultsBucketName: Bucket } = outputs.archiveQueries;
    const { execution } = await run("SELECT 1 AS one", {
      ResultConfiguration: { OutputLocation: `s3://${outputs.archiveBucketName}/` },
    });
    const Key = `${execution.QueryExecutionId}.csv`;
    assert.equal(execution.ResultConfiguration?.OutputLocation, `s3://${Bucket}/${Key}`);
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    assert.equal(await Body?.transformToString(), "one\r\n1\r\n");
  });

  it("reads fields whatever their case, and as text what the table has as text", async () => {
    const attributes = { "www.amazon.com:user_id": "alice" };
    const record = sampleRecord(1, "2026-01-05T09:00:00Z", "Encrypt", {
      userIdentity: { sessionContext: { webIdFederationData: { attributes } } },
      requestParameters: { keyId: "alias/x", encryptionContext: { Größe: 1 } },
    });
    await archive([record]);
    const { rows } = await run(`SELECT region, readonly, requestparameters, responseelements,
      useridentity.sessioncontext.webidfederationdata.attributes['www.amazon.com:user_id'] AS alice,
      json_extract_scalar(requestparameters, '$.encryptionContext') AS noscalar,
      element_at(resources, 1).type AS type, element_at(resources, 2).type AS none
      FROM cloudtrail_records`);
    assert.deepEqual(rows, [
      {
        region: "us-west-2",
        readonly: "false",
        requestparameters: '{"keyId":"alias/x","encryptionContext":{"Größe":1}}',
        alice: "alice",
        type: "AWS::KMS::Key",
      },
    ]);
  });

  it("asks the whole archive of the life of a key, and of policies and grants", async () => {
    for (const id of WHOLE_ARCHIVE) {
      const query = savedQueries.find((one) => one.id === id);
      assert.ok(query);
      await archive(query.finds, new Date("2013-11-13"));
      assert.deepEqual(await answer(id), query.answer);
      await emptyArchive();
    }
  });

  it("asks of the last 90 days else", async () => {
    for (const query of savedQueries.filter(({ id }) => !WHOLE_ARCHIVE.includes(id))) {
      await archive(query.finds, daysAgo(91));
      assert.deepEqual(await answer(query.id), []);
      await archive(query.finds, daysAgo(89));
      assert.deepEqual(await answer(query.id), query.answer);
      await emptyArchive();
    }
  });

  it("asks of the days that a person writes into a query as it says", async () => {
    const [, keyUsers] = savedQueries;
    assert.ok(keyUsers);
    await archive(keyUsers.finds, new Date("2024-03-31"));
    const { QueryString = "" } = await namedQuery(keyUsers.id);
    const [, example = ""] = /for example: (AND day BETWEEN .*)\n/.exec(QueryString) ?? [];
    const { rows } = await run(QueryString.replace(/^ *AND day >= .*$/m, example));
    assert.deepEqual(rows, keyUsers.answer);
  });

  it("reads no day, region or account but those that the table projects", async () => {
    const record = sampleRecord(1, "2026-01-05T09:00:00Z", "Decrypt");
    await archive([record], new Date("2013-11-12"));
    await archive([record], daysAgo(-1));
    await archive([{ ...record, awsRegion: "xx-nowhere-1" }]);
    await archive([{ ...record, recipientAccountId: "444455556666" }]);
    const count = "SELECT count(*) AS records FROM cloudtrail_records";
    assert.deepEqual((await run(count)).rows, [{ records: "0" }]);
    await archive([record], new Date("2013-11-13"));
    await archive([record]);
    assert.deepEqual((await run(count)).rows, [{ records: "2" }]);
  });

  it("finds a replayed call that the trail logs, and none that came while it did not", async () => {
    const cloudTrail = new CloudTrailClient({ region: HOME });
    const Name = outputs.trailArn;
    const [missed, logged] = ["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"].map((time, at) =>
      sampleRecord(at, time, "DisableKey"),
    );
    assert.ok(missed && logged);
    await cloudTrail.send(new StopLoggingCommand({ Name }));
    await deliver([missed], HOME);
    await cloudTrail.send(new StartLoggingCommand({ Name }));
    await deliver([logged], HOME);
    const found = await answer("key-life");
    assert.deepEqual(
      found.map(({ eventtime, eventname }) => [eventtime, eventname]),
      [["2026-01-02T00:00:00Z", "DisableKey"]],
    );
  });

  it("gets replayed calls as CloudTrail delivers them: one encrypted file for each account and region", async () => {
    const record = sampleRecord(1, "2026-03-04T00:00:00Z", "Decrypt");
    const delivered = new Date("2026-03-04T05:06:07Z");
    await archive([record, { ...record, awsRegion: "us-east-1" }, record], delivered);
    const Bucket = outputs.archiveBucketName;
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
    const [first, second, ...others] = Contents.map(({ Key = "" }) => Key);
    assert.ok(first && second);
    assert.match(
      first,
      /^AWSLogs\/111122223333\/CloudTrail\/us-east-1\/2026\/03\/04\/111122223333_CloudTrail_us-east-1_20260304T0506Z_[0-9a-f]{16}\.json\.gz$/,
    );
    assert.match(
      second,
      /^AWSLogs\/111122223333\/CloudTrail\/us-west-2\/2026\/03\/04\/111122223333_CloudTrail_us-west-2_20260304T0506Z_[0-9a-f]{16}\.json\.gz$/,
    );
    assert.deepEqual(others, []);
    const file = await s3.send(new GetObjectCommand({ Bucket, Key: second }));
    assert.equal(file.SSEKMSKeyId, outputs.keyArn);
    const body = gunzipSync((await file.Body?.transformToByteArray()) ?? "");
    assert.deepEqual(JSON.parse(body.toString()), { Records: [record, record] });
  });

  describe("when the trail is the organization's", () => {
    const count = "SELECT count(*) AS records FROM cloudtrail_records";

    before(async () => {
      const trail = { mode: "organization", organizationId: "o-exampleorgid" };
      await succeed(aws, [...UP, ...STACK, ...configWith(aws, { trail })]);
      outputs = await outputsOf(aws);
    });

    for (const condition of [
      "",
      " WHERE account LIKE '4%'",
      " WHERE account = recipientaccountid",
      " WHERE account = '444455556666' OR region = 'us-west-2'",
      " AS one JOIN cloudtrail_records AS other ON one.eventid = other.eventid",
    ]) {
      it(`refuses a question that does not say which account:${condition || " all"}`, async () => {
        const { execution } = await run(count + condition);
        assert.equal(
          execution.Status?.StateChangeReason,
          "CONSTRAINT_VIOLATION: For the injected projected partition column account, the WHERE clause must contain only static equality conditions, and at least one such condition must be present.",
        );
      });
    }

    it("has log streams beside it whose names begin with the organization and the account", async () => {
      await deliver([sampleRecord(1, "2026-01-05T09:00:00Z", "DisableKey")], HOME);
      const { logStreams = [] } = await new CloudWatchLogsClient({ region: HOME }).send(
        new DescribeLogStreamsCommand({
          logGroupName: outputs.logGroupName,
          logStreamNamePrefix: "o-",
        }),
      );
      assert.deepEqual(
        logStreams.map(({ logStreamName }) => logStreamName),
        ["o-exampleorgid_111122223333_CloudTrail_us-west-2"],
      );
    });

    it("tells one account from another", async () => {
      const record = sampleRecord(1, "2026-01-05T09:00:00Z", "Decrypt");
      await archive([record, record, { ...record, recipientAccountId: "444455556666" }]);
      for (const [condition, records] of [
        ["account = '444455556666'", "1"],
        ["region = 'us-west-2' AND account IN ('111122223333', '444455556666')", "3"],
        ["account = '111122223333' OR account = '999999999999'", "2"],
      ] as const) {
        assert.deepEqual((await run(`${count} WHERE ${condition}`)).rows, [{ records }]);
      }
    });

    for (const query of savedQueries) {
      it(`answers ${query.id} for the account that the stack is in`, async () => {
        const records = [...query.leaves, ...query.finds];
        await archive([
          ...records,
          ...records.map((record) => ({ ...record, recipientAccountId: "444455556666" })),
        ]);
        assert.deepEqual(await answer(query.id), query.answer);
      });
    }
  });

  /** Puts the records into the archive, as the deployed trail would. */
  async function archive(
    records: readonly CloudTrailRecord[],
    delivered = new Date(),
  ): Promise<void> {
    const [trail] = await loggingTrails(HOME);
    assert.ok(trail);
    await writeLogFiles(
      trail.logFiles,
      records.map((record) => record as unknown as LoggedEvent),
      delivered,
    );
  }

  async function emptyArchive(): Promise<void> {
    const Bucket = outputs.archiveBucketName;
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
    for (const { Key } of Contents) {
      await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    }
  }

  /** The rows that the deployed query of the catalogue's id finds. */
  async function answer(id: string): Promise<readonly Row[]> {
    const { QueryString = "", WorkGroup, Database } = await namedQuery(id);
    const { execution, rows } = await run(QueryString, {
      WorkGroup,
      QueryExecutionContext: { Database },
    });
    assert.equal(execution.Status?.StateChangeReason, "");
    return rows;
  }

  async function namedQuery(id: string): Promise<NamedQuery> {
    const NamedQueryId = outputs.archiveQueries.namedQueryIds[id];
    const { NamedQuery } = await athena.send(new GetNamedQueryCommand({ NamedQueryId }));
    assert.ok(NamedQuery);
    return NamedQuery;
  }

  /** Runs SQL in the deployed workgroup. */
  async function run(
    QueryString: string,
    settings: Partial<StartQueryExecutionCommandInput> = {},
  ): Promise<{ readonly execution: QueryExecution; readonly rows: readonly Row[] }> {
    const { databaseName: Database, workgroupName: WorkGroup } = outputs.archiveQueries;
    const { QueryExecutionId } = await athena.send(
      new StartQueryExecutionCommand({
        QueryString,
        QueryExecutionContext: { Database },
        WorkGroup,
        ...settings,
      }),
    );
    const execution = await ended(QueryExecutionId);
    if (execution.Status?.State !== "SUCCEEDED") {
      return { execution, rows: [] };
    }
    const { ResultSet } = await athena.send(new GetQueryResultsCommand({ QueryExecutionId }));
    const [names = [], ...rows] = (ResultSet?.Rows ?? []).map(({ Data = [] }) =>
      Data.map(({ VarCharValue }) => VarCharValue),
    );
    return { execution, rows: rows.map((values) => rowOf(names, values)) };
  }

  async function ended(QueryExecutionId: string | undefined): Promise<QueryExecution> {
    const deadline = Date.now() + QUERY_SECONDS * 1000;
    while (Date.now() < deadline) {
      const answer = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
      const execution = answer.QueryExecution;
      if (execution?.Status?.CompletionDateTime !== undefined) {
        return execution;
      }
      await setTimeout(50);
    }
    throw new Error(`Athena did not answer in ${QUERY_SECONDS} seconds`);
  }
});

/** A row lacks the columns in which it has nothing. */
function rowOf(
  names: readonly (string | undefined)[],
  values: readonly (string | undefined)[],
): Row {
  const cells = names.map((name = "", at) => [name, values[at]] as const);
  return Object.fromEntries(
    cells.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function daysAgo(days: number): Date {
  return new Date(Date.now() - days * DAY_MILLISECONDS);
}
