import { settledText } from '../../conditions/given.js';
import { rejection } from '../../conditions/rejection.js';
import { claimTemplateOf, volumeEntries } from '../../conditions/volume-entries.js';
import { defineRule } from '../rule.js';

export const takenClaimName = defineRule({
  id: 'taken-claim-name',
  meta: {
    title: 'Claim that belongs to an ephemeral volume',
    severity: 'error',
    since: '0.1.0',
    docs: `
      For a generic \`ephemeral\` volume Kubernetes makes a claim that is called after the Pod and the volume,
      \`web-scratch\` for the volume \`scratch\` of the Pod \`web\`. Another volume of the same Pod cannot use that
      claim; the API server rejects it.`,
    references: ['https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#persistentvolumeclaim-naming'],
    messages: {
      taken: "Claim '{claim}' will be that of the ephemeral volume '{volume}'",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
  volumes:
  - name: scratch
    ephemeral:
      volumeClaimTemplate:
        spec:
          accessModes: [ReadWriteOnce]
          resources:
            requests:
              storage: 1Gi
  - name: data
    persistentVolumeClaim:
      claimName: web-scratch
#                ^^^^^^^^^^^ taken-claim-name
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
  volumes:
  - name: data
    persistentVolumeClaim:
      claimName: web-data
`,
        },
      ],
    },
  },

  fields: ['volumeClaimTemplate'],
  *check(pod) {
    const { kind, name } = pod.manifest;
    if (kind.value !== 'Pod' || !name) return;
    const volumes = volumeEntries(pod.spec);
    const claims = new Map(
      volumes.flatMap((volume): [string, string][] =>
        volume.name && claimTemplateOf(volume) ? [[`${name.value}-${volume.name.value}`, volume.label]] : [],
      ),
    );
    if (claims.size === 0) return;
    for (const { sources } of volumes) {
      const claim = settledText(sources.find((source) => source.kind === 'persistentVolumeClaim')?.node, 'claimName');
      if (!claim) continue;
      const volume = claims.get(claim.value);
      if (volume === undefined) continue;
      yield { ...rejection(pod), span: claim.span, message: { id: 'taken', args: { claim: claim.value, volume } } };
    }
  },
});
