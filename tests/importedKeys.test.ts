import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import {
  CreateAliasCommand,
  CreateKeyCommand,
  KMSClient,
  ScheduleKeyDeletionCommand,
  TagResourceCommand,
} from "@aws-sdk/client-kms";
import { namedKey } from "../local/replay/incidents";
import { namedKeyStores } from "../local/replay/keyStores";
import { prepareAws } from "../local/replay/prepare";
import { ensureImportedKey, ensureKey } from "../local/replay/realKeys";
import { startEmbeddedAws, type EmbeddedAws } from "./embeddedAws";
import { listEverything } from "./everythingInAws";
import { configWith, outputsOf, STACK, succeed, UP } from "./localStack";

const REGIONS = ["us-east-1", "us-west-2"];
const [HOME = "", OTHER = ""] = REGIONS;
const DAYS = 90;
const MISSING = "00000000-0000-4000-8000-000000000000";
const TAGS = { team: "payments", "cost center": "42" };

describe("keys and key stores that settings name, with the real engine", function () {
  let aws: EmbeddedAws;
  /** ARNs of the keys that the account holds. */
  let [ofAlias, ofAliasArn, ofArn, multiRegion, notImported, leaving]: string[] = [];
  let tagged: readonly string[];

  const idOf = (arn = "") => arn.slice(arn.indexOf("/") + 1);
  const aliasArn = (alias: string) => `arn:aws:kms:${OTHER}:111122223333:alias/${alias}`;

  async function tag(keyArn: string, tags: Readonly<Record<string, string>>): Promise<void> {
    const client = new KMSClient({ region: keyArn.split(":")[3] ?? "" });
    const Tags = Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
    await client.send(new TagResourceCommand({ KeyId: keyArn, Tags }));
  }

  before(async () => {
    aws = await startEmbeddedAws();
    Object.assign(process.env, aws.environment);
    await prepareAws();
    const imported = (region: string, alias: string) =>
      ensureImportedKey({ region, alias: `replay/${alias}` }, DAYS);
    ofAlias = await imported(HOME, "payments");
    ofAliasArn = await imported(OTHER, "payments");
    ofArn = await imported(OTHER, "orders");
    notImported = await ensureKey({ region: OTHER, alias: "replay/made-by-kms" });
    const created = await new KMSClient({ region: OTHER }).send(
      new CreateKeyCommand({ Origin: "EXTERNAL", MultiRegion: true }),
    );
    multiRegion = created.KeyMetadata?.Arn;
    tagged = [await imported(HOME, "tagged"), await imported(OTHER, "tagged")];
    leaving = await imported(OTHER, "leaving");
    for (const arn of [...tagged, notImported, leaving]) await tag(arn, TAGS);
    await tag(ofArn, { team: "payments" });
    await new KMSClient({ region: OTHER }).send(
      new ScheduleKeyDeletionCommand({ KeyId: leaving, PendingWindowInDays: 7 }),
    );
    await succeed(aws, ["stack", "select", "local", "--create"]);
  });

  after(() => aws.stop());

  const settings = (alias = "alias/replay/payments") => ({
    importedKeys: [
      namedKey.keyId,
      ofArn,
      alias,
      aliasArn("replay/payments"),
      multiRegion,
      { tags: TAGS },
    ],
  });

  it("refuses all that cannot be watched in one error, and makes nothing", async () => {
    const before = await listEverything(REGIONS);
    const importedKeys = [
      namedKey.keyId,
      `arn:aws:kms:${HOME}:111122223333:key/${namedKey.keyId}`,
      "alias/replay/orders",
      notImported,
    ];
    const foreign = `arn:aws:kms:${OTHER}:444455556666:key/${namedKey.keyId}`;
    const [external, hsm] = namedKeyStores;
    assert.ok(external && hsm);
    const config = configWith(aws, {
      importedKeys,
      usageKeys: [namedKey.keyId, MISSING, leaving, foreign],
      keyStores: [external, { ...external, region: OTHER }, { ...hsm, type: "external" }],
    });
    const { code, stdout } = await aws.pulumi([...UP, ...STACK, ...config]);
    assert.notEqual(code, 0, stdout);
    for (const line of [
      "Wrong settings of stack local:",
      `importedKeys[2]: "alias/replay/orders" does not exist in ${HOME}`,
      `importedKeys[3]: "${notImported}" has no imported key material (its origin is AWS_KMS)`,
      `importedKeys: ${namedKey.keyId} and ${importedKeys[1]} are the same key`,
      `usageKeys[1]: "${MISSING}" does not exist in ${HOME}`,
      `usageKeys[2]: "${leaving}" is pending deletion`,
      `usageKeys[3]: "${foreign}" is a key of account 444455556666`,
      `keyStores[1].id: "${external.id}" does not exist in ${OTHER}`,
      `keyStores[2].type: "external" is not that of ${hsm.id}, which is cloudhsm`,
    ]) {
      assert.ok(stdout.includes(line), `${line}\n\n${stdout}`);
    }
    assert.deepEqual(await listEverything(REGIONS), before);
  });

  it("takes the fraction that pulumi config set writes as text", async () => {
    const config = configWith(aws, settings());
    const path = "kms-monitoring:detections.decrypt-calls-unusual.threshold";
    await succeed(aws, ["config", "set", "--path", path, "2.5", ...STACK, ...config]);
    assert.match(readFileSync(config[1] ?? "", "utf8"), /threshold: "2\.5"/);
    await succeed(aws, ["preview", ...STACK, ...config]);
  });

  it("watches keys by id, ARN, alias, alias ARN and tags, in two regions, at each notice, but for a tagged one that is to be deleted", async () => {
    const said = await succeed(aws, [...UP, ...STACK, ...configWith(aws, settings())]);
    assert.ok(said.includes(`importedKeys[4]: "${multiRegion}" has no key material`), said);
    const { alarmArns } = await outputsOf(aws);
    const keys = [
      [HOME, namedKey.keyId],
      [OTHER, idOf(ofArn)],
      [HOME, idOf(ofAlias)],
      [OTHER, idOf(ofAliasArn)],
      [OTHER, idOf(multiRegion)],
      ...tagged.map((arn) => [arn.split(":")[3], idOf(arn)]),
    ];
    assert.match(idOf(multiRegion), /^mrk-/);
    assert.deepEqual(
      alarmArns["named-key-material-expires"]?.map((arn) => arn.replace(/.*ExpiresSoon-/, "")),
      keys.flatMap(([region, keyId]) => [30, 10].map((days) => `${region}-${keyId}-${days}-days`)),
    );
    assert.equal(alarmArns["any-key-material-expires"]?.length, 4);
  });

  it("has nothing to change afterwards, even if another alias of a key is named", async () => {
    const AliasName = "alias/replay/other";
    await new KMSClient({ region: HOME }).send(
      new CreateAliasCommand({ AliasName, TargetKeyId: idOf(ofAlias) }),
    );
    const config = configWith(aws, settings(AliasName));
    await succeed(aws, ["preview", "--expect-no-changes", ...STACK, ...config]);
  });
});
