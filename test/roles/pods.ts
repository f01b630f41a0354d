import type { Pod } from '../../server/src/analysis/pod.js';
import type { Evidence, RoleVerdict } from '../../server/src/analysis/roles/role.js';
import { analyzeSource } from '../../server/src/features/analyzed-source.js';
import { openSource } from '../../server/src/syntax/source.js';

/** The pods of a manifest file, in source order. */
export function podsOf(yaml: string): readonly Pod[] {
  return analyzeSource(openSource('file:///pod.yaml', 0, yaml)).flatMap(({ analysis }) => analysis.pods);
}

/** The only pod of a manifest file. */
export function podOf(yaml: string): Pod {
  const [pod, other] = podsOf(yaml);
  if (!pod || other) throw new Error(`one pod is expected:\n${yaml}`);
  return pod;
}

/** A Pod with this text below `spec`, indented by two. */
export function podWith(spec: string, metadata = ''): string {
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\n${metadata}spec:\n${spec}`;
}

/** `role/function` by container name. */
export function rolesOf(yaml: string): Readonly<Record<string, string>> {
  const pod = podOf(yaml);
  return Object.fromEntries(
    pod.spec.containers.map((container) => {
      const verdict = pod.verdictOf(container);
      return [container.label, `${verdict.role}/${verdict.function}`];
    }),
  );
}

export function verdictOf(yaml: string, name: string): RoleVerdict {
  const pod = podOf(yaml);
  const container = pod.spec.containers.find(({ label }) => label === name);
  if (!container) throw new Error(`no container '${name}'`);
  return pod.verdictOf(container);
}

/** Every piece of evidence that is told about a container, for or against. */
export function evidenceOf(yaml: string, name: string): readonly Evidence[] {
  const { evidence, against } = verdictOf(yaml, name);
  return [...evidence, ...against];
}
