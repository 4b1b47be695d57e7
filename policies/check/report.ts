import type { Finding, Judgement } from "./judgement";

// What `policy-check` says of a deployment to a person.

export function report(file: string, judgement: Judgement): string {
  return [...judgement.findings.map(paragraph), summary(file, judgement)].join("\n");
}

function paragraph({ policy, level, urn, description, message }: Finding): string {
  return `[${level}] ${policy}  ${urn}\n    ${description}\n    ${message}\n`;
}

function summary(file: string, { kind, resources, judged, policies, findings }: Judgement): string {
  const { mandatory, advisory, disabled } = policies;
  const off = disabled === 0 ? "" : `, ${disabled} disabled`;
  const by = `Policies: ${mandatory} mandatory, ${advisory} advisory${off}.`;
  if (resources === 0) return `${file} (${kind}) has no resources: nothing was judged. ${by}`;
  const errors = findings.filter(({ level }) => level === "mandatory").length;
  return (
    `${file} (${kind}): ${resources} resources, ${judged} of types that policies judge one by one. ${by} ` +
    `Violations: ${errors} mandatory, ${findings.length - errors} advisory.`
  );
}
