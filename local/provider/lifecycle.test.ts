import assert from "node:assert/strict";
import { allTypes, findType } from "./catalogue";
import { HOME_REGION, startProvider, type EmulatedProvider } from "./tests/emulatedProvider";
import type { Provider } from "./provider";
import type { AnyResourceType, Values } from "./resourceType";
import { SAMPLE_REGION } from "./tests/samples/sample";
import { SAMPLES } from "./tests/samples/samples";
import { WORLD } from "./tests/samples/world";

// Every resource type against the real emulator, in a region that is not the default one.

let emulated: EmulatedProvider;
let provider: Provider;

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
  before(async () => {
    emulated = await startProvider();
    provider = emulated.provider;
    for (const { token, inputs } of WORLD) {
      const made = await provider.create(
        { token, name: "world" },
        regional(findType(token), inputs),
      );
      assert.equal(made.unfinished, undefined);
    }
  });

  after(() => emulated.stop());

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
