// The columns of CloudTrail's records, as AWS declares them for Athena.
// https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html

const userIdentity = struct({
  type: "string",
  principalid: "string",
  arn: "string",
  accountid: "string",
  invokedby: "string",
  accesskeyid: "string",
  username: "string",
  onbehalfof: struct({ userid: "string", identitystorearn: "string" }),
  sessioncontext: struct({
    attributes: struct({ mfaauthenticated: "string", creationdate: "string" }),
    sessionissuer: struct({
      type: "string",
      principalid: "string",
      arn: "string",
      accountid: "string",
      username: "string",
    }),
    ec2roledelivery: "string",
    webidfederationdata: struct({
      federatedprovider: "string",
      attributes: "map<string,string>",
    }),
  }),
});

/** What is an object in the record, and differs from one API to the next, is text here: JSON functions take it apart. */
const types = {
  eventversion: "string",
  useridentity: userIdentity,
  eventtime: "string",
  eventsource: "string",
  eventname: "string",
  awsregion: "string",
  sourceipaddress: "string",
  useragent: "string",
  errorcode: "string",
  errormessage: "string",
  requestparameters: "string",
  responseelements: "string",
  additionaleventdata: "string",
  requestid: "string",
  eventid: "string",
  readonly: "string",
  resources: `array<${struct({ arn: "string", accountid: "string", type: "string" })}>`,
  eventtype: "string",
  apiversion: "string",
  recipientaccountid: "string",
  serviceeventdetails: "string",
  sharedeventid: "string",
  vpcendpointid: "string",
  vpcendpointaccountid: "string",
  eventcategory: "string",
  addendum: struct({
    reason: "string",
    updatedfields: "string",
    originalrequestid: "string",
    originaleventid: "string",
  }),
  sessioncredentialfromconsole: "string",
  edgedevicedetails: "string",
  tlsdetails: struct({
    tlsversion: "string",
    ciphersuite: "string",
    clientprovidedhostheader: "string",
  }),
} as const;

export const recordColumns = Object.entries(types).map(([name, type]) => ({ name, type }));

function struct(fields: Readonly<Record<string, string>>): string {
  const list = Object.entries(fields).map(([name, type]) => `${name}:${type}`);
  return `struct<${list.join(",")}>`;
}
