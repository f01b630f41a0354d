import type { YamlDocument, YamlMap, YamlSeq } from '../../syntax/nodes.js';
import type { Located, Span } from '../../syntax/span.js';
import type { UserProduct } from '../catalogue/user-products.js';
import type { Nanos } from './quantity.js';

/** A Kubernetes object: a YAML document, or an item of a List. */
export interface Manifest {
  readonly document: YamlDocument;
  /** Keys and indices from the document's root to the object; empty but for items of a List. */
  readonly path: readonly PathStep[];
  readonly node: YamlMap;
  /** Empty where a workload does not give one yet. */
  readonly apiVersion: Located<string>;
  readonly kind: Located<string>;
  readonly name: Located<string> | undefined;
  readonly namespace: Located<string> | undefined;
  readonly labels: ReadonlyMap<string, MetadataEntry>;
  readonly annotations: ReadonlyMap<string, MetadataEntry>;
}

/** A label or an annotation: its value, and where its key stands. */
export interface MetadataEntry extends Located<string> {
  readonly key: string;
  readonly keySpan: Span;
}

export type PathStep = string | number;

/** The pod spec of a Pod, of a workload's pod template, or of any other object that holds one. */
export interface PodSpecView {
  readonly manifest: Manifest;
  /** From the document's root to the spec: `['spec', 'template', 'spec']` for a Deployment. */
  readonly path: readonly PathStep[];
  /** Span of the key that holds the spec, for a hover on it. */
  readonly keySpan: Span;
  readonly node: YamlMap;
  /** Labels and annotations of the pods: the template's, or the object's own for a Pod. */
  readonly labels: ReadonlyMap<string, MetadataEntry>;
  readonly annotations: ReadonlyMap<string, MetadataEntry>;
  /** In the order in which they start: init containers (native sidecars among them), containers, ephemeral ones. */
  readonly containers: readonly ContainerView[];
  readonly volumes: readonly VolumeView[];
  readonly restartPolicy: Located<string> | undefined;
  readonly shareProcessNamespace: Located<boolean> | undefined;
  readonly hostNetwork: Located<boolean> | undefined;
  readonly hostPID: Located<boolean> | undefined;
  readonly terminationGracePeriodSeconds: Located<number> | undefined;
  /** Pod-level resources (KEP-2837). */
  readonly resources: ResourcesView | undefined;
  /** `overhead`: what the runtime class adds to the pod's requests, by resource name. */
  readonly overhead: ReadonlyMap<string, QuantityView>;
  /**
   * Whether this looks like a part of an object that is completed elsewhere (a Kustomize patch, a skeleton): rules that
   * say something is missing stay silent. See fragment.ts for the marks.
   */
  readonly fragment: boolean;
  /** Whether its containers, volumes and mounts are all there to be read, although a template may write other fields. */
  readonly laidOut: boolean;
}

export type ContainerList = 'initContainers' | 'containers' | 'ephemeralContainers';

/**
 * When a container runs, by the API's own rules: `init` ends before the others start, `sidecar` is an init container with
 * restartPolicy Always (KEP-753), `app` is an entry of `containers`. A fact; the role is a judgment.
 */
export type Lifecycle = 'init' | 'sidecar' | 'app' | 'ephemeral';

export interface ContainerView {
  readonly list: ContainerList;
  readonly lifecycle: Lifecycle;
  readonly index: number;
  readonly node: YamlMap;
  /** The sequence that it is an item of; edits need it. */
  readonly listNode: YamlSeq;
  readonly name: Located<string> | undefined;
  /** The name, or `containers[1]` where the YAML gives none: for messages. */
  readonly label: string;
  /** Where findings about the container as a whole stand: the name's value, else the image's, else the first key. */
  readonly anchor: Span;
  readonly image: ImageView | undefined;
  /** What the user's configuration says of the image. */
  readonly userProduct?: UserProduct;
  readonly command: readonly Located<string>[];
  readonly args: readonly Located<string>[];
  readonly env: readonly EnvVariable[];
  readonly envFrom: readonly EnvSource[];
  readonly ports: readonly ContainerPort[];
  readonly mounts: readonly VolumeMount[];
  /** `volumeDevices`: raw block volumes, by name. */
  readonly devices: readonly VolumeDevice[];
  readonly probes: readonly ProbeView[];
  readonly hooks: readonly HookView[];
  readonly resources: ResourcesView | undefined;
  readonly restartPolicy: Located<string> | undefined;
  readonly capabilities: readonly Located<string>[];
  readonly privileged: Located<boolean> | undefined;
  readonly runAsUser: Located<number> | undefined;
}

