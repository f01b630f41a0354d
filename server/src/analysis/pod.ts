import type { DataFlow } from './flows/flow.js';
import type { InjectedContainer } from './injection/injector.js';
import type { ConfigMapView, ContainerView, Manifest, PodSpecView, SecretView, ServiceView } from './model/model.js';
import type { NamedObject } from './model/neighbours.js';
import type { RoleVerdict } from './roles/role.js';

/** A pod spec with the objects around it that say something about it. */
export interface PodContext {
  readonly manifest: Manifest;
  readonly spec: PodSpecView;
  /** Services of the same namespace, here or in a file that belongs to this one, that select the pod. */
  readonly services: readonly ServiceView[];
  /** ConfigMaps likewise that the pod mounts or takes its environment from. */
  readonly configMaps: readonly ConfigMapView[];
  /** Secrets likewise. */
  readonly secrets: readonly SecretView[];
  /** Every object around it that pods can refer to by its name. */
  readonly named: readonly NamedObject[];
  /** Data that passes, or may pass, between its containers. */
  readonly flows: readonly DataFlow[];
  /** Whether the kubelet of a node runs it by itself, from a file: the API server learns of it, and has no say. */
  readonly staticPod: boolean;
  /** Containers that are not in the manifest and will be added when the pod is made. They have no verdicts. */
  readonly injected: readonly InjectedContainer[];
}

/** What rules and features see: a pod, read and judged. Computed once per document text and surroundings. */
export interface Pod extends PodContext {
  verdictOf(container: ContainerView): RoleVerdict;
}
