import { functionWord, roleWord } from '../../features/role-label.js';
import type { Colors } from '../colors.js';
import { table } from '../table.js';
import type { ContainerReport, FlowReport, WorkloadReport } from './role-report.js';

const HEADER = ['CONTAINER', 'ROLE', 'FUNCTION', 'SURE', 'BECAUSE'];

/** A table per pod spec, with the data that passes between its containers below it. */
export function rolesText(workloads: readonly WorkloadReport[], colors: Colors): string {
  return workloads.map((workload) => workloadText(workload, colors)).join('\n');
}

function workloadText(workload: WorkloadReport, colors: Colors): string {
  const [header = '', ...rows] = table([HEADER, ...workload.containers.map(cells)]);
  const title = [workload.kind, workload.name, workload.namespace && `(${workload.namespace})`]
    .filter(Boolean)
    .join(' ');
  const lines = [
    `${workload.file}: ${colors.bold(title)}`,
    `  ${colors.dim(header)}`,
    ...rows.map((row) => `  ${row}`),
    ...table(workload.flows.map(flowCells)).map((row) => colors.dim(`  ${row}`)),
  ];
  return `${lines.join('\n')}\n`;
}

function cells(container: ContainerReport): string[] {
  const { role, native, list, index, confidence, evidence } = container;
  const reason = evidence.find(({ toward, weight }) => toward === role && weight > 0);
  return [
    container.name ?? `${list}[${index}]`,
    native ? `${roleWord(role)}, native` : roleWord(role),
    container.function === 'app' || container.function === 'other' ? '' : functionWord(container.function),
    `${Math.round(confidence * 100)} %`,
    reason?.message ?? '',
  ];
}

function flowCells({ from, to, directed, via, name, port }: FlowReport): string[] {
  const medium = { volume: `volume ${name}`, localhost: `localhost:${port}`, 'process-namespace': 'processes' }[via];
  return [`${from ?? '?'} ${directed ? '→' : '↔'} ${to ?? '?'}`, medium];
}
