import { mapOf, stringOf } from '../../../syntax/access.js';
import { isOwnKind } from '../../conditions/workload-object.js';
import { changeText } from '../../edits/change-text.js';
import { isPlaceholder } from '../../model/placeholder.js';
import { defineRule } from '../rule.js';

export const invalidTimeZone = defineRule({
  id: 'invalid-time-zone',
  meta: {
    title: 'Time zone that does not exist',
    severity: 'error',
    since: '0.1.0',
    docs: `
      The \`timeZone\` of a CronJob is a name of the IANA time zone database, such as \`Asia/Seoul\` or \`Etc/UTC\`, in
      just this spelling. The API server rejects an empty name, \`Local\`, differences such as \`UTC+9\`, and
      abbreviations such as \`KST\`, which the database does not have.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones',
      'https://en.wikipedia.org/wiki/List_of_tz_database_time_zones',
    ],
    messages: {
      empty: 'This timeZone is empty, and no time zone is called so',
      unknown: "'{zone}' is no time zone; names are like Asia/Seoul and Etc/UTC",
      similar: "'{zone}' is no time zone; {nearest} may be meant",
      change: 'Change to {nearest}',
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
  schedule: "0 3 * * *"
  timeZone: KST
#           ^^^ invalid-time-zone
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
  schedule: "0 3 * * *"
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
      good: [
        {
          yaml: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 3 * * *"
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

  fields: ['timeZone'],

  *checkObject(manifest) {
    if (manifest.kind.value !== 'CronJob' || !isOwnKind(manifest)) return;
    const zone = stringOf(mapOf(manifest.node, 'spec'), 'timeZone');
    if (!zone || isPlaceholder(zone.value) || mayBeZone(zone.value)) return;
    const { value, span } = zone;
    const nearest = MEANT[value.toUpperCase()] ?? inCapitals(value);
    const args = { zone: value, nearest: nearest ?? '' };
    yield {
      span,
      message: { id: value === '' ? 'empty' : nearest === undefined ? 'unknown' : 'similar', args },
      fixes: () => changeText({ manifest }, zone, nearest, { id: 'change', evenIfShared: true }),
    };
  },
});

/** The first parts of all names of the database that have several. */
const AREAS: ReadonlySet<string> = new Set([
  'Africa',
  'America',
  'Antarctica',
  'Arctic',
  'Asia',
  'Atlantic',
  'Australia',
  'Brazil',
  'Canada',
  'Chile',
  'Etc',
  'Europe',
  'Indian',
  'Mexico',
  'Pacific',
  'US',
  'posix',
  'right',
]);

/** What people write instead, and which zone of the database has it. Ambiguous ones are left out. */
const MEANT: Readonly<Record<string, string>> = {
  KST: 'Asia/Seoul',
  JST: 'Asia/Tokyo',
  'UTC+9': 'Asia/Seoul',
  'UTC+09:00': 'Asia/Seoul',
  'UTC+0': 'Etc/UTC',
  'UTC+00:00': 'Etc/UTC',
};

/** Abbreviations that the database does not have, though many know them. */
const ABBREVIATIONS = /^(?:[KJI]ST|[CP][SD]T|[AEM]DT|BST|CEST|A[EC][SD]T|SGT)$/;

/** Whether the database may have a zone of the name: it is not known by heart here, only what its names are like. */
function mayBeZone(name: string): boolean {
  if (!/^[A-Za-z][-+\w]*(?:\/[-+\w]+)*$/.test(name) || name.toLowerCase() === 'local') return false;
  const [area = '', ...rest] = name.split('/');
  if (rest.length > 0) return AREAS.has(area);
  return !ABBREVIATIONS.test(name) && !/^UTC[-+]|^GMT[-+](?!0$)/i.test(name);
}

/** `asia/seoul` as the database writes it. */
function inCapitals(name: string): string | undefined {
  const written = name.toLowerCase().replace(/(?<![a-z])[a-z]/g, (letter) => letter.toUpperCase());
  const [area = '', ...rest] = written.split('/');
  return AREAS.has(area) && rest.length > 0 && mayBeZone(written) ? written : undefined;
}
