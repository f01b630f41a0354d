import type { Lifecycle, MetadataEntry, PodSpecView } from '../model/model.js';
import type { ContainerFunction, Role } from '../roles/role.js';

/** A product that adds containers to pods as they are admitted, and what decides whether it does. */
export interface Injector {
  /** Lower case, as the command line reports it. */
  readonly id: string;
  /** The product's name, as people write it. */
  readonly product: string;
  /** Labels and annotations of a pod that ask for an injection or refuse it. Their values do not matter here. */
  decides(key: string): boolean;
  /** What it adds to a pod, as far as the pod's own metadata decides it; nothing where that refuses or says nothing. */
  containersFor(spec: PodSpecView): readonly InjectedPart[];
}

/** What a container is injected for; each has its own words where it is explained. */
export type InjectionPurpose =
  | 'mesh-proxy'
  | 'application-runtime'
  | 'redirection'
  | 'secrets-before'
  | 'secrets-beside'
  | 'agent-copy'
  | 'agent-beside'
  | 'collector';

/** What an injector says about one container. */
export interface InjectedPart {
  readonly name: string;
  readonly role: Role;
  readonly function: ContainerFunction;
  readonly purpose: InjectionPurpose;
  /** `sidecar` is a native one. Where an installation may choose, the default of the product's latest version. */
  readonly lifecycle: Lifecycle;
  /** TCP ports that it listens on; empty where they depend on what the pod does not show. */
  readonly ports: readonly number[];
  /** Matches the repositories of its image. */
  readonly image: RegExp;
  /** The label or annotation that asks for it. */
  readonly trigger: MetadataEntry;
  /** Whether it certainly runs on when the other containers of a Job have ended. */
  readonly outlivesJobs?: boolean;
  /** Where the pod says it: whether it runs before or after the manifest's own init containers. */
  readonly order?: 'first' | 'last';
}

/** A container that is not in the manifest and will be in the pod. */
export interface InjectedContainer extends InjectedPart {
  readonly injector: Injector;
}
