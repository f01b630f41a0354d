import type { Translation } from '../../features/messages.js';
import { functionWord, roleWord } from '../../features/role-label.js';
import type { Colors } from '../colors.js';
import { cliText } from '../messages.js';
import { table } from '../table.js';
import type { ContainerReport, FlowReport, InjectedReport, WorkloadReport } from './role-report.js';

const HEADER = ['container', 'role', 'function', 'sure', 'because'] as const;

/** A table per pod spec, with the data that passes between its containers below it. */
export function rolesText(workloads: readonly WorkloadReport[], colors: Colors, translation?: Translation): string {
  return workloads.map((workload) => workloadText(workload, colors, translation)).join('\n');
}

function workloadText(workload: WorkloadReport, colors: Colors, translation?: Translation): string {
  const [header = '', ...rows] = table([
    HEADER.map((id) => cliText(id, translation)),
    ...workload.containers.map((container) => cells(container, translation)),
    ...workload.injected.map((container) => injectedCells(container, translation)),
  ]);
  const title = [workload.kind, workload.name, workload.namespace && `(${workload.namespace})`]
    .filter(Boolean)
    .join(' ');
  const flows = table(workload.flows.map((flow) => flowCells(flow, translation)));
  const lines = [
    `${workload.file}: ${colors.bold(title)}`,
    `  ${colors.dim(header)}`,
    ...rows.map((row) => `  ${row}`),
    ...flows.map((row) => colors.dim(`  ${row}`)),
  ];
  return `${lines.join('\n')}\n`;
}

function cells(container: ContainerReport, translation?: Translation): string[] {
  const { native, list, index, confidence, evidence } = container;
  const role = roleWord(container.role, translation);
  const reason = evidence.find(({ toward, weight }) => toward === container.role && weight > 0);
  return [
    container.name ?? `${list}[${index}]`,
    native ? cliText('native', translation, { role }) : role,
    functionText(container, translation),
    `${Math.round(confidence * 100)} %`,
    reason?.message ?? '',
  ];
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
