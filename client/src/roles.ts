import type { ContainerRole } from '../../server/src/lsp/protocol.js';

export type Role = ContainerRole['role'];

/** In the order in which they are named everywhere. */
export const ROLES: readonly Role[] = ['main', 'sidecar', 'ambassador', 'adapter', 'init'];
