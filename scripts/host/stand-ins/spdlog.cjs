// Stands in for @vscode/spdlog, which exists only as C++ sources: appends to log files and never rotates them.
const fs = require('node:fs');
const path = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
const INFO = 2;

class Logger {
  constructor(file) {
    this.file = file;
    this.level = INFO;
    this.raw = false;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    LEVELS.forEach((name, level) => {
      this[name] = (message) => this.append(level, name, message);
    });
  }

  append(level, name, message) {
    if (level < this.level) return;
    const line = this.raw ? message : `${new Date().toISOString()} [${name}] ${message}\n`;
    try {
      fs.appendFileSync(this.file, line);
    } catch {
      // A log must not end the server, such as when its folder is being removed.
    }
  }

  getLevel() {
    return this.level;
  }

  setLevel(level) {
    this.level = level;
  }

  clearFormatters() {
    this.raw = true;
  }

  setPattern() {}
  flush() {}
  drop() {}
}

async function createLogger(_name, file) {
  return new Logger(file);
}

exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
