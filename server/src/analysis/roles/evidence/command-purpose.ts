import { programOf } from '../../commands/program.js';
import { purposesOf } from '../../commands/purposes.js';
import { defineEvidence, type RoleWeights } from '../role.js';

const PREPARES: RoleWeights = { init: 1 };

export const commandPurpose = defineEvidence({
  id: 'command-purpose',
  meta: {
    title: 'What the commands of an init container do',
    why: `
What an init container is for stands in its commands: a loop that asks until something answers waits, a copy into a shared
volume installs, \`chown\` hands files over. The first purpose that is found counts most.`,
    messages: {
      'secrets-agent': "copies secrets with '{program}'",
      'wait-for': "waits for something with '{program}'",
      migrate: "prepares a database with '{program}'",
      'sysctl-tuning': "sets kernel parameters with '{program}'",
      'network-setup': "sets up the network with '{program}'",
      'fetch-assets': "brings files from outside with '{program}'",
      'generate-config': "writes configuration with '{program}'",
      'copy-binaries': "copies files with '{program}'",
      'setup-permissions': "sets permissions with '{program}'",
    },
    weights: {
      'secrets-agent': PREPARES,
      'wait-for': PREPARES,
      migrate: PREPARES,
      'sysctl-tuning': PREPARES,
      'network-setup': PREPARES,
      'fetch-assets': PREPARES,
      'generate-config': PREPARES,
      'copy-binaries': PREPARES,
      'setup-permissions': PREPARES,
    },
  },
  *collect(pod) {
    for (const container of pod.spec.containers) {
      if (container.lifecycle !== 'init') continue;
      for (const [index, { function: purpose, command }] of purposesOf(programOf(container)).entries()) {
        const message = { id: purpose, args: { program: command.program || command.origin.value } };
        yield {
          container,
          span: command.origin.span,
          message,
          functions: { [purpose]: index === 0 ? 3 : purpose === 'migrate' ? 2 : 0.7 },
        };
      }
    }
  },
});
