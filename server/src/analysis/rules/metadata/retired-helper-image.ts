import { retirementOf } from '../../catalogue/retired-images.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import { fullRepository } from '../../model/image.js';
import { isPlaceholder } from '../../model/placeholder.js';
import { defineRule } from '../rule.js';

export const retiredHelperImage = defineRule({
  id: 'retired-helper-image',
  meta: {
    title: 'Image that its makers have given up',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['sidecar', 'ambassador', 'adapter'],
    docs: `
      Manifests are copied for years after an image has been retired: it cannot be pulled any more, or gets no fixes. A
      Pod that ran yesterday then fails on the next node that has to pull it.

      - \`gcr.io/kubebuilder/kube-rbac-proxy\` went with Google's Container Registry on 2025-03-18;
        \`quay.io/brancz/kube-rbac-proxy\` has its tags from v0.5.0 on.
      - \`docker.io/bitnami/*\` has lost all versions on 2025-09-29, \`public.ecr.aws/bitnami/*\` everything on
        2026-06-10. \`docker.io/bitnamilegacy/*\` keeps the old tags without any fixes: a way to go on, until another
        image is found. Sealed Secrets and minideb stay.
      - \`k8s.gcr.io\` has taken no images since 2023-04-03 and is only redirected; \`registry.k8s.io\` has all of them.
      - \`grafana/promtail\` ended on 2026-03-02, \`grafana/agent\` on 2025-11-01; Grafana Alloy converts their
        configuration.
      - \`jaegertracing/jaeger-agent\` ended with Jaeger v1 on 2025-12-31, and v2 has no agent: send OTLP to a collector.
      - \`gcr.io/cloudsql-docker/gce-proxy\` is version 1 of the Cloud SQL Auth Proxy. It still works, so this one is an
        information; version 2 has another image and other flags.

      Exactly these repositories are meant; a mirror may keep an image longer.`,
    references: [
      'https://github.com/kubernetes-sigs/kubebuilder/discussions/3907',
      'https://github.com/bitnami/containers/issues/83267',
      'https://kubernetes.io/blog/2023/03/10/image-registry-redirect/',
      'https://grafana.com/docs/loki/latest/send-data/promtail/',
      'https://grafana.com/docs/agent/latest/',
      'https://github.com/jaegertracing/jaeger/issues/6321',
      'https://github.com/GoogleCloudPlatform/cloud-sql-proxy/blob/main/migration-guide.md',
    ],
    messages: {
      gone: "'{container}' runs {image}, which was taken down on {date}; take {instead}",
      frozen: "'{container}' runs {image} from a registry that has been frozen since {date}; take {instead}",
      ended: "'{container}' runs {image}, which has had no fixes since {date}; take {instead}",
      followed: "'{container}' runs {image}, version 1 of the proxy; {instead} is version 2, with other flags",
      replace: 'Take {instead}',
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: operator
spec:
  containers:
  - name: manager
    image: registry.example/operator:1.4
  - name: kube-rbac-proxy
    image: gcr.io/kubebuilder/kube-rbac-proxy:v0.16.0
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ retired-helper-image
    args: [--upstream=http://127.0.0.1:8080/]
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: operator
spec:
  containers:
  - name: manager
    image: registry.example/operator:1.4
  - name: kube-rbac-proxy
    image: quay.io/brancz/kube-rbac-proxy:v0.16.0
    args: [--upstream=http://127.0.0.1:8080/]
`,
        },
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: site
spec:
  containers:
  - name: redis
    image: bitnami/redis:7.2.4-debian-12-r9
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ retired-helper-image
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: site
spec:
  containers:
  - name: redis
    image: bitnamilegacy/redis:7.2.4-debian-12-r9
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: operator
spec:
  containers:
  - name: manager
    image: registry.example/operator:1.4
  - name: kube-rbac-proxy
    image: quay.io/brancz/kube-rbac-proxy:v0.18.2
    args: [--upstream=http://127.0.0.1:8080/]
`,
        },
      ],
    },
  },

  *check(pod) {
    for (const container of pod.spec.containers) {
      const { image } = container;
      const retired = image && retirementOf(image);
      if (!retired || isPlaceholder(image.value)) continue;
      const { state, since: date = '', instead, moved } = retired;
      // A digest of the one is none of the other: they were built apart.
      const isSame = moved !== undefined && (state === 'frozen' || image.digest === undefined);
      yield {
        span: image.span,
        container,
        ...(state === 'followed' && { severity: 'information' }),
        message: { id: state, args: { container: container.label, image: fullRepository(image), date, instead } },
        fixes: () =>
          isSame
            ? makeFix(pod, { message: { id: 'replace', args: { instead } }, evenIfShared: true }, [
                replaceAt(pod.manifest.document, image.span, moved),
              ])
            : [],
      };
    }
  },
});
