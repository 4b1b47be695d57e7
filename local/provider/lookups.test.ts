import {
  CreateAliasCommand,
  CreateCustomKeyStoreCommand,
  CreateKeyCommand,
  KMSClient,
  type CreateCustomKeyStoreCommandInput,
} from "@aws-sdk/client-kms";
import {
  DeleteOrganizationCommand,
  EnableAWSServiceAccessCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import assert from "node:assert/strict";
import type { Values } from "./resourceType";
import { startProvider, type EmulatedProvider } from "./tests/emulatedProvider";

const ACCOUNT = "111122223333";
const ORGANIZATION_ARN = `arn:aws:organizations::${ACCOUNT}:organization/o-exampleorgid`;
const MANAGEMENT_ARN = `arn:aws:organizations::${ACCOUNT}:account/o-exampleorgid/${ACCOUNT}`;

describe("lookups", function () {
  let emulated: EmulatedProvider;

  before(async () => (emulated = await startProvider()));
  after(() => emulated.stop());

  it("know account, partition and region", async () => {
    const { provider } = emulated;
    const caller = await provider.invoke("aws:index/getCallerIdentity:getCallerIdentity", {});
    assert.equal(caller.accountId, ACCOUNT);
    const partition = await provider.invoke("aws:index/getPartition:getPartition", {});
    assert.equal(partition.partition, "aws");
    const region = await provider.invoke("aws:index/getRegion:getRegion", {});
    assert.equal(region.region, "us-east-1");
  });

  it("know the regions that are enabled for the account", async () => {
    const { names } = await emulated.provider.invoke("aws:index/getRegions:getRegions", {});
    assert.ok(Array.isArray(names));
    for (const region of ["us-east-1", "us-west-2", "eu-central-1"])
      assert.ok(names.includes(region), region);
    assert.ok(!names.includes("us-gov-west-1"));
  });

  it("know a key by its alias, in the region that is asked for", async () => {
    const kms = new KMSClient({ ...emulated.client, region: "us-west-2" });
    const create = new CreateKeyCommand({ Origin: "EXTERNAL", MultiRegion: true });
    const { KeyMetadata: key } = await kms.send(create);
    const alias = { AliasName: "alias/payments", TargetKeyId: key?.KeyId };
    await kms.send(new CreateAliasCommand(alias));
    const found = await getKey({ keyId: "alias/payments", region: "us-west-2" });
    assert.deepEqual(
      [found.id, found.keyId, found.arn, found.region],
      [key?.KeyId, "alias/payments", key?.Arn, "us-west-2"],
    );
    assert.deepEqual(
      [found.origin, found.keyState, found.expirationModel, found.validTo, found.multiRegion],
      ["EXTERNAL", "PendingImport", "", "", true],
    );
    await assert.rejects(getKey({ keyId: "alias/payments" }), { name: "NotFoundException" });
  });

  it("know a custom key store by its id, in the region that is asked for, and the cluster of one in CloudHSM", async () => {
    const kms = new KMSClient({ ...emulated.client, region: "us-west-2" });
    const cluster = { CloudHsmClusterId: "cluster-1a23b4cdefg", TrustAnchorCertificate: "cert" };
    const make = async (rest: Partial<CreateCustomKeyStoreCommandInput>) => {
      const { CustomKeyStoreName = "hsm" } = rest;
      return kms.send(new CreateCustomKeyStoreCommand({ ...rest, CustomKeyStoreName }));
    };
    const { CustomKeyStoreId: hsm } = await make(cluster);
    const fixed = "cks-1234567890abcdef0";
    const type = { CustomKeyStoreType: "EXTERNAL_KEY_STORE" } as const;
    const external = await make({ CustomKeyStoreName: fixed, ...type });
    assert.equal(external.CustomKeyStoreId, fixed);
    await assert.rejects(make({ CustomKeyStoreName: fixed, ...type }), {
      name: "CustomKeyStoreNameInUseException",
    });
    const region = "us-west-2";
    const { creationDate, ...found } = await getKeyStore({ customKeyStoreId: hsm, region });
    assert.match(String(creationDate), /^20\d\d-/);
    assert.deepEqual(found, {
      ...{ id: hsm, customKeyStoreId: hsm, customKeyStoreName: "hsm", region },
      cloudHsmClusterId: "cluster-1a23b4cdefg",
      trustAnchorCertificate: "cert",
      connectionState: "DISCONNECTED",
    });
    const other = await getKeyStore({ customKeyStoreName: fixed, region });
    assert.deepEqual([other.id, other.cloudHsmClusterId], [fixed, ""]);
    await assert.rejects(getKeyStore({ customKeyStoreId: hsm }), {
      name: "CustomKeyStoreNotFoundException",
    });
  });

  it("know the resources of a region that have all of the tags, on whatever page they are", async () => {
    const kms = new KMSClient({ ...emulated.client, region: "us-west-2" });
    const tags = [
      { TagKey: "team", TagValue: "payments" },
      { TagKey: "stage", TagValue: "prod" },
    ];
    const made: unknown[] = [];
    for (let count = 0; count < 60; count++) {
      const { KeyMetadata: key } = await kms.send(new CreateKeyCommand({ Tags: tags }));
      made.push(key?.Arn);
    }
    await kms.send(new CreateKeyCommand({ Tags: tags.slice(0, 1) }));
    const { resourceTagMappingLists: found } = await emulated.provider.invoke(
      "aws:resourcegroupstaggingapi/getResources:getResources",
      {
        region: "us-west-2",
        resourceTypeFilters: ["kms:key"],
        tagFilters: tags.map(({ TagKey, TagValue }) => ({ key: TagKey, values: [TagValue] })),
      },
    );
    const resources = found as { resourceArn: string; tags: object }[];
    assert.deepEqual(
      resources.map(({ resourceArn }) => resourceArn),
      made.sort(),
    );
    assert.deepEqual(resources[0]?.tags, { team: "payments", stage: "prod" });
  });

  it("know the organization, its accounts and its trusted services", async () => {
    const organizations = new OrganizationsClient(emulated.client);
    const ServicePrincipal = "config.amazonaws.com";
    await organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
    const found = await getOrganization();
    const { accounts, nonMasterAccounts, roots, masterAccountEmail, ...rest } = found;
    assert.deepEqual(rest, {
      id: "o-exampleorgid",
      arn: ORGANIZATION_ARN,
      featureSet: "ALL",
      masterAccountArn: MANAGEMENT_ARN,
      masterAccountId: ACCOUNT,
      masterAccountName: "Master Account",
      awsServiceAccessPrincipals: ["cloudtrail.amazonaws.com", "config.amazonaws.com"],
      enabledPolicyTypes: ["SERVICE_CONTROL_POLICY"],
      returnOrganizationOnly: false,
    });
    const [account] = accounts as { id: string; arn: string; email: string }[];
    assert.deepEqual(
      [account?.id, account?.arn, account?.email],
      [ACCOUNT, MANAGEMENT_ARN, masterAccountEmail],
    );
    assert.deepEqual(nonMasterAccounts, []);
    assert.equal((roots as unknown[]).length, 1);
  });

  it("say that an account is in no organization", async () => {
    const organizations = new OrganizationsClient(emulated.client);
    await organizations.send(new DeleteOrganizationCommand({}));
    await assert.rejects(getOrganization(), { name: "AWSOrganizationsNotInUseException" });
  });

  function getKey(args: Values) {
    return emulated.provider.invoke("aws:kms/getKey:getKey", args);
  }

  function getKeyStore(args: Values) {
    return emulated.provider.invoke("aws:kms/getCustomKeyStore:getCustomKeyStore", args);
  }

  function getOrganization() {
    return emulated.provider.invoke("aws:organizations/getOrganization:getOrganization", {});
  }
});
