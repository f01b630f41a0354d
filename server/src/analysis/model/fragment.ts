import { entryOf, mapOf, nodeOf, seqOf } from '../../syntax/access.js';
import { lineStart } from '../../syntax/layout.js';
import type { YamlMap } from '../../syntax/nodes.js';
import { FILLED_FIELDS, withoutFilledFields } from './filled-fields.js';
import { hasGaps } from './gaps.js';
import type { ContainerView, Manifest, PathStep } from './model.js';
import { childOf, type PodSpecPlace } from './pod-spec-paths.js';
import { apiGroupOf, needsSelector } from './workloads.js';

/**
 * Whether a pod spec is only a part of one, completed elsewhere: a strategic-merge patch, a Kustomize overlay, a
 * skeleton, an operator's template, a Helm template whose actions may put in anything. The marks:
 * - a `$patch` or another directive of a strategic merge, in the object, the pod spec or a container;
 * - neither `metadata.name` nor `generateName`;
 * - no container with an image, or empty ones only, unless it is a Pod, or a workload of one or an empty list of
 *   containers that both selects and labels its pods, or a Job that says when its pods are restarted (a CronJob, when it
 *   runs as well);
 * - a workload that must have a selector and has none, unless its template is labelled and every container has an image;
 * - a CronJob that does not say when it runs;
 * - found by its shape in an object without a selector: an operator may add containers and volumes to it;
 * - a placeholder or a template action that stands for a list, a map, an item, a key or whole lines;
 * - a comment that stands for what is left out: `# ...`.
 */
export function isFragment(
  manifest: Manifest,
  place: PodSpecPlace,
  spec: YamlMap,
  containers: readonly ContainerView[],
): boolean {
  return (
    isPart(manifest, place, spec, containers) || hasGaps(holderOf(manifest, place, spec)) || mayHoldMore(manifest, spec)
  );
}

/**
 * Whether a pod spec is all there but for fields that a template fills in, and none of these holds containers, volumes or
 * mounts; so is one that is no fragment.
 */
export function isLaidOut(
  manifest: Manifest,
  place: PodSpecPlace,
  spec: YamlMap,
  containers: readonly ContainerView[],
): boolean {
  if (isPart(manifest, place, spec, containers) || hasGaps(holderOf(manifest, place, spec), '', FILLED_FIELDS))
    return false;
  return !manifest.document.templated || !mayWriteMore(withoutFilledFields(wholeTextOf(manifest, spec)));
}

/** Where placeholders are looked for: all that Kubernetes knows of the workload. */
function holderOf({ node }: Manifest, { by }: PodSpecPlace, spec: YamlMap): YamlMap {
  return by === 'kind' ? (mapOf(node, 'spec') ?? spec) : spec;
}

function isPart(
  manifest: Manifest,
  { path, by }: PodSpecPlace,
  spec: YamlMap,
  containers: readonly ContainerView[],
): boolean {
  return (
    [manifest.node, mapOf(manifest.node, 'spec'), spec, ...containers.map(({ node }) => node)].some(hasDirective) ||
    !hasName(manifest) ||
    (!containers.some(({ image }) => image?.value) && !isSettled(manifest, path, spec)) ||
    (by === 'shape'
      ? !isComplete(manifest.node, path)
      : lacksItsSchedule(manifest) ||
        (lacksItsSelector(manifest) && !(isLabelled(manifest.node, path) && containers.every(({ image }) => image)))) ||
    OMISSION.test(textOf(manifest, spec))
  );
}

/** Whether a template writes lines of a map, or leaves some of them out, so that nobody knows what it holds in the end. */
export function hasTemplatedLines(manifest: Manifest, map: YamlMap): boolean {
  return mayHoldMore(manifest, map) || (manifest.document.templated && BRANCH_LINE.test(textOf(manifest, map)));
}

/** Whether a template writes lines of a map that cannot be read here; what it may leave out can. */
function mayHoldMore(manifest: Manifest, map: YamlMap): boolean {
  return manifest.document.templated && mayWriteMore(wholeTextOf(manifest, map));
}

function mayWriteMore(text: string): boolean {
  return WRITING_ACTION.test(text) || PLACEHOLDER_LINE.test(text);
}

/** `$patch`, `$retainKeys`, `$setElementOrder/containers`, `$deleteFromPrimitiveList/…`. */
export function hasDirective(map: YamlMap | undefined): boolean {
  return (
    map?.pairs.some(({ key }) => key !== undefined && /^\$(?:patch|retainKeys|setElement|deleteFrom)/.test(key)) ??
    false
  );
}

function hasName(manifest: Manifest): boolean {
  const metadata = mapOf(manifest.node, 'metadata');
  return (entryOf(metadata, 'name') ?? entryOf(metadata, 'generateName')) !== undefined;
}

