import { CONFIGURATION_TEXTS, type ConfigurationName, configurationSchemas } from './configuration-schema.js';

/** The table of the manual that lists every setting of a configuration file with its default. */
export function configurationTable(): string {
  const schemas = configurationSchemas([], () => ({}));
  const names = Object.keys(schemas).filter((name) => isName(name, schemas));
  const rows = names.map(
    (name) =>
      `| \`${name}\` | \`${JSON.stringify(schemas[name]['default'])}\` | ${CONFIGURATION_TEXTS[name].replace(/`#|#`/g, '`')} |`,
  );
  return ['| Key | Default | What it does |', '|---|---|---|', ...rows].join('\n');
}

function isName(name: string, schemas: object): name is ConfigurationName {
  return name in schemas;
}
