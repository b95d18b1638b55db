#!/usr/bin/env bash
# Finding: Portkey's gateway answers 500 {"status":"failure","message":"Something went wrong"} to each embeddings call with
# x-portkey-provider: openai, after the server behind it has answered 200 with the vectors. For a provider whose answer it rewrites
# (mistral-ai), the same call to the same server is answered 200. It hands on the Response of Node's fetch as it is, and then appends its own
# headers to it, which such a Response does not allow ("TypeError: immutable" in its log).
#
# Expected by whoever retries a 500: that nothing has been computed. Here each retry is computed, and paid, again, and fails again; and the
# provider whose format needs no rewriting is the one that does not work.
#
# Versions: @portkey-ai/gateway 1.15.2 of npm, seen with Node.js 20.20. Needs Node.js and npm. Exit code 0: seen as described; 1: it behaves
# in another way now.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund @portkey-ai/gateway@1.15.2 >/dev/null

# The gateway has no option for the address it listens on.
cat >loopback.cjs <<'JS'
const { Server } = require('node:net');
const listen = Server.prototype.listen;
Server.prototype.listen = function (first, ...rest) {
  const ready = rest.find((argument) => typeof argument === 'function');
  const port = typeof first === 'object' ? first.port : first;
  return listen.call(this, { port, host: '127.0.0.1' }, ready);
};
JS

cat >finding.mjs <<'JS'
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const ANSWER = JSON.stringify({
  object: 'list',
  data: [{ object: 'embedding', index: 0, embedding: [0.25, 0.5] }],
  model: 'm',
  usage: { prompt_tokens: 1, total_tokens: 1 },
});
let computed = 0;
const model = createServer((request, response) => {
  request.resume().on('end', () => {
    computed++;
    response.setHeader('Content-Type', 'application/json');
    response.end(ANSWER);
  });
}).listen(0, '127.0.0.1');
await once(model, 'listening');

const spare = createServer().listen(0, '127.0.0.1');
await once(spare, 'listening');
const port = spare.address().port;
spare.close();
const gateway = spawn(
  process.execPath,
  ['--require', './loopback.cjs', 'node_modules/@portkey-ai/gateway/build/start-server.js', '--headless', `--port=${port}`],
  { stdio: 'ignore' },
);

async function embed(provider) {
  const before = computed;
  const response = await fetch(`http://127.0.0.1:${port}/v1/embeddings`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Authorization: 'Bearer none',
      'x-portkey-provider': provider,
      'x-portkey-custom-host': `http://127.0.0.1:${model.address().port}/v1`,
    },
    body: JSON.stringify({ model: 'm', input: 'a text' }),
  });
  return `${provider}: computed ${computed - before}, status ${response.status}, ${(await response.text()).slice(0, 60)}`;
}

async function started() {
  for (let tries = 0; tries < 120; tries++) {
    try {
      return await fetch(`http://127.0.0.1:${port}/`);
    } catch {
      await sleep(500);
    }
  }
  throw new Error('the gateway does not start');
}

try {
  await started();
  const openai = await embed('openai');
  const mistral = await embed('mistral-ai');
  console.log(`${openai}\n${mistral}`);
  const seen = openai.startsWith('openai: computed 1, status 500, {"status":"failure"') && mistral.startsWith('mistral-ai: computed 1, status 200');
  process.exitCode = seen ? 0 : 1;
} finally {
  gateway.kill();
  model.close();
}
JS
node finding.mjs && echo "Seen as described" || { echo "It behaves in another way now" >&2; exit 1; }
