import { localAddressesOf } from '../commands/local-addresses.js';
import type { DataFlow } from '../flows/flow.js';
import type { ContainerView } from '../model/model.js';
import { namesHelp } from './names.js';

/** Flags and settings of proxies, reloaders and scrapers that name whom they serve. */
const UPSTREAM = /upstream|backend|target|reload|webhook|scrape|prometheus|forward|proxy[-_]?(?:pass|to)|whitelist/i;

/** A connection over localhost, as roles see it. */
export interface Dial {
  readonly flow: DataFlow;
  readonly port: number;
  /** Whether another container than the dialer has declared the port. */
  readonly declared: boolean;
  /** Whether the dialer works for the container that it dials: it is a helper or a front, or the setting says so. */
  readonly serves: boolean;
  /** Where the address stands: a setting is meant for the program, a line of a script may be a mere check. */
  readonly through: 'setting' | 'script' | 'configuration';
}

/** The connections over localhost between long-running containers; `passesOn` tells helpers and front servers. */
export function readDials(flows: readonly DataFlow[], passesOn: (container: ContainerView) => boolean): Dial[] {
  return flows.flatMap((flow): Dial[] => {
    const { from, via, spans } = flow;
    if (via.kind !== 'localhost' || from.lifecycle === 'init') return [];
    const address = localAddressesOf(from).find(({ value }) => value.span.start === spans[0].start);
    const setting = address?.through ?? '';
    const serves = passesOn(from) || UPSTREAM.test(setting) || namesHelp(from.name?.value ?? '');
    return [{ flow, port: via.port, declared: via.declared, serves, through: throughOf(flow, setting) }];
  });
}

function throughOf({ from, spans: [span] }: DataFlow, setting: string): Dial['through'] {
  if (from.mounts.some(({ name }) => name.span.start === span.start)) return 'configuration';
  if (setting.startsWith('-') || from.env.some(({ value }) => value?.span.start === span.start)) return 'setting';
  if (from.envFrom.some(({ name }) => name.span.start === span.start)) return 'setting';
  return 'script';
}
