// A test-only extension: runs functions that the tests send, with the `vscode` API, and answers with their results.

const { createServer } = require('node:net');
const { createInterface } = require('node:readline');
const vscode = require('vscode');

/** Wraps what esbuild leaves around named functions in the text of a function. */
const keepName = (value) => value;

async function run({ id, code, argument }) {
  try {
    const call = new Function('vscode', 'argument', '__name', `return (${code})(vscode, argument);`);
    const result = await call(vscode, argument, keepName);
    return { id, result: result === undefined ? null : result };
  } catch (error) {
    return { id, error: error instanceof Error ? `${error.message}\n${error.stack}` : String(error) };
  }
}

exports.activate = (context) => {
  const path = process.env.SOTTO_PROBE_SOCKET;
  if (!path) return;
  const server = createServer((socket) => {
    createInterface({ input: socket }).on('line', async (line) => {
      const answer = await run(JSON.parse(line));
      if (socket.writable) socket.write(`${JSON.stringify(answer)}\n`);
    });
    socket.on('error', () => socket.destroy());
  });
  server.listen(path);
  context.subscriptions.push({ dispose: () => server.close() });
};
