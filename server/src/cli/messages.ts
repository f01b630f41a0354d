import { type MessageOwner, type Translation, textOf } from '../features/messages.js';

const CLI = {
  id: 'cli',
  messages: {
    container: 'CONTAINER',
    role: 'ROLE',
    function: 'FUNCTION',
    sure: 'SURE',
    because: 'BECAUSE',
    injected: 'injected by {product}',
    native: '{role}, native',
    unsure: '{role}?',
    explained: '{name}: {label}, {certainty}',
    noReason: 'nothing in the manifest speaks for one role or another',
    noContainer: "no container is named '{name}'",
    nearestContainer: "no container is named '{name}'; did you mean '{nearest}'?",
    injectedContainer: "'{name}' is injected by {product}, which says what it is for; there is nothing to explain",
    volume: 'volume {volume}',
    processes: 'processes',
    rule: 'RULE',
    severity: 'SEVERITY',
    fix: 'FIX',
    title: 'TITLE',
    yes: 'yes',
    errors: '{count} errors',
    error: '1 error',
    warnings: '{count} warnings',
    warning: '1 warning',
    information: '{count} information',
    hints: '{count} hints',
    hint: '1 hint',
    noFindings: 'No findings',
    files: '{findings} in {count} files',
    file: '{findings} in 1 file',
    noMatch: 'no file matches',
    notText: 'not a text file',
    missing: 'no such file or folder',
    forbidden: 'permission denied',
    folder: 'is a folder',
    circle: 'symbolic links lead in a circle',
    longName: 'the name is too long',
    unreadable: '{reason}',
    changedMeanwhile: 'not repaired, as it has changed meanwhile',
    readOnly: 'not repaired, as it may not be written',
    oddBytes: 'not repaired, as it holds bytes that are no text',
    repaired: '{count} problems repaired',
    repairedOne: '1 problem repaired',
    defect: 'cannot be analyzed: {reason}',
    leftOut: '{count} files are not looked at together with others, as there are too many',
    noManifests: 'no *.yaml, *.yml or *.json in {paths}',
  },
};

/** The table of this file, for tests of translations. */
export const cliMessages: MessageOwner = CLI;

export type CliMessageId = keyof typeof CLI.messages;

/** What the program says beside findings and reasons. Help and complaints about a wrong command line are English. */
export function cliText(
  id: CliMessageId,
  translation: Translation | undefined,
  args: Readonly<Record<string, string>> = {},
): string {
  return textOf(CLI, { id, args }, translation);
}
