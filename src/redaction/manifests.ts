// What is secret because of another line: the data of Kubernetes Secrets, and the object that holds a service account's key.

import type { Range } from '../base/range.ts';
import { isSecretLiteral, standsForSecret } from './values.ts';

export const manifestKeywords: readonly string[] = [
  'kind: secret',
  'kind: "secret',
  "kind: 'secret",
  '"kind":"secret',
  '"kind": "secret',
  '"service_account"',
  "'service_account'",
];
const manifestKind = /^[\s{-]*(["']?)kind\1[ \t]*:[ \t]*(["']?)(?:Secret|secret)\2[ \t]*(?:,|#|$)/;

const accountKind = /\\?["']type\\?["'][ \t]*(?::|=>)[ \t]*\\?["']service_account\\?["']/;

/** True for the line that makes a manifest a Secret, or an object a service account. */
export function isManifestKind(line: string): boolean {
  return manifestKind.test(line) || accountKind.test(line);
}

const maxDistance = 64 * 1024;
const section = /^([ \t]*)["']?(data|stringData)["']?[ \t]*:[ \t]*(?:\{[ \t]*)?$/;
const entry =
  /^([ \t]*)["']?[\w.-]{1,253}["']?[ \t]*:[ \t]*(["']?)([^\s"'{}|>#][^\s"'{}]{0,8192}|)\2[ \t]*,?[ \t]*(?:[|>][+-]?)?[ \t]*(?:#.*)?$/;
const base64 = /^[A-Za-z0-9+/]{4,}={0,2}$/;

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Ranges of the values of one manifest, which is `[from, to)`. */
function findValues(text: string, from: number, to: number): Range[] {
  const found: Range[] = [];
  let open: { indent: number; isPlain: boolean } | undefined;
  for (let at = from; at < to; ) {
    const lineBreak = text.indexOf('\n', at);
    const end = lineBreak === -1 || lineBreak > to ? to : lineBreak;
    const line = text.slice(at, end).replace(/\r$/, '');
    const start = at;
    at = end + 1;
    const opened = section.exec(line);
    if (opened) {
      open = { indent: indentOf(line), isPlain: opened[2] === 'stringData' };
      continue;
    }
    if (!open || line.trim() === '' || /^\s*#/.test(line)) continue;
    if (indentOf(line) <= open.indent) {
      open = undefined;
      continue;
    }
    const isSecret = (value: string) =>
      open?.isPlain ? isSecretLiteral(value) : base64.test(value) && !standsForSecret(value);
    const value = entry.exec(line)?.[3] ?? line.trim();
    if (value === '' || !isSecret(value)) continue;
    const valueStart = start + line.lastIndexOf(value);
    found.push({ start: valueStart, end: valueStart + value.length });
  }
  return found;
}

const maxObject = 16 * 1024;

/** The object around `at`, without objects in it, when it holds a private key. */
function objectAround(text: string, at: number): Range | undefined {
  const start = text.lastIndexOf('{', at);
  const end = text.indexOf('}', at) + 1;
  if (start === -1 || end === 0 || end - start > maxObject) return undefined;
  if (!/private_key\\?["']/.test(text.slice(start, end))) return undefined;
  // A document that is nothing else is hidden to its last line break.
  const isWhole = text.slice(0, start).trim() === '' && text.slice(end).trim() === '';
  return isWhole ? { start: 0, end: text.length } : { start, end };
}

/** Ranges of the secret values in the manifests whose kind stands at `kinds`, which are sorted. */
export function findManifestData(text: string, kinds: readonly Range[]): Range[] {
  const found: Range[] = [];
  let done = 0;
  for (const { start, end } of kinds) {
    if (end <= done) continue;
    const account = accountKind.exec(text.slice(start, end));
    if (account) {
      const object = objectAround(text, start + account.index);
      if (object && object.start >= done) {
        found.push(object);
        done = object.end;
      }
      continue;
    }
    const from = Math.max(done, start - maxDistance, text.lastIndexOf('\n---', start) + 1);
    const next = text.indexOf('\n---', end);
    const to = Math.min(next === -1 ? text.length : next, end + maxDistance);
    found.push(...findValues(text, from, to));
    done = to;
  }
  return found;
}