/** `registry.example:5000/team/app:1.4@sha256:…` and its parts. */
export interface ImageView extends Located<string> {
  /** Undefined where the reference names none, which means docker.io. */
  readonly registry: string | undefined;
  /** Without registry, tag and digest: `team/app`. */
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

export interface EnvVariable {
  readonly name: Located<string>;
  /** Undefined when it comes from `valueFrom`, or is no string. */
  readonly value: Located<string> | undefined;
  /** The ConfigMap or Secret whose key `valueFrom` takes. */
  readonly from: EnvSource | undefined;
  readonly node: YamlMap;
}

/** A ConfigMap or Secret that gives an environment: an entry of `envFrom`, or one key of it through `valueFrom`. */
export interface EnvSource {
  readonly kind: 'configMap' | 'secret';
  readonly name: Located<string>;
}

export interface ContainerPort {
  readonly port: Located<number>;
  readonly name: Located<string> | undefined;
  /** Upper case as written, TCP where the YAML gives none. */
  readonly protocol: string;
  readonly hostPort: Located<number> | undefined;
  readonly hostIP: Located<string> | undefined;
  readonly node: YamlMap;
}

/** An entry of `volumes`, or a StatefulSet's volume claim template. */
export interface VolumeView {
  readonly name: Located<string>;
  /** The source's key: `emptyDir` (also where no source is given, as the API server defaults it), `configMap`, … */
  readonly source: string;
  /** Name of the ConfigMap, Secret or claim that it comes from, where there is one. */
  readonly object: Located<string> | undefined;
  /** Every ConfigMap that it shows files of: its own, or those of a `projected` volume. */
  readonly configMaps: readonly Located<string>[];
  /** False for a claim template, which stands outside the pod spec. */
  readonly inPodSpec: boolean;
  readonly node: YamlMap;
}

export interface VolumeMount {
  /** The volume's name. */
  readonly name: Located<string>;
  readonly mountPath: Located<string> | undefined;
  readonly subPath: Located<string> | undefined;
  readonly subPathExpr: Located<string> | undefined;
  readonly readOnly: Located<boolean> | undefined;
  readonly node: YamlMap;
}

export interface VolumeDevice {
  readonly name: Located<string>;
  readonly node: YamlMap;
}

export type ProbeKind = 'livenessProbe' | 'readinessProbe' | 'startupProbe';

export const PROBE_KINDS: readonly ProbeKind[] = ['startupProbe', 'livenessProbe', 'readinessProbe'];

export interface ProbeView {
  readonly kind: ProbeKind;
  readonly keySpan: Span;
  readonly node: YamlMap;
  /** Undefined where no known handler stands. */
  readonly handler: HandlerView | undefined;
  readonly timing: ProbeTiming;
}

/** The five timing fields as written; `undefined` where absent, when the API server's default holds. */
export type ProbeTiming = Readonly<Record<ProbeTimingField, Located<number> | undefined>>;

export type ProbeTimingField =
  | 'initialDelaySeconds'
  | 'periodSeconds'
  | 'timeoutSeconds'
  | 'successThreshold'
  | 'failureThreshold';

/** A probe's or hook's way to act. */
export interface HandlerView {
  readonly kind: 'exec' | 'httpGet' | 'tcpSocket' | 'grpc' | 'sleep';
  readonly keySpan: Span;
  /** Number or port name of httpGet, tcpSocket and grpc. */
  readonly port: Located<number | string> | undefined;
  readonly path: Located<string> | undefined;
  readonly host: Located<string> | undefined;
  /** Of exec. */
  readonly command: readonly Located<string>[];
}

export interface HookView {
  readonly kind: 'postStart' | 'preStop';
  readonly keySpan: Span;
  readonly handler: HandlerView | undefined;
}

export interface ResourcesView {
  readonly keySpan: Span;
  readonly node: YamlMap;
  /** By resource name: `cpu`, `memory`, `nvidia.com/gpu`, … */
  readonly requests: ReadonlyMap<string, QuantityView>;
  readonly limits: ReadonlyMap<string, QuantityView>;
}

/** A resource quantity as written, such as `250m` or `1Gi`. */
export interface QuantityView extends Located<string> {
  readonly keySpan: Span;
  /** In cores, bytes or pieces; undefined where the text is no quantity. For showing; compare by `nanos`. */
  readonly amount: number | undefined;
  /** The same, exactly. */
  readonly nanos: Nanos | undefined;
  /** Whether a template makes the value, so that nobody knows it yet: then `amount` is undefined without a fault. */
  readonly templated: boolean;
}

/** A Service, as far as pods are concerned. */
export interface ServiceView {
  readonly manifest: Manifest;
  /** Empty where it has none: it selects no pod by itself. */
  readonly selector: ReadonlyMap<string, string>;
  readonly ports: readonly ServicePort[];
}

export interface ServicePort {
  readonly name: Located<string> | undefined;
  readonly port: Located<number> | undefined;
  /** Number or port name in the container; `port` where the YAML gives none. */
  readonly targetPort: Located<number | string> | undefined;
}

/** A ConfigMap with its text entries: programs' own configuration, often. */
export interface ConfigMapView {
  readonly manifest: Manifest;
  readonly data: ReadonlyMap<string, Located<string>>;
}

/** A Secret with the names of its entries. */
export interface SecretView {
  readonly manifest: Manifest;
  /** Of `data` and `stringData`. */
  readonly keys: ReadonlySet<string>;
}
