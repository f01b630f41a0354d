import type { Span } from '../../syntax/span.js';
import type { ContainerView, VolumeView } from '../model/model.js';

/** Data that passes, or may pass, from one container to another inside the pod. */
export interface DataFlow {
  readonly from: ContainerView;
  readonly to: ContainerView;
  /** False when the manifest does not show who writes and who reads: then `from` and `to` are of equal standing. */
  readonly directed: boolean;
  readonly via: FlowMedium;
  /** The two places that make the flow: in `from`, and in `to`. */
  readonly spans: readonly [from: Span, to: Span];
}

export type FlowMedium =
  | { readonly kind: 'volume'; readonly volume: VolumeView }
  /** `from` dials `to`; `declared` is false where `to` does not list the port but is the only one who can have it. */
  | { readonly kind: 'localhost'; readonly port: number; readonly declared: boolean }
  | { readonly kind: 'process-namespace' };