function lacksItsSchedule({ kind, node }: Manifest): boolean {
  return kind.value === 'CronJob' && entryOf(mapOf(node, 'spec'), 'schedule') === undefined;
}

/** `apps/v1` and its betas; the older `extensions/v1beta1` takes the template's labels where there is no selector. */
function lacksItsSelector({ apiVersion, kind, node }: Manifest): boolean {
  return (
    needsSelector(kind.value) &&
    apiGroupOf(apiVersion.value) !== 'extensions' &&
    nodeOf(mapOf(node, 'spec'), 'selector') === undefined
  );
}

/** Whether an object without an image is no patch: hardly anybody patches Pods, or selectors with labels. */
function isSettled({ kind, node }: Manifest, path: readonly PathStep[], spec: YamlMap): boolean {
  if (kind.value === 'Pod') return true;
  const listed = seqOf(spec, 'containers')?.items.length ?? Number.POSITIVE_INFINITY;
  if (listed > 1) return false;
  if (kind.value === 'Job' || kind.value === 'CronJob') {
    const isPlanned = kind.value === 'Job' || nodeOf(mapOf(node, 'spec'), 'schedule') !== undefined;
    return isPlanned && nodeOf(spec, 'restartPolicy') !== undefined;
  }
  return isComplete(node, path) && isLabelled(node, path);
}

/** Whether the pod template around the spec has labels. */
function isLabelled(node: YamlMap, path: readonly PathStep[]): boolean {
  const template = path.slice(0, -1).reduce(childOf, node);
  return template?.kind === 'map' && mapOf(mapOf(template, 'metadata'), 'labels') !== undefined;
}

/** Whether the owner of the pod template selects its pods itself, as a whole workload inside another object does. */
function isComplete(node: YamlMap, path: readonly PathStep[]): boolean {
  const owner = path.slice(0, -2).reduce(childOf, node);
  return owner?.kind === 'map' && nodeOf(owner, 'selector') !== undefined;
}

const OMISSION = /^[ \t]*#[ \t]*(?:\.{3}|…)/m;

/** Actions that write nothing themselves: what stands between them is there to be read. */
const CONTROL = String.raw`-?\s*(?:(?:if|else|end|range|with|define)\b|\/\*|\$\w*\s*:?=)`;

/** A line that begins a branch; what ends one adds nothing. */
const BRANCH_LINE = /^[ \t]*(?:-[ \t]+)?(?:\{\{-?\s*(?:if|else|range|with)\b|#@ (?:if|elif|else|for)\b)/m;

/** An action that writes lines: at the start of one, behind a list's dash, or one that writes a block. */
const WRITING_ACTION = new RegExp(
  String.raw`^[ \t]*(?:-[ \t]+)?(?:\{\{${CONTROL}(?:(?!\}\}).)*\}\}[ \t]*)*\{\{(?!${CONTROL})|\{\{[^{}]*\b(?:toYaml|nindent|indent)\b`,
  'm',
);

/** A line that is nothing but a placeholder. */
const PLACEHOLDER_LINE =
  /^[ \t]*(?:\{%.*|%\{.*|#@overlay.*|<.*>|\$\w+|\$[({].*[)}]|%[\w.-]+%|@[\w.-]+@|__\w+__|\[\[.*\]\]|[A-Z][A-Z0-9_]{2,}|\.{3}|…)[ \t\r]*$/m;

/** The rest of the last line, and lines of actions or comments below it: a block's span ends with its last value. */
const TRAILING_LINES = /^[^\n]*(?:\n[ \t]*(?:(?:\{\{|#)[^\n]*)?)*/;

function textOf({ document }: Manifest, { span }: YamlMap): string {
  const [trailing = ''] = TRAILING_LINES.exec(document.text.slice(span.end)) ?? [];
  return document.text.slice(span.start, span.end) + trailing;
}

/** The same with the lines right above its first key, which a template may write as well. */
function wholeTextOf(manifest: Manifest, map: YamlMap): string {
  const { text } = manifest.document;
  return text.slice(leadingLines(text, map.span.start), map.span.start) + textOf(manifest, map);
}

/** Where the lines of actions, comments and nothing begin that stand right above a map: its span begins with its first key. */
function leadingLines(text: string, start: number): number {
  const own = lineStart(text, start);
  if (text.slice(own, start).trim() !== '') return start;
  let first = own;
  while (first > 0) {
    const above = lineStart(text, first - 1);
    if (!/^[ \t]*(?:(?:\{\{|#).*)?\r?\n$/.test(text.slice(above, first))) break;
    first = above;
  }
  return first;
}
