import { programOf } from '../commands/program.js';
import type { ContainerView } from '../model/model.js';

/** Servers of databases, and programs that start several programs or tunnels. */
const SERVER =
  /\b(?:redis-server|valkey-server|mysqld\w*|mariadbd\w*|postgres|pg_ctl\w*|mongod|memcached|rabbitmq-server|supervisord|s6-svscan|runsvdir|foreman|service|systemctl|docker|ssh|kubectl|socat)\b/;

/** Whether a container's command starts a server or a tunnel itself, which then is what it dials on localhost. */
export function startsServer(container: ContainerView): boolean {
  return programOf(container).commands.some(({ program, words }) => SERVER.test(`${program} ${words[0] ?? ''}`));
}
