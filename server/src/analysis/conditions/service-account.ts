import { stringOf } from '../../syntax/access.js';
import type { Located } from '../../syntax/span.js';
import { isPlaceholder } from '../model/placeholder.js';
import type { Pod } from '../pod.js';
import { isBuiltIn, isWhole } from './workload.js';

/**
 * The service account that a pod names, with those that are defined beside it; undefined where it names none but the one
 * that every namespace has, or where a template or patch may say otherwise.
 */
export function namedServiceAccount(
  pod: Pod,
): { readonly account: Located<string>; readonly beside: readonly string[] } | undefined {
  const account = stringOf(pod.spec.node, 'serviceAccountName');
  if (!account || pod.staticPod || !isWhole(pod) || !isBuiltIn(pod) || pod.manifest.document.templated)
    return undefined;
  if (account.value === '' || account.value === 'default' || isPlaceholder(account.value)) return undefined;
  return { account, beside: pod.named.flatMap((each) => (each.kind === 'ServiceAccount' ? [each.name] : [])) };
}
