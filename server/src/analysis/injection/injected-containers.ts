import type { PodSpecView } from '../model/model.js';
import { consul } from './consul.js';
import { dapr } from './dapr.js';
import type { InjectedContainer, Injector } from './injector.js';
import { istio } from './istio.js';
import { kuma } from './kuma.js';
import { linkerd } from './linkerd.js';
import { openTelemetry } from './opentelemetry.js';
import { vault } from './vault.js';

/** Every injector, in the order in which its containers are listed. */
export const injectors: readonly Injector[] = [istio, linkerd, consul, kuma, dapr, vault, openTelemetry];

/**
 * The containers that will be added to the pods when they are made, as far as the pods' own labels and annotations ask
 * for them; what the namespace asks for stands elsewhere. A container that the manifest has under the same name is a
 * customization of the injected one, or in its place, and is not listed.
 */
export function injectedContainers(spec: PodSpecView): readonly InjectedContainer[] {
  const names = new Set(spec.containers.flatMap(({ name }) => name?.value ?? []));
  const injected: InjectedContainer[] = [];
  for (const injector of injectors) {
    for (const part of injector.containersFor(spec)) {
      if (names.has(part.name)) continue;
      names.add(part.name);
      injected.push({ ...part, injector });
    }
  }
  return injected;
}
