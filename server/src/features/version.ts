/** Version of the extension, the language server and the command line; a test keeps it equal to package.json's. */
export const VERSION = '0.1.0';
