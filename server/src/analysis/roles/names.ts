/** Names of containers that speak of helping another one. */
const HELP =
  /side-?car|ambassador|adapt[eo]r|exporter|proxy|\bagent\b|logger|shipper|forwarder|collector|sync|reload|watcher|helper|registrar|rotate|backup|metrics|init\b|liveness|log-/;

/** Whether a container's name speaks of help. */
export function namesHelp(name: string): boolean {
  return HELP.test(name.toLowerCase());
}

const PATTERN = /side-?car|ambassador|adapt[eo]r|^proxy$/;

/** Whether a container's name is the name of a pattern: pods that show a pattern are named so as well. */
export function namesPattern(name: string): boolean {
  return PATTERN.test(name.toLowerCase());
}
