import { DeleteObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator, stopEmulator } from "../emulator";
import { endpointOf } from "../environment";
import { freePort } from "../port";
import { emulatorPython } from "../python";
import { allTypes, findType } from "./catalogue";
import { configProblems, readConfig } from "./config";
import { Provider } from "./provider";
import type { AnyResourceType, Values } from "./resourceType";
import { SAMPLE_REGION, SAMPLES, WORLD } from "./samples";

// Every resource type against the real emulator, in a region that is not the default one.

const HOME_REGION = "us-east-1";
const stateDirectory = mkdtempSync(join(tmpdir(), "kms-monitoring-provider-"));
let endpoint: string;
let provider: Provider;

async function startProvider(): Promise<Provider> {
  const aws = { port: await freePort(), stateDirectory };
  const python = await emulatorPython({ environment: process.env });
  await startEmulator({ aws, python: python.executable, environment: process.env });
  const config = { region: HOME_REGION, defaultTags: '{"tags":{"from":"defaults"}}' };
  endpoint = endpointOf(aws);
  const environment = { AWS_ENDPOINT_URL: endpoint };
  assert.deepEqual(configProblems(config, environment), []);
  return new Provider(readConfig(config, environment));
}

function isRegional(type: AnyResourceType): boolean {
  return "region" in type.properties;
}

function regional(type: AnyResourceType, inputs: Values): Values {
  return isRegional(type) ? { ...inputs, region: SAMPLE_REGION } : inputs;
}

/** Undefined takes a property away. */
function changed(inputs: Values, update: Values): Values {
  const entries = Object.entries({ ...inputs, ...update });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** The properties that an update can change. */
function updatable(type: AnyResourceType): string[] {
  const names = Object.keys(type.properties).filter((name) => {
    const { output, replaces, setting } = type.properties[name] ?? {};
    return output !== true && replaces !== true && setting !== true;
  });
  return names.sort();
}

/** What AWS holds is what was written, and the program sees nothing to do. */
async function assertHeld(token: string, id: string, state: Values, inputs: Values): Promise<void> {
  const subject = { token, name: "sample" };
  assert.deepEqual(await provider.read(subject, id, state, inputs), { state, inputs });
  assert.deepEqual(provider.diff(subject, inputs, state).differences, []);
}

describe("the resource types, in the emulator", function () {
  this.timeout(120_000);

  before(async () => {
    provider = await startProvider();
    for (const [name, { token, inputs }] of Object.entries(WORLD)) {
      const made = await provider.create({ token, name }, regional(findType(token), inputs));
      assert.equal(made.unfinished, undefined);
    }
  });

  after(async () => {
    await stopEmulator(stateDirectory);
    rmSync(stateDirectory, { recursive: true, force: true });
  });

  it("deletes a bucket that holds objects only when forced, then with every version", async () => {
    const subject = { token: "aws:s3/bucket:Bucket", name: "full" };
    const { id, state } = await provider.create(subject, { bucket: "full-bucket" });
    const versioning = { token: "aws:s3/bucketVersioning:BucketVersioning", name: "full" };
    await provider.create(versioning, {
      bucket: id,
      versioningConfiguration: { status: "Enabled" },
    });
    const s3 = new S3Client({
      region: HOME_REGION,
      endpoint,
      forcePathStyle: true,
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    });
    for (const Body of ["first", "second"])
      await s3.send(new PutObjectCommand({ Bucket: id, Key: "a", Body }));
    await s3.send(new DeleteObjectCommand({ Bucket: id, Key: "a" }));

    await assert.rejects(provider.delete(subject, id, state), { name: "BucketNotEmpty" });
    await provider.delete(subject, id, { ...state, forceDestroy: true });
    assert.equal(await provider.read(subject, id, state, {}), undefined);
  });

  it("takes a key that waits for its deletion for gone", async () => {
    const subject = { token: "aws:kms/key:Key", name: "gone" };
    const { id, state } = await provider.create(subject, { deletionWindowInDays: 30 });
    await provider.delete(subject, id, state);
    assert.equal(await provider.read(subject, id, state, {}), undefined);
    await provider.delete(subject, id, state);
  });

  it("keeps a resource whose creation could not be completed, and says why", async () => {
    const subject = { token: "aws:cloudwatch/logGroup:LogGroup", name: "half" };
    const made = await provider.create(subject, { name: "half-made", retentionInDays: 12 });
    assert.equal(made.id, "half-made");
    assert.match(
      String(made.unfinished),
      /^PutRetentionPolicy for aws:cloudwatch\/logGroup:LogGroup "half": InvalidParameterException: /,
    );
    await provider.delete(subject, made.id, made.state);
  });

  for (const type of allTypes()) {
    const { token } = type;
    const subject = { token, name: "sample" };
    const sample = SAMPLES[token] ?? { inputs: {}, updates: [] };
    const inputs = regional(type, sample.inputs);

    it(`has a sample of every value of ${token} that can be updated`, () => {
      const names = new Set(sample.updates.flatMap((update) => Object.keys(update)));
      assert.deepEqual([...names].sort(), updatable(type));
    });

    it(`keeps ${token} as written through create, each update, and delete`, async () => {
      assert.deepEqual(provider.check(subject, {}, inputs, new Uint8Array()).problems, []);
      const made = await provider.create(subject, inputs);
      const { id } = made;
      assert.equal(made.unfinished, undefined);
      await assertHeld(token, id, made.state, inputs);

      let [given, state] = [inputs, made.state];
      for (const update of [...sample.updates, inputs]) {
        const next = update === inputs ? inputs : changed(given, update);
        const found = provider.diff(subject, next, state).differences;
        if (update !== inputs)
          assert.deepEqual(
            found
              .map(({ property }) => property)
              .filter((property) => property !== "tagsAll")
              .sort(),
            Object.keys(update).sort(),
          );
        assert.deepEqual(
          found.filter(({ replaces }) => replaces),
          [],
        );
        state = await provider.update(subject, id, next, state);
        await assertHeld(token, id, state, next);
        given = next;
      }

      await provider.delete(subject, id, state);
      const rest = await provider.read(subject, id, state, inputs);
      if (sample.isAlwaysThere === true) assert.notDeepEqual(rest?.state, state);
      else assert.equal(rest, undefined);
    });

    if (isRegional(type))
      it(`makes ${token} in the region it asks for, and nowhere else`, async () => {
        const { id, state } = await provider.create(subject, inputs);
        const elsewhere = { ...inputs, region: HOME_REGION };
        const found = provider.read(subject, id, { ...state, region: HOME_REGION }, elsewhere);
        // S3 and CloudTrail answer with an error that says where to ask.
        assert.equal(await found.catch(() => undefined), undefined);
        await provider.delete(subject, id, state);
      });
  }
});
