import { localAddressesOf } from '../commands/local-addresses.js';
import type { DataFlow } from '../flows/flow.js';
import { namesHelp } from './names.js';
import type { PodFacts } from './pod-facts.js';

/** Flags of proxies, reloaders and scrapers that name whom they serve. */
const UPSTREAM = /upstream|backend|target|reload|webhook|scrape|prometheus|forward|proxy[-_]?(?:pass|to)|whitelist/i;

/** A connection over localhost, as roles see it. */
export interface Dial {
  readonly flow: DataFlow;
  readonly port: number;
  /** Whether the dialer works for the container that it dials: it is a helper, or the flag says so. */
  readonly serves: boolean;
  /** Where the address stands: a setting is meant for the application, a line of a script may be a mere check. */
  readonly through: 'setting' | 'script';
}

/** The connections over localhost between long-running containers. */
export function dialsOf(pod: PodFacts): Dial[] {
  return pod.flows.flatMap((flow): Dial[] => {
    if (flow.via.kind !== 'localhost' || flow.from.lifecycle === 'init') return [];
    const { from, spans } = flow;
    const address = localAddressesOf(from).find(({ value }) => value.span.start === spans[0].start);
    const through = address?.through ?? '';
    const serves = pod.isKnownHelper(from) || UPSTREAM.test(through) || namesHelp(from.name?.value ?? '');
    const isSetting = from.env.some(({ value }) => value?.span.start === spans[0].start) || through.startsWith('-');
    return [{ flow, port: flow.via.port, serves, through: isSetting ? 'setting' : 'script' }];
  });
}
