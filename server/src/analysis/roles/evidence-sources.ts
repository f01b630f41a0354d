import { calledBeforeStop } from './evidence/called-before-stop.js';
import { capturedTraffic } from './evidence/captured-traffic.js';
import { commandPurpose } from './evidence/command-purpose.js';
import { configuredImage } from './evidence/configured-image.js';
import { csiSocket } from './evidence/csi-socket.js';
import { declaredRole } from './evidence/declared-role.js';
import { defaultContainer } from './evidence/default-container.js';
import { dialedOnLocalhost } from './evidence/dialed-on-localhost.js';
import { ephemeralContainer } from './evidence/ephemeral-container.js';
import { fetchesContent } from './evidence/fetches-content.js';
import { firstContainer } from './evidence/first-container.js';
import { followsLog } from './evidence/follows-log.js';
import { frontServer } from './evidence/front-server.js';
import { functionName } from './evidence/function-name.js';
import { helperConfiguration } from './evidence/helper-configuration.js';
import { helperName } from './evidence/helper-name.js';
import { imageName } from './evidence/image-name.js';
import { initContainer } from './evidence/init-container.js';
import { knownImage } from './evidence/known-image.js';
import { localStore } from './evidence/local-store.js';
import { mainName } from './evidence/main-name.js';
import { memoryShare } from './evidence/memory-share.js';
import { metricsPort } from './evidence/metrics-port.js';
import { namedAfterSibling } from './evidence/named-after-sibling.js';
import { nativeSidecar } from './evidence/native-sidecar.js';
import { networkCapability } from './evidence/network-capability.js';
import { nodeAgent } from './evidence/node-agent.js';
import { onlyContainer } from './evidence/only-container.js';
import { onlySleeps } from './evidence/only-sleeps.js';
import { probedAlone } from './evidence/probed-alone.js';
import { productName } from './evidence/product-name.js';
import { reloadsProcess } from './evidence/reloads-process.js';
import { rewritesRecords } from './evidence/rewrites-records.js';
import { servesBehindHelper } from './evidence/serves-behind-helper.js';
import { serviceTarget } from './evidence/service-target.js';
import { sharedImage } from './evidence/shared-image.js';
import { tlsFront } from './evidence/tls-front.js';
import { transformsFiles } from './evidence/transforms-files.js';
import { tunesKernel } from './evidence/tunes-kernel.js';
import { unknownImage } from './evidence/unknown-image.js';
import { volumeFlow } from './evidence/volume-flow.js';
import { workloadName } from './evidence/workload-name.js';
import { worksForSibling } from './evidence/works-for-sibling.js';
import { worksInLoop } from './evidence/works-in-loop.js';
import { worksThenSleeps } from './evidence/works-then-sleeps.js';
import type { EvidenceSource } from './role.js';

/** Every source, in the order of the manual: what the API settles, then what the pod shows, then names and images. */
export const evidenceSources: readonly EvidenceSource[] = [
  declaredRole,
  initContainer,
  nativeSidecar,
  ephemeralContainer,
  onlyContainer,
  defaultContainer,
  serviceTarget,
  dialedOnLocalhost,
  localStore,
  servesBehindHelper,
  worksForSibling,
  capturedTraffic,
  nodeAgent,
  tlsFront,
  frontServer,
  metricsPort,
  csiSocket,
  calledBeforeStop,
  networkCapability,
  volumeFlow,
  followsLog,
  fetchesContent,
  transformsFiles,
  reloadsProcess,
  worksInLoop,
  worksThenSleeps,
  tunesKernel,
  onlySleeps,
  commandPurpose,
  helperConfiguration,
  rewritesRecords,
  memoryShare,
  probedAlone,
  firstContainer,
  configuredImage,
  knownImage,
  productName,
  imageName,
  unknownImage,
  sharedImage,
  workloadName,
  mainName,
  helperName,
  namedAfterSibling,
  functionName,
];
