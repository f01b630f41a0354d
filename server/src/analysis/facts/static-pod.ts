import type { PodSpecView } from '../model/model.js';

/** What the kubelet writes on a Pod: where it has it from (`file`, `http` or `api`), and whether it only mirrors one. */
const SOURCE = 'kubernetes.io/config.source';
const MIRROR = 'kubernetes.io/config.mirror';

/**
 * Whether a pod is a static one, which the kubelet of a node runs without asking the API server: a Pod in a file that
 * kubelets read, or one that carries the kubelet's own word for it.
 */
export function isStaticPod({ manifest, annotations }: PodSpecView, isReadByKubelet: boolean): boolean {
  const { kind, apiVersion, path } = manifest;
  if (kind.value !== 'Pod' || apiVersion.value !== 'v1') return false;
  if (isReadByKubelet && path.length === 0) return true;
  const source = annotations.get(SOURCE)?.value;
  return annotations.has(MIRROR) || source === 'file' || source === 'http';
}
