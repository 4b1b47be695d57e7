import type { Column, StorageDescriptor } from "@aws-sdk/client-glue";
import type { Inputs, Property, Shape } from "./resourceType";

// Where and how a table of the Glue Data Catalog keeps its data, as the program writes it and as Glue takes it.

const TEXTS = { type: "list", of: { type: "string" } } as const;

export const COLUMNS = {
  type: "list",
  of: {
    type: "object",
    properties: {
      name: { type: "string", required: true },
      type: { type: "string" },
      comment: { type: "string" },
      parameters: { type: "map" },
    },
  },
} as const satisfies Shape;

export const STORAGE_DESCRIPTOR = {
  type: "object",
  computed: true,
  properties: {
    columns: COLUMNS,
    location: { type: "string" },
    additionalLocations: TEXTS,
    inputFormat: { type: "string" },
    outputFormat: { type: "string" },
    compressed: { type: "boolean" },
    numberOfBuckets: { type: "integer", default: 0 },
    bucketColumns: TEXTS,
    sortColumns: {
      type: "list",
      of: {
        type: "object",
        properties: {
          column: { type: "string", required: true },
          sortOrder: { type: "integer", required: true },
        },
      },
    },
    parameters: { type: "map" },
    storedAsSubDirectories: { type: "boolean" },
    serDeInfo: {
      type: "object",
      properties: {
        name: { type: "string" },
        serializationLibrary: { type: "string" },
        parameters: { type: "map" },
      },
    },
  },
} as const satisfies Property;

export type PlainColumn = Inputs<(typeof COLUMNS)["of"]["properties"]>;
type Plain = Inputs<(typeof STORAGE_DESCRIPTOR)["properties"]>;

export function columnToAws({ name, type, comment, parameters }: PlainColumn): Column {
  return { Name: name, Type: type, Comment: comment, Parameters: parameters };
}

export function columnFromAws({ Name = "", Type, Comment, Parameters }: Column): PlainColumn {
  return { name: Name, type: Type, comment: Comment, parameters: Parameters };
}

export function descriptorToAws(plain: Plain | undefined): StorageDescriptor | undefined {
  if (plain === undefined) return undefined;
  const { name, serializationLibrary, parameters } = plain.serDeInfo ?? {};
  return {
    Columns: plain.columns?.map(columnToAws),
    Location: plain.location,
    AdditionalLocations: plain.additionalLocations,
    InputFormat: plain.inputFormat,
    OutputFormat: plain.outputFormat,
    Compressed: plain.compressed,
    NumberOfBuckets: plain.numberOfBuckets,
    BucketColumns: plain.bucketColumns,
    SortColumns: plain.sortColumns?.map(({ column, sortOrder }) => ({
      Column: column,
      SortOrder: sortOrder,
    })),
    Parameters: plain.parameters,
    StoredAsSubDirectories: plain.storedAsSubDirectories,
    SerdeInfo: plain.serDeInfo && {
      Name: name,
      SerializationLibrary: serializationLibrary,
      Parameters: parameters,
    },
  };
}

export function descriptorFromAws(found: StorageDescriptor | undefined): Plain | undefined {
  if (found === undefined) return undefined;
  const { Name, SerializationLibrary, Parameters } = found.SerdeInfo ?? {};
  return {
    columns: found.Columns?.map(columnFromAws),
    location: found.Location,
    additionalLocations: found.AdditionalLocations,
    inputFormat: found.InputFormat,
    outputFormat: found.OutputFormat,
    compressed: found.Compressed,
    numberOfBuckets: found.NumberOfBuckets ?? 0,
    bucketColumns: found.BucketColumns,
    sortColumns: found.SortColumns?.map(({ Column = "", SortOrder = 0 }) => ({
      column: Column,
      sortOrder: SortOrder,
    })),
    parameters: found.Parameters,
    storedAsSubDirectories: found.StoredAsSubDirectories,
    serDeInfo: found.SerdeInfo && {
      name: Name,
      serializationLibrary: SerializationLibrary,
      parameters: Parameters,
    },
  };
}
