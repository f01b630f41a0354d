import { extensions } from 'vscode';
import type { Middleware } from 'vscode-languageclient';

/** Completes YAML by schemas, and is given ours. */
const SCHEMA_READER = 'redhat.vscode-yaml';

/** Leaves `.pod-patterns.yaml` to an extension that completes it by its schema, so that nothing is offered twice. */
export function createConfigurationCompletions(): Required<Pick<Middleware, 'provideCompletionItem'>> {
  return {
    provideCompletionItem: (document, position, context, token, next) => {
      const isConfiguration = document.uri.path.endsWith('/.pod-patterns.yaml');
      return isConfiguration && extensions.getExtension(SCHEMA_READER) ? [] : next(document, position, context, token);
    },
  };
}
