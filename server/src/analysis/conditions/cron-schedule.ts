/** What is wrong with a schedule: how many fields it has, or which of them cannot be read. */
export type ScheduleFault =
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'field'; readonly field: ScheduleField; readonly value: string }
  | { readonly kind: 'descriptor' }
  | { readonly kind: 'zone' };

export type ScheduleField = 'minute' | 'hour' | 'day' | 'month' | 'weekday';

interface Field {
  readonly name: ScheduleField;
  readonly least: number;
  readonly most: number;
  /** In order, from the least number on. */
  readonly words: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const FIELDS: readonly Field[] = [
  { name: 'minute', least: 0, most: 59, words: [] },
  { name: 'hour', least: 0, most: 23, words: [] },
  { name: 'day', least: 1, most: 31, words: [] },
  { name: 'month', least: 1, most: 12, words: MONTHS },
  { name: 'weekday', least: 0, most: 6, words: DAYS },
];

const DESCRIPTOR = /^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly)$/;
const EVERY = /^@every [-+]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;

/**
 * What is wrong with the schedule of a CronJob; undefined where the API server takes it.
 * Source: robfig/cron v3, ParseStandard; batch/validation, validateScheduleFormat.
 */
export function scheduleFault(schedule: string): ScheduleFault | undefined {
  if (schedule.includes('TZ')) return { kind: 'zone' };
  if (schedule.startsWith('@'))
    return DESCRIPTOR.test(schedule) || EVERY.test(schedule) ? undefined : { kind: 'descriptor' };
  const parts = schedule.split(/\s+/).filter((part) => part !== '');
  if (parts.length !== FIELDS.length) return { kind: 'count', count: parts.length };
  for (const [index, field] of FIELDS.entries()) {
    const value = parts[index] ?? '';
    if (!value.split(',').every((range) => range === '' || isRange(range, field)))
      return { kind: 'field', field: field.name, value };
  }
  return undefined;
}

/** `*`, `5`, `1-5`, each with a step behind a slash or without. */
function isRange(range: string, field: Field): boolean {
  const [span = '', step, ...rest] = range.split('/');
  if (rest.length > 0 || (step !== undefined && !(/^\+?\d+$/.test(step) && Number(step) > 0))) return false;
  const [low = '', high, ...more] = span.split('-');
  if (low === '*' || low === '?') return true;
  const start = numberIn(low, field);
  const end = high === undefined ? start : numberIn(high, field);
  return more.length === 0 && start >= field.least && end <= field.most && start <= end;
}

/** NaN for what is neither a number nor a word of the field, which no comparison holds for. */
function numberIn(text: string, { least, words }: Field): number {
  const index = words.indexOf(text.toLowerCase());
  if (index >= 0) return index + least;
  return /^\+?\d+$/.test(text) ? Number(text) : Number.NaN;
}
