// What people call a resource: the last part of its ARN.

export function nameOf(arn: string): string {
  return arn.split(":").at(-1) ?? arn;
}
