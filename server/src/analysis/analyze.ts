import type { YamlDocument } from '../syntax/nodes.js';
import { oncePer } from '../syntax/once-per.js';
import { NO_USER_PRODUCTS, type UserProducts, withUserProducts } from './catalogue/user-products.js';
import { ruleFinder } from './concerned-rules.js';
import { mayExclude } from './conditions/branches.js';
import { isStaticPod } from './facts/static-pod.js';
import { readDataFlows } from './flows/data-flows.js';
import { injectedContainers } from './injection/injected-containers.js';
import type { PodSpecView, ServiceView } from './model/model.js';
import { readNeighbours } from './model/neighbours.js';
import { readManifests, readPodSpecs } from './model/read.js';
import type { Pod, PodContext } from './pod.js';
import { judge } from './roles/verdicts.js';
import { rules } from './rules/index.js';
import type { Finding, SelectedPods } from './rules/rule.js';
import { type ServicePods, sameKnownPods } from './selected-pods.js';
import { NO_SURROUNDINGS, type Surroundings, sameItems } from './surroundings.js';

/** What one YAML document says: its pods and what is wrong with them. */
export interface Analysis {
  readonly pods: readonly Pod[];
  readonly findings: readonly Finding[];
}

/** What is known of a document beside its own text. */
export interface DocumentContext {
  /** The objects around its pods. */
  readonly surroundings: Surroundings;
  podsOf(service: ServiceView): ServicePods;
  /** Whether its objects are parts of others, whatever they look like. */
  readonly partial: boolean;
  /** What the user says of images, if anything. */
  readonly products?: UserProducts;
  /** Whether the kubelet of a node reads the file itself, so that its Pods are static ones. */
  readonly staticPods?: boolean;
}

const ALONE: DocumentContext = {
  surroundings: NO_SURROUNDINGS,
  podsOf: () => ({ selected: [], others: [] }),
  partial: false,
};

interface Known {
  readonly context: DocumentContext;
  readonly selected: SelectedPods;
  readonly placed: readonly PlacedSpec[];
  readonly analysis: Analysis;
}

const cache = new WeakMap<YamlDocument, Known>();

/**
 * Analyzes a document. Never throws. An unchanged document gives the very same analysis as long as its pods and Services
 * have the same neighbours, however much the rest changes.
 */
export function analyze(document: YamlDocument, context: DocumentContext = ALONE): Analysis {
  const { surroundings } = context;
  const before = cache.get(document);
  const known = before && FACTS.every((fact) => before.context[fact] === context[fact]) ? before : undefined;
  const { services } = readNeighbours(document);
  if (known?.context.surroundings === surroundings && services.length === 0) return known.analysis;
  const selected = new Map(services.map((service) => [service, podsOf(service, context)]));
  const placed = readPodSpecs(document).map((spec) => place(spec, context));
  const same = known && samePlaces(known.placed, placed) && sameSelected(known.selected, selected);
  const analysis = same ? known.analysis : judgeAll(document, placed, selected);
  cache.set(document, { context, selected, placed: same ? known.placed : placed, analysis });
  return analysis;
}

/** A Service's pods as the user's products tell of their images. */
function podsOf(
  service: ServiceView,
  { podsOf: find, products = NO_USER_PRODUCTS, partial }: DocumentContext,
): ServicePods {
  const { selected, others } = find(service);
  const told = products.length === 0 ? selected : selected.map((spec) => withUserProducts(spec, products));
  return { selected: partial ? told.map(asFragment) : told, others };
}

/** A pod spec of which others hold more; the very same one each time. */
const asFragment = oncePer((spec: PodSpecView): PodSpecView => ({ ...spec, fragment: true, laidOut: false }));

const FACTS = ['partial', 'products', 'staticPods'] as const;

/** A pod spec with the objects around it. */
type PlacedSpec = Pick<PodContext, 'spec' | 'services' | 'configMaps' | 'secrets' | 'named' | 'staticPod'>;

function place(spec: PodSpecView, { surroundings, partial, products, staticPods }: DocumentContext): PlacedSpec {
  const told = withUserProducts(spec, products ?? NO_USER_PRODUCTS);
  return {
    spec: partial ? asFragment(told) : told,
    services: surroundings.servicesOf(spec),
    configMaps: surroundings.configMapsOf(spec),
    secrets: surroundings.secretsOf(spec),
    named: surroundings.namedBeside(spec),
    staticPod: isStaticPod(spec, staticPods ?? false),
  };
}

/** Both come from the same document, so they are the same specs in the same order. */
function samePlaces(some: readonly PlacedSpec[], others: readonly PlacedSpec[]): boolean {
  return some.every((one, index) => {
    const other = others[index];
    return other !== undefined && LISTS.every((list) => sameItems<unknown>(one[list], other[list]));
  });
}

const LISTS = ['services', 'configMaps', 'secrets', 'named'] as const;

function sameSelected(some: SelectedPods, others: SelectedPods): boolean {
  return [...some].every(([service, one]) => {
    const other = others.get(service);
    return other !== undefined && sameItems(one.selected, other.selected) && sameKnownPods(one.others, other.others);
  });
}

function judgeAll(document: YamlDocument, placed: readonly PlacedSpec[], selected: SelectedPods): Analysis {
  const pods = placed.map(judgePod);
  return { pods, findings: findingsIn(document, pods, selected) };
}

function judgePod(placed: PlacedSpec): Pod {
  const { spec, configMaps, staticPod } = placed;
  const context = {
    ...placed,
    manifest: spec.manifest,
    flows: readDataFlows(spec, configMaps),
    injected: staticPod ? [] : injectedContainers(spec),
  };
  const verdicts = judge(context);
  return {
    ...context,
    verdictOf(container) {
      const verdict = verdicts.get(container);
      if (!verdict) throw new RangeError(`${container.label} is no container of this pod`);
      return verdict;
    },
  };
}

const rulesOfDocument = ruleFinder(rules, ({ checkDocument }) => checkDocument);
const rulesOfObjects = ruleFinder(rules, ({ checkObject }) => checkObject);
const rulesOfPods = ruleFinder(rules, ({ check }) => check);

/** What every rule finds: in the document, in its objects, in their pods. */
function findingsIn(document: YamlDocument, pods: readonly Pod[], selected: SelectedPods): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { rule, check } of rulesOfDocument(document)) {
    for (const problem of check(document)) findings.push({ ...problem, rule, pod: undefined, manifest: undefined });
  }
  const aboutObjects = rulesOfObjects(document);
  for (const manifest of readManifests(document)) {
    for (const { rule, check } of aboutObjects) {
      for (const problem of check(manifest, selected)) findings.push({ ...problem, rule, pod: undefined, manifest });
    }
  }
  const aboutPods = rulesOfPods(document);
  for (const pod of pods) {
    const { manifest } = pod;
    for (const { rule, check } of aboutPods) {
      for (const problem of check(pod)) findings.push({ ...problem, rule, pod, manifest });
    }
  }
  return document.templated ? findings.filter((finding) => isCertain(document, finding)) : findings;
}

/** Whether no template may leave out one of the places that a finding is about. */
function isCertain(document: YamlDocument, { span, related = [] }: Finding): boolean {
  return !related.some((other) => mayExclude(document, other.span, span));
}
