import type { Translation } from '../../features/messages.js';
import { percentText } from '../../features/role-explanation.js';
import { functionWord, roleWord } from '../../features/role-label.js';
import type { Colors } from '../colors.js';
import { cliText } from '../messages.js';
import { table } from '../table.js';
import type { ContainerReport, FlowReport, InjectedReport, WorkloadReport } from './role-report.js';

const HEADER = ['container', 'role', 'function', 'sure', 'because'] as const;
const ROLE_COLUMN = HEADER.indexOf('role');

/** A table per pod spec that has containers, with the data that passes between these below it. */
export function rolesText(workloads: readonly WorkloadReport[], colors: Colors, translation?: Translation): string {
  return workloads
    .filter(({ containers, injected }) => containers.length + injected.length > 0)
    .map((workload) => workloadText(workload, colors, translation))
    .join('\n');
}

function workloadText(workload: WorkloadReport, colors: Colors, translation?: Translation): string {
  const { containers, injected, flows } = workload;
  const roles = [...containers, ...injected].map(({ role }) => role);
  const shares = containers.map(({ confidence, settledBy }) =>
    percentText(confidence, settledBy ?? undefined, translation),
  );
  // Units stand below each other.
  const width = Math.max(0, ...shares.map(({ length }) => length));
  const [header = '', ...rows] = table(
    [
      HEADER.map((id) => cliText(id, translation)),
      ...containers.map((container, index) => cells(container, (shares[index] ?? '').padStart(width), translation)),
      ...injected.map((container) => injectedCells(container, translation)),
    ],
    (cell, column, row) => {
      const role = roles[row - 1];
      return column === ROLE_COLUMN && role ? colors.role(role, cell) : cell;
    },
  );
  const lines = [
    `${workload.file}: ${colors.bold(titleOf(workload))}`,
    `  ${colors.dim(header)}`,
    ...rows.map((row) => `  ${row}`),
    ...table(flows.map((flow) => flowCells(flow, translation))).map((row) => colors.dim(`  ${row}`)),
  ];
  return `${lines.join('\n')}\n`;
}

/** The object that a pod belongs to, in a word each: `Deployment web (shop)`. */
export function titleOf({ kind, name, namespace }: Pick<WorkloadReport, 'kind' | 'name' | 'namespace'>): string {
  return [kind, name, namespace && `(${namespace})`].filter(Boolean).join(' ');
}

function cells(container: ContainerReport, share: string, translation?: Translation): string[] {
  const { native, certainty, evidence } = container;
  const role = roleWord(container.role, translation);
  const shown = certainty === 'low' ? cliText('unsure', translation, { role }) : role;
  const reason = evidence.find(({ toward, weight }) => toward === container.role && weight > 0);
  return [
    nameOf(container),
    native ? cliText('native', translation, { role: shown }) : shown,
    functionText(container, translation),
    share,
    reason?.message ?? '',
  ];
}

/** The container's name, or its place where it has none: `containers[1]`. */
export function nameOf({ name, list, index }: ContainerReport): string {
  return name ?? `${list}[${index}]`;
}

/** A ghost among the containers: nobody has to judge what it is. */
function injectedCells(container: InjectedReport, translation?: Translation): string[] {
  const role = roleWord(container.role, translation);
  return [
    `+ ${container.name}`,
    container.native ? cliText('native', translation, { role }) : role,
    functionText(container, translation),
    '',
    cliText('injected', translation, { product: container.source }),
  ];
}

function functionText(container: ContainerReport | InjectedReport, translation?: Translation): string {
  const silent = container.function === 'app' || container.function === 'other';
  return silent ? '' : functionWord(container.function, translation);
}

function flowCells({ from, to, directed, via, name, port }: FlowReport, translation?: Translation): string[] {
  const medium = {
    volume: cliText('volume', translation, { volume: name ?? '' }),
    localhost: `localhost:${port}`,
    'process-namespace': cliText('processes', translation),
  }[via];
  return [`${from ?? '?'} ${directed ? '→' : '↔'} ${to ?? '?'}`, medium];
}
