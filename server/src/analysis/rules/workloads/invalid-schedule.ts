import { entryOf, mapOf, stringOf } from '../../../syntax/access.js';
import type { Located } from '../../../syntax/span.js';
import { type ScheduleFault, type ScheduleField, scheduleFault } from '../../conditions/cron-schedule.js';
import { isAbsent } from '../../conditions/given.js';
import { isWhole } from '../../conditions/workload.js';
import { isOwnKind } from '../../conditions/workload-object.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

export const invalidSchedule = defineRule({
  id: 'invalid-schedule',
  meta: {
    title: 'Schedule that cannot be read',
    severity: 'error',
    since: '0.1.0',
    docs: `
      The \`schedule\` of a CronJob has five fields: minute, hour, day of the month, month, and day of the week from 0
      (Sunday) to 6. Each is \`*\` or a list of numbers and ranges, with steps behind a slash; months and days may be
      named by three letters. \`@hourly\`, \`@daily\`, \`@weekly\`, \`@monthly\`, \`@yearly\` and \`@every 1h30m\` stand
      for whole schedules. Seconds, years, \`L\`, \`W\` and \`#\`, which other programs know, are rejected by the API
      server, and so is 7 for Sunday. The time zone belongs in \`timeZone\`.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax',
      'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones',
    ],
    messages: {
      missing: 'A CronJob needs a schedule',
      count: 'A schedule has five fields, and this one has {count}',
      minute: "'{value}' is no minute of a schedule, which goes from 0 to 59",
      hour: "'{value}' is no hour of a schedule, which goes from 0 to 23",
      day: "'{value}' is no day of the month of a schedule, which goes from 1 to 31",
      month: "'{value}' is no month of a schedule, which goes from 1 to 12 or from jan to dec",
      weekday: "'{value}' is no day of the week of a schedule, which goes from 0 to 6 or from sun to sat",
      descriptor: "'{schedule}' is no schedule; there are @hourly, @daily, @weekly, @monthly, @yearly and @every",
      zone: 'A schedule cannot name a time zone, which belongs in timeZone',
      sunday: "'{value}' is no day of the week of a schedule, where Sunday is 0",
      change: "Change to '{schedule}'",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 3 * * 7"
#           ^^^^^^^^^^^ invalid-schedule
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
          - name: report
            image: busybox:1.36
            command: [sh, -c, date]
`,
          fixed: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 3 * * 0"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
          - name: report
            image: busybox:1.36
            command: [sh, -c, date]
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "*/15 8-18 * * mon-fri"
  timeZone: Asia/Seoul
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
          - name: report
            image: busybox:1.36
            command: [sh, -c, date]
`,
        },
      ],
    },
  },

  fields: ['schedule'],

  *check(pod) {
    const { manifest } = pod;
    if (manifest.kind.value !== 'CronJob' || !isOwnKind(manifest)) return;
    const spec = mapOf(manifest.node, 'spec');
    const schedule = stringOf(spec, 'schedule');
    if (!spec || (schedule && isPlaceholder(schedule.value) && !WORD.test(schedule.value))) return;
    if (schedule) {
      const fault = scheduleFault(schedule.value);
      if (fault) yield problem(pod, schedule, fault);
    } else {
      // Without the key it may be a patch.
      const entry = entryOf(spec, 'schedule');
      if (entry && isAbsent(spec, 'schedule') && isWhole(pod))
        yield { span: entry.pair.keySpan, message: { id: 'missing', args: {} } };
    }
  },
});

type Ids = 'missing' | 'count' | ScheduleField | 'descriptor' | 'zone' | 'sunday' | 'change';

/** `@reboot`, which looks like a placeholder and is meant as a schedule. */
const WORD = /^@[a-z]+$/;

/** `0 3 * * 7`: other programs know a second number for Sunday. */
const SEVENTH_DAY = /^(.*\s)7(\s*)$/;

function problem(pod: Pod, { value, span }: Located<string>, fault: ScheduleFault): Problem<Ids> {
  if (fault.kind === 'count') return { span, message: { id: 'count', args: { count: String(fault.count) } } };
  if (fault.kind === 'zone') return { span, message: { id: 'zone', args: {} }, kubernetes: { from: '1.29' } };
  if (fault.kind === 'descriptor') return { span, message: { id: 'descriptor', args: { schedule: value } } };
  const { field, value: part } = fault;
  if (part !== '7' || !SEVENTH_DAY.test(value)) return { span, message: { id: field, args: { value: part } } };
  const schedule = value.replace(SEVENTH_DAY, '$10$2');
  const fixes = () =>
    makeFix(
      pod,
      { message: { id: 'change' as const, args: { schedule } }, applicability: 'safe', evenIfShared: true },
      [replaceAt(pod.manifest.document, span, schedule)],
    );
  return { span, message: { id: 'sunday', args: { value: part } }, fixes };
}
