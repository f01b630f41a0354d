// Writes the field names and types of the Kubernetes API: `node scripts/generate-schema.mjs`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateSchema, SCHEMA_FILE } from './project/kubernetes-schema.mjs';
import { projectRoot } from './project/root.mjs';

writeFileSync(join(projectRoot, SCHEMA_FILE), await generateSchema());
