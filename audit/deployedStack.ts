// What the engine deployed, as `pulumi stack export` tells it.

export interface DeployedResource {
  readonly type: string;
  /** Name in the program. */
  readonly name: string;
  /** Name or id in AWS. */
  readonly id: string;
  /** The id again for what has no ARN of its own. */
  readonly arn: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Type and logical name of a resource, such as `Bucket kms-monitoring-archive`. */
export function titleOf({ type, name }: Pick<DeployedResource, "type" | "name">): string {
  return `${type.split(":")[2]} ${name}`;
}

interface Exported {
  readonly deployment: { readonly resources: readonly ExportedResource[] };
}

interface ExportedResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: { readonly arn?: string };
}

/** @param text What `pulumi stack export` printed. @returns the resources that AWS holds. */
export function deployedResources(text: string): readonly DeployedResource[] {
  const { deployment } = JSON.parse(text) as Exported;
  return deployment.resources
    .filter(({ type }) => type.startsWith("aws:"))
    .map(({ urn, type, id = "", inputs = {}, outputs = {} }) => {
      return { type, name: urn.split("::").at(-1) ?? "", id, arn: outputs.arn ?? id, inputs };
    });
}
