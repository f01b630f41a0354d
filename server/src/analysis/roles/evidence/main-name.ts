import { defineEvidence } from '../role.js';

const MAIN =
  /^(?:app|application|main|web|webapp|server|webserver|api|backend|frontend|ui|user-container|manager|controller|worker)\d*$|(?:^|[-_])(?:app|main|webapp|application)(?:[-_]?(?:container|ctr))?\d*$|^(?:app|main|web|server)[-_](?:container|ctr|app|server)|[-_](?:web|api|server|service|svc|frontend|backend|ui|controller|operator)\d*$/;

export const mainName = defineEvidence({
  id: 'main-name',
  meta: {
    title: 'Name of an application',
    why: `
\`app\`, \`main\`, \`web\`, \`server\`, \`api\`: people call the container so that does the work. Among 341 helpers of a census
none was named this way.`,
    messages: { application: "is named '{name}', as applications are" },
    weights: { application: { main: 1.8 } },
  },
  *collect(pod) {
    for (const container of pod.running) {
      const { name } = container;
      if (!name || !MAIN.test(name.value.toLowerCase())) continue;
      yield { container, span: name.span, message: { id: 'application', args: { name: name.value } } };
    }
  },
});
