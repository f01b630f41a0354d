import type { Span } from '../../../syntax/span.js';
import type { ContainerView } from '../../model/model.js';
import { isFront } from '../fronts.js';
import type { PodFacts } from '../pod-facts.js';
import { defineEvidence } from '../role.js';

const CONFIGURATION =
  /^\/(?:usr\/local\/)?etc\/(?:nginx|haproxy|envoy|caddy|traefik|apache2|httpd)|^\/etc\/envoy|nginx\.conf$|envoy\.ya?ml$/;

export const frontServer = defineEvidence({
  id: 'front-server',
  meta: {
    title: 'Web server in front of an application',
    why: `
nginx, HAProxy or Envoy with a configuration of its own, beside an application that nobody else has, mostly stands before that
application: it ends TLS, buffers or routes. That makes it a sidecar, as it adds to the main container from outside. PHP is
different: there the web server and the interpreter are two halves of one application. A server with ports on the node is a
gateway, and counts for itself.`,
    messages: {
      passesOn: "passes requests on to '{application}', as its configuration says",
      configured: "is a web server with its own configuration beside '{application}'",
      proxy: "is a proxy beside '{application}'",
    },
    weights: {
      passesOn: { main: -2, sidecar: 2.4 },
      configured: { main: -1.6, sidecar: 1.5, ambassador: 0.4 },
      proxy: { main: -1, sidecar: 1.1, ambassador: 0.4 },
    },
  },
  *collect(pod) {
    if (pod.running.length < 2) return;
    for (const container of pod.running) {
      if (!isFront(pod.productOf(container)) || container.ports.some(({ hostPort }) => hostPort)) continue;
      const upstream = pod.dials.find(({ flow, through }) => flow.from === container && through !== 'script')?.flow;
      if (upstream) {
        const message = { id: 'passesOn', args: { application: upstream.to.label } } as const;
        yield { container, span: upstream.spans[0], message };
        continue;
      }
      const application = pod.running.find((other) => other !== container && isApplication(pod, other));
      const place = application && (configurationOf(pod, container) ?? proxyName(container));
      if (!place) continue;
      yield { container, span: place.span, message: { id: place.id, args: { application: application.label } } };
    }
  },
});

interface Place {
  readonly id: 'configured' | 'proxy';
  readonly span: Span;
}

/** Where the server gets its configuration from a ConfigMap or Secret. */
function configurationOf({ spec }: PodFacts, { mounts }: ContainerView): Place | undefined {
  const mount = mounts.find(
    ({ name, mountPath }) =>
      CONFIGURATION.test(mountPath?.value ?? '') &&
      spec.volumes.some((volume) => volume.name.value === name.value && /configMap|secret/.test(volume.source)),
  );
  return mount && { id: 'configured', span: mount.name.span };
}

function proxyName({ name, image, anchor }: ContainerView): Place | undefined {
  const says = `${name?.value ?? ''} ${image?.repository ?? ''}`.toLowerCase();
  return /proxy|envoy/.test(says) ? { id: 'proxy', span: image?.span ?? anchor } : undefined;
}

/** An image of one's own, or a language's that is no PHP. */
function isApplication(pod: PodFacts, container: ContainerView): boolean {
  const product = pod.productOf(container);
  if (/php|fpm/.test(`${container.name?.value} ${container.image?.repository}`)) return false;
  return product === undefined || /^(?:python|node|golang|ruby|openjdk|tomcat|jetty)$/.test(product.repository);
}
