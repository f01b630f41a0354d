import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { diskFiles } from './disk-files.js';
import { loadTranslation } from './disk-translations.js';
import { serve } from './server.js';

/** Node's IPC, `--stdio`, `--socket=<port>` or `--pipe=<name>`, as the command line says. */
serve(createConnection(ProposedFeatures.all), { disk: diskFiles, loadTranslation });
