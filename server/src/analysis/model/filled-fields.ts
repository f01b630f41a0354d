/** Fields that hold neither containers nor volumes nor mounts, and that charts have written from their values. */
export const FILLED_FIELDS: ReadonlySet<string> = new Set([
  'affinity',
  'annotations',
  'dnsConfig',
  'env',
  'envFrom',
  'hostAliases',
  'imagePullSecrets',
  'labels',
  'lifecycle',
  'livenessProbe',
  'nodeSelector',
  'ports',
  'readinessGates',
  'readinessProbe',
  'resources',
  'securityContext',
  'startupProbe',
  'tolerations',
  'topologySpreadConstraints',
]);

const FIELD_LINE = /^([ \t]*(?:-[ \t]+)?)(\w+):[ \t\r]*(?:(\{\{.*\}\})[ \t\r]*)?$/;
const ACTION_LINE = /^[ \t]*(?:\{\{(?:(?!\}\}).)*\}\}[ \t\r]*)+$/;
const CONTROL_LINE = /^[ \t]*\{\{-?\s*(?:(?:if|else|end|range|with)\b|\/\*)/;
/** The column that a block is written at. */
const COLUMN = /\bn?indent\s+(\d+)/;

/**
 * The text of a template without the actions that write the value of one of these fields: below the field, or behind it,
 * and further to the right than it begins. All other lines stay.
 */
export function withoutFilledFields(text: string): string {
  let column = -1;
  const lines = text.split('\n').map((line) => {
    const [, lead, name = '', action] = FIELD_LINE.exec(line) ?? [];
    if (lead !== undefined) {
      column = FILLED_FIELDS.has(name) ? lead.length : -1;
      return action !== undefined && isBelow(action, column) ? '' : line;
    }
    if (line.trim() === '' || CONTROL_LINE.test(line)) return line;
    if (ACTION_LINE.test(line) && isBelow(line, column)) return '';
    column = -1;
    return line;
  });
  return lines.join('\n');
}

function isBelow(action: string, column: number): boolean {
  const written = COLUMN.exec(action)?.[1];
  return column >= 0 && written !== undefined && Number(written) > column;
}
