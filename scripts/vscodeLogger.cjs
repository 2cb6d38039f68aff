// Stands in for VS Code's native logger (`@vscode/spdlog`), which cannot be compiled everywhere: the same calls, written
// to the same files at once, so that the extensions' output channels and the tests have their logs.

const { appendFileSync, mkdirSync, renameSync, statSync } = require('node:fs');
const { dirname } = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
let defaultLevel = 2;

class Logger {
  constructor(_type, _name, filename, maxFileSize) {
    this.filename = filename;
    this.maxFileSize = maxFileSize;
    this.level = defaultLevel;
    this.raw = false;
  }
  trace(message) {
    this.write(0, message);
  }
  debug(message) {
    this.write(1, message);
  }
  info(message) {
    this.write(2, message);
  }
  warn(message) {
    this.write(3, message);
  }
  error(message) {
    this.write(4, message);
  }
  critical(message) {
    this.write(5, message);
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  setPattern() {
    this.raw = false;
  }
  clearFormatters() {
    this.raw = true;
  }
  flush() {
    // Every message is in its file already.
  }
  drop() {
    this.level = levels.length;
  }

  write(level, message) {
    if (level < this.level) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    try {
      this.rotate();
      appendFileSync(this.filename, this.raw ? message : `${time} [${levels[level]}] ${message}\n`);
    } catch {
      // The folder is gone (a test has cleaned up) or the disk is full: a logger has nobody left to tell.
      this.level = levels.length;
    }
  }

  rotate() {
    const size = statSync(this.filename, { throwIfNoEntry: false })?.size ?? 0;
    if (size > this.maxFileSize) renameSync(this.filename, `${this.filename}.1`);
  }
}

async function createLogger(name, filename, maxFileSize) {
  mkdirSync(dirname(filename), { recursive: true });
  return new Logger('rotating', name, filename, maxFileSize);
}

exports.version = 0;
exports.Logger = Logger;
exports.setLevel = (level) => {
  defaultLevel = level;
};
exports.setFlushOn = () => {
  // Nothing is held back.
};
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
