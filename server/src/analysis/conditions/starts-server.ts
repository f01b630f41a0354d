import { programOf } from '../commands/program.js';
import { baseName } from '../commands/shell-commands.js';
import type { ContainerView } from '../model/model.js';

/** Servers of databases, and programs that start several programs or tunnels. */
const SERVER =
  /^(?:redis-server|valkey-server|mysqld(?:_safe|_multi)?|mariadbd(?:-safe|-multi)?|postgres|pg_ctl(?:cluster)?|mongod|memcached|rabbitmq-server|supervisord|s6-svscan|runsvdir|foreman|service|systemctl|dockerd?|ssh|kubectl|socat)$/;

/** Whether a container's command starts a server or a tunnel itself, which then is what it dials on localhost. */
export function startsServer(container: ContainerView): boolean {
  return programOf(container).commands.some(({ program, words: [first = ''] }) =>
    [program, baseName(first)].some((name) => SERVER.test(name)),
  );
}
