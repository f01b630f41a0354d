import { defineRule } from '../rule.js';

const LEFT_OVER = `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    # pod-patterns-disable-next-line missing-image -- the pipeline fills it in
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unused-suppression
    image: nginx:1.27
`;

const MISSPELT = `
# pod-patterns-disable-file missing-resource
#                           ^^^^^^^^^^^^^^^^ unused-suppression
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
`;

/**
 * What it reports is known only after all other rules have spoken: features/unused-suppressions.ts looks for it. It has
 * no check of its own.
 */
export const unusedSuppression = defineRule({
  id: 'unused-suppression',
  meta: {
    title: 'Directive that turns nothing off',
    severity: 'hint',
    since: '0.1.0',
    docs: `
      A directive stays when the problem that it hides is repaired, moves away with the next edit, or was misspelt from the
      beginning. Left over, it hides the next problem of this kind, which nobody has looked at. Templates are left alone, as
      nobody knows what comes out of them.`,
    references: ['https://pod-patterns.io/configuration#directives'],
    messages: {
      unused: 'This directive turns nothing off',
      unusedRule: "'{rule}' reports nothing here that could be turned off",
      unknown: "There is no rule '{rule}', so nothing is turned off",
      unknownMeant: "There is no rule '{rule}', so nothing is turned off; '{nearest}' is one",
      misspelt: "'{directive}' is no directive, so nothing is turned off",
      misspeltMeant: "'{directive}' is no directive, so nothing is turned off; '{nearest}' is one",
      reason: "This is no rule; a reason stands behind '--'",
      remove: 'Remove the directive',
      removeRule: "Remove '{rule}' from the directive",
      rename: "Change to '{nearest}'",
      respell: "Change to '{nearest}'",
      markReason: "Mark it as the reason with '--'",
    },
    examples: {
      bad: [
        { yaml: LEFT_OVER, fixed: LEFT_OVER.replace(/ {4}# pod[^\n]*\n#[^\n]*\n/, '') },
        { yaml: MISSPELT, fixed: MISSPELT.replace(/resource\n#[^\n]*/, 'resources') },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  # pod-patterns-disable-next-line missing-image -- the pipeline fills it in
  - name: web
`,
        },
      ],
    },
  },
});
