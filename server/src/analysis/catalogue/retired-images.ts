import { fullRepository } from '../model/image.js';
import type { ImageView } from '../model/model.js';
import { remembered } from '../remembered.js';

/** How an image has been given up. */
export interface Retirement {
  /**
   * `gone` cannot be pulled, `frozen` lies in a registry that takes no images any more, `ended` gets no fixes, `followed`
   * is kept alive beside a newer major version.
   */
  readonly state: 'gone' | 'frozen' | 'ended' | 'followed';
  /** Year, month and day; undefined where it is kept alive. */
  readonly since?: string;
  /** An image or a product to take instead. */
  readonly instead: string;
  /** The whole reference with the same image elsewhere; undefined where something else has to be configured. */
  readonly moved: string | undefined;
}

interface Entry extends Omit<Retirement, 'moved' | 'instead'> {
  /** Tried on the registry and repository, such as `docker.io/grafana/promtail`. */
  readonly repository: RegExp;
  /** What stands in the reference as it is written, and what it becomes; the rest of the reference stays. */
  readonly move?: readonly [RegExp, string];
  readonly instead?: string;
  /** Tags that are concerned; all of them where nothing is said. */
  readonly tag?: RegExp;
}

/** Where Bitnami's images went; those of sealed-secrets and minideb stay, and `latest` is left of some others. */
const BITNAMI = '(?!sealed-secrets|minideb)';

/**
 * Sources, each read in 2026: kubebuilder discussion 3907; bitnami/containers issue 83267 and bitnami/charts issue 36537;
 * the Kubernetes blog of 2023-03-10; the manuals of Promtail and Grafana Agent; jaegertracing/jaeger issue 6321; the
 * migration guide of the Cloud SQL Auth Proxy.
 */
const ENTRIES: readonly Entry[] = [
  {
    // Older tags are nowhere else.
    repository: /^gcr\.io\/kubebuilder\/kube-rbac-proxy$/,
    tag: /^v0\.[0-4]\./,
    state: 'gone',
    since: '2025-03-18',
    instead: 'quay.io/brancz/kube-rbac-proxy',
  },
  {
    repository: /^gcr\.io\/kubebuilder\/kube-rbac-proxy$/,
    state: 'gone',
    since: '2025-03-18',
    move: [/^gcr\.io\/kubebuilder\//, 'quay.io/brancz/'],
  },
  {
    repository: new RegExp(`^docker\\.io/bitnami/${BITNAMI}[^/]+$`),
    tag: /^(?!latest$)./,
    state: 'gone',
    since: '2025-09-29',
    move: [/(?:^|(?<=\/))bitnami\//, 'bitnamilegacy/'],
  },
  {
    repository: new RegExp(`^public\\.ecr\\.aws/bitnami/${BITNAMI}[^/]+$`),
    state: 'gone',
    since: '2026-06-10',
    move: [/^public\.ecr\.aws\/bitnami\//, 'docker.io/bitnamilegacy/'],
  },
  {
    repository: /^k8s\.gcr\.io\//,
    state: 'frozen',
    since: '2023-04-03',
    move: [/^k8s\.gcr\.io\//, 'registry.k8s.io/'],
  },
  { repository: /^docker\.io\/grafana\/promtail$/, state: 'ended', since: '2026-03-02', instead: 'Grafana Alloy' },
  { repository: /^docker\.io\/grafana\/agent$/, state: 'ended', since: '2025-11-01', instead: 'Grafana Alloy' },
  {
    repository: /^docker\.io\/jaegertracing\/jaeger-agent$/,
    state: 'ended',
    since: '2025-12-31',
    instead: 'OpenTelemetry Collector',
  },
  {
    repository: /^(?:(?:us|eu|asia)\.)?gcr\.io\/cloudsql-docker\/gce-proxy$/,
    tag: /^1\./,
    state: 'followed',
    instead: 'gcr.io/cloud-sql-connectors/cloud-sql-proxy',
  },
];

/** By repository and tag. */
const entryOf = remembered((key) => {
  const [repository = '', tag = ''] = key.split('\0');
  return { entry: ENTRIES.find((each) => each.repository.test(repository) && (each.tag?.test(tag) ?? true)) };
}, 1000);

/** Whether an image has been given up, and what to take instead; undefined for one of which nothing is known. */
export function retirementOf(image: ImageView): Retirement | undefined {
  const { entry } = entryOf(`${fullRepository(image)}\0${image.tag ?? ''}`);
  if (!entry) return undefined;
  const { state, since, move } = entry;
  const moved = move && image.value.trim().replace(...move);
  return {
    state,
    ...(since && { since }),
    moved,
    instead: entry.instead ?? moved?.replace(/(?:@.*|:[^/]*)$/, '') ?? '',
  };
}
