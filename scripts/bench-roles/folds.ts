import { podFacts } from '../../server/src/analysis/roles/pod-facts.js';
import type { Evidence } from '../../server/src/analysis/roles/role.js';
import { collectEvidence } from '../../server/src/analysis/roles/verdicts.js';
import { findLabelled, type Labelled } from './judged.js';
import type { Label } from './labels.js';
import { handSetWeights, refit, roleWith, type Sample } from './refit.js';
import type { Answer } from './scores.js';
import { hideProducts, productsOnlyOf } from './unseen-products.js';

/** What one group of owners gets while the others are looked at. */
export interface FoldResult {
  readonly owners: readonly string[];
  /** With the weights as they are. */
  readonly asSet: readonly Answer[];
  /** With weights that were fitted to the other owners' labels. */
  readonly refitted: readonly Answer[];
  /** With the weights as they are, and without the catalogue's lines that only these owners' manifests use. */
  readonly unseenProducts: readonly Answer[];
}

/**
 * Splits the owners into groups of about the same number of labels, and judges each group by what the others teach.
 * Labels of doubt and labels without a container do not count. The same input gives the same groups.
 */
export function crossValidate(
  texts: ReadonlyMap<string, string>,
  labelled: readonly Labelled[],
  count: number,
): FoldResult[] {
  const counting = labelled.filter(({ label, found }) => found && !label.doubt);
  const groups = groupOwners(
    counting.map(({ label }) => ownerOf(label)),
    count,
  );
  const asSet = handSetWeights();
  return groups.map((owners) => {
    const held = counting.filter(({ label }) => owners.includes(ownerOf(label)));
    const others = counting.filter(({ label }) => !owners.includes(ownerOf(label)));
    const weights = refit(samplesOf(others));
    const samples = samplesOf(held);
    const unseen = productsOnlyOf(held, others);
    const hidden = samplesOf(
      findLabelled(
        hideProducts(texts, held, unseen),
        held.map(({ label }) => label),
      ),
      unseen,
    );
    return {
      owners,
      asSet: answers(samples, (sample) => roleWith(asSet, sample)),
      refitted: answers(samples, (sample) => roleWith(weights, sample)),
      unseenProducts: answers(hidden, (sample) => roleWith(asSet, sample)),
    };
  });
}

function answers(samples: readonly Sample[], give: (sample: Sample) => Answer['given']): Answer[] {
  return samples.map((sample) => ({ expected: sample.role, given: give(sample) }));
}

/** A manifest without a known owner stands for itself. */
function ownerOf({ owner, file }: Label): string {
  return owner ?? file;
}

/** The owner with the most labels goes first, and each to the group that has the fewest labels. */
function groupOwners(owners: readonly string[], count: number): (readonly string[])[] {
  const sizes = new Map<string, number>();
  for (const owner of owners) sizes.set(owner, (sizes.get(owner) ?? 0) + 1);
  const groups = Array.from({ length: Math.min(count, sizes.size) }, () => ({ owners: [] as string[], size: 0 }));
  for (const [owner, size] of [...sizes].sort(([one, some], [other, more]) => more - some || (one < other ? -1 : 1))) {
    const smallest = groups.reduce((least, each) => (each.size < least.size ? each : least));
    smallest.owners.push(owner);
    smallest.size += size;
  }
  return groups.map((group) => group.owners);
}

/** `unseen` are products whose names are not known either. */
function samplesOf(labelled: readonly Labelled[], unseen: ReadonlySet<string> = new Set()): Sample[] {
  const byPod = new Map<object, Pick<Sample, 'facts' | 'evidence'>>();
  return labelled.flatMap(({ label, found }): Sample[] => {
    if (!found) return [];
    let pod = byPod.get(found.pod);
    if (!pod) {
      const evidence = [...collectEvidence(found.pod)].map(
        ([container, said]) => [container, said.filter((each) => !namesProductOf(unseen, each))] as const,
      );
      pod = { facts: podFacts(found.pod), evidence: new Map(evidence) };
      byPod.set(found.pod, pod);
    }
    return [{ ...pod, container: found.container, role: label.role }];
  });
}

function namesProductOf(unseen: ReadonlySet<string>, { source, message }: Evidence): boolean {
  return source === 'product-name' && unseen.has(message.args['product'] ?? '');
}
