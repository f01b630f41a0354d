import type { Rule } from '../rule.js';
import { ambassadorPortMismatch } from './ambassador-port-mismatch.js';
import { ambassadorUnused } from './ambassador-unused.js';
import { authProxyUpstreamClosed } from './auth-proxy-upstream-closed.js';
import { dialsUnopenedLocalhost } from './dials-unopened-localhost.js';
import { duplicatePort } from './duplicate-port.js';
import { exporterTargetClosed } from './exporter-target-closed.js';
import { exporterTargetOffPod } from './exporter-target-off-pod.js';
import { httpProxyWithoutNoProxy } from './http-proxy-without-no-proxy.js';
import { injectedPortConflict } from './injected-port-conflict.js';
import { iptablesWithoutNetAdmin } from './iptables-without-net-admin.js';
import { meshExcludeMissing } from './mesh-exclude-missing.js';
import { meshReservedUid } from './mesh-reserved-uid.js';
import { probeOnLoopbackListener } from './probe-on-loopback-listener.js';
import { proxyListensOnLoopback } from './proxy-listens-on-loopback.js';
import { sameServerTwice } from './same-server-twice.js';
import { scrapeAnnotationMainNotAdapter } from './scrape-annotation-main-not-adapter.js';
import { scrapeAnnotationWrongPort } from './scrape-annotation-wrong-port.js';
import { signalWithoutSharedPid } from './signal-without-shared-pid.js';
import { singlePodLocalhostDependency } from './single-pod-localhost-dependency.js';

/** Localhost, ports and meshes, in the order of the manual. */
export const networkRules: readonly Rule[] = [
  duplicatePort,
  injectedPortConflict,
  signalWithoutSharedPid,
  meshReservedUid,
  ambassadorPortMismatch,
  proxyListensOnLoopback,
  probeOnLoopbackListener,
  authProxyUpstreamClosed,
  exporterTargetClosed,
  iptablesWithoutNetAdmin,
  dialsUnopenedLocalhost,
  scrapeAnnotationWrongPort,
  scrapeAnnotationMainNotAdapter,
  ambassadorUnused,
  sameServerTwice,
  meshExcludeMissing,
  singlePodLocalhostDependency,
  httpProxyWithoutNoProxy,
  exporterTargetOffPod,
];
