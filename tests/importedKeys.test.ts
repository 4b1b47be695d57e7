import assert from "node:assert/strict";
import {
  CreateAliasCommand,
  CreateKeyCommand,
  KMSClient,
  TagResourceCommand,
} from "@aws-sdk/client-kms";
import { namedKey } from "../local/replay/incidents";
import { prepareAws } from "../local/replay/prepare";
import { ensureImportedKey, ensureKey } from "../local/replay/realKeys";
import { startEmbeddedAws, type EmbeddedAws } from "./embeddedAws";
import { listEverything } from "./everythingInAws";
import { configWith, outputsOf, STACK, succeed, UP } from "./localStack";

const REGIONS = ["us-east-1", "us-west-2"];
const [HOME = "", OTHER = ""] = REGIONS;
const DAYS = 90;
const TAGS = { team: "payments", "cost center": "42" };

describe("importedKeys, with the real engine", function () {
  let aws: EmbeddedAws;
  /** ARNs of the keys that the account holds. */
  let [ofAlias, ofAliasArn, ofArn, multiRegion, notImported]: string[] = [];
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
    for (const arn of [...tagged, notImported]) await tag(arn, TAGS);
    await tag(ofArn, { team: "payments" });
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
    const config = configWith(aws, { importedKeys });
    const { code, stdout } = await aws.pulumi([...UP, ...STACK, ...config]);
    assert.notEqual(code, 0, stdout);
    for (const line of [
      "Wrong settings of stack local:",
      `importedKeys: alias/replay/orders does not exist in ${HOME}`,
      `importedKeys: ${notImported} has no imported key material (its origin is AWS_KMS)`,
      `importedKeys: ${namedKey.keyId} and ${importedKeys[1]} are the same key`,
    ]) {
      assert.ok(stdout.includes(line), `${line}\n\n${stdout}`);
    }
    assert.deepEqual(await listEverything(REGIONS), before);
  });

  it("watches keys by id, ARN, alias, alias ARN and tags, in two regions, at each notice", async () => {
    const said = await succeed(aws, [...UP, ...STACK, ...configWith(aws, settings())]);
    assert.ok(said.includes(`importedKeys: ${multiRegion} has no key material`), said);
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
