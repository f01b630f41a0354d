import type { Span, TextEdit } from '../../../syntax/span.js';
import { ownerOf } from '../../conditions/fault-owner.js';
import { decodingSeverity } from '../../conditions/misread.js';
import { makeFix } from '../../edits/make-fix.js';
import { moveEntriesBehind, moveEntriesInto, wrapEntries } from '../../edits/move-entries.js';
import type { Manifest } from '../../model/model.js';
import { causesOf, type Misplaced } from '../../schema/causes.js';
import { decode } from '../../schema/decoding.js';
import { pathText, stepsFrom } from '../../schema/fault.js';
import { mapAt, takes } from '../../schema/homes.js';
import { defineRule } from '../rule.js';

export const misplacedField = defineRule({
  id: 'misplaced-field',
  meta: {
    title: 'Field at the wrong level',
    severity: 'error',
    since: '0.1.0',
    docs: `
      The field exists, but in another object: it is indented one or more levels too far or not far enough, or the
      object that it belongs to is left out. For the API server it is an unknown field, which kubectl has it reject and
      other clients have it drop without a word.

      A field is said to belong somewhere if the object there has a field of the name, the value fits it, and no other
      place is as near. Moving it keeps its comments.`,
    references: [
      'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/',
      'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
    ],
    messages: {
      container: "'{owner}' sets '{path}' at the wrong level; it is a field of the container itself",
      containers: "'{owner}' sets '{path}' at the wrong level; it is a field of a container",
      pod: "'{owner}' sets '{path}' at the wrong level; it is a field of the pod spec",
      object: "'{owner}' sets '{path}' at the wrong level; it is a field of the object itself",
      field: "'{owner}' sets '{path}' at the wrong level; it is a field of '{home}'",
      also: "'{field}' stands at the wrong level as well",
      move: "Move to '{home}'",
      moveToContainer: 'Move to the container',
      moveToPod: 'Move to the pod spec',
      moveToObject: 'Move to the first level',
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    livenessProbe:
      path: /healthz
#     ^^^^ misplaced-field
      port: 80
      periodSeconds: 5
    resources:
      limits: {memory: 64Mi}
      # Only when it answers does it get requests.
      readinessProbe:
#     ^^^^^^^^^^^^^^ misplaced-field
        httpGet: {path: /ready, port: 80}
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    livenessProbe:
      httpGet:
        path: /healthz
        port: 80
      periodSeconds: 5
    resources:
      limits: {memory: 64Mi}
    # Only when it answers does it get requests.
    readinessProbe:
      httpGet: {path: /ready, port: 80}
`,
        },
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
labels:
# <----- misplaced-field
  app: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    imagePullSecrets:
#   ^^^^^^^^^^^^^^^^ misplaced-field
    - name: registry
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
  - name: web
    image: nginx:1.27
  imagePullSecrets:
  - name: registry
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext: {runAsNonRoot: true}
  containers:
  - name: web
    image: nginx:1.27
    securityContext: {readOnlyRootFilesystem: true}
`,
        },
      ],
    },
  },

  *checkObject(manifest) {
    const { strictness } = decode(manifest);
    if (strictness === 'shape') return;
    for (const cause of causesOf(manifest)) {
      if (cause.kind !== 'misplaced') continue;
      const [{ place, key, pair }, ...others] = cause.faults;
      const { container, owner, path } = ownerOf(manifest, place, [key]);
      yield {
        span: pair.keySpan,
        message: { id: homeWord(cause), args: { owner, path, home: homeText(manifest, cause) } },
        ...(container && { container }),
        severity: decodingSeverity(strictness),
        related: others.map((other) => ({
          span: other.pair.keySpan,
          message: { id: 'also', args: { field: other.key } },
        })),
        fixes: () => move(manifest, cause),
      };
    }
  },
});

/** How the home is called in the sentence. */
function homeWord({ home, faults: [{ place }] }: Misplaced) {
  const { name } = home.type;
  if (name === 'PodSpec') return 'pod';
  if (name === 'Container' || name === 'EphemeralContainer') return isAround(home, place) ? 'container' : 'containers';
  return home.from.parent === undefined && home.steps.length === 0 ? 'object' : 'field';
}

function isAround({ from, steps }: Misplaced['home'], place: Misplaced['home']['from']): boolean {
  return steps.length === 0 && from !== place;
}

/** The home's path from the container, or from the object where it is in none. */
function homeText(manifest: Manifest, { home }: Misplaced): string {
  const { path } = ownerOf(manifest, home.from, home.steps);
  return path === '' ? pathText(stepsFrom(undefined, home.from)) : path;
}

const MOVES = {
  container: 'moveToContainer',
  containers: 'moveToContainer',
  pod: 'moveToPod',
  object: 'moveToObject',
  field: 'move',
} as const;

/** A resource right below `resources` may be meant as a request or as a limit; a person has to choose. */
const OTHER_HOMES: Readonly<Record<string, string>> = { requests: 'limits' };

function move(manifest: Manifest, cause: Misplaced) {
  const { home, faults } = cause;
  const other = OTHER_HOMES[home.type.name];
  const homes = other === undefined ? [home] : [home, { ...home, steps: [other] }];
  return homes.flatMap((each) => {
    const meant = { ...cause, home: each };
    const message = { id: MOVES[homeWord(cause)], args: { home: homeText(manifest, meant) } };
    return makeFix({ manifest }, { message }, moveEdits(manifest, meant, faults));
  });
}

function moveEdits({ document }: Manifest, { home }: Misplaced, faults: Misplaced['faults']): readonly TextEdit[] {
  const { map } = faults[0].place;
  const pairs = faults.map(({ pair }) => pair);
  const isEntry = home.type.fields.size === 0;
  if (!isEntry && !faults.every((fault) => takes(home, fault))) return [];
  if (home.steps.length === 0) {
    const around = home.from.map.pairs.find(
      ({ value }) => value && value.kind !== 'alias' && holds(value.span, map.span),
    );
    return around ? moveEntriesBehind(document, map, pairs, around) : [];
  }
  const target = mapAt(home);
  if (target) return moveEntriesInto(document, map, pairs, target);
  const isFree = home.from.map === map && !map.pairs.some(({ key }) => key === home.steps[0]);
  return isFree && !home.inList ? wrapEntries(document, map, pairs, home.steps) : [];
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
