// What the user called no secret, kept as keyed fingerprints: without the key they tell nothing of a value, not even to one who guesses.

import { createHmac, randomBytes } from 'node:crypto';

/** True for a value that the user lets the model see. */
export type Allows = (value: string, rule: string) => boolean;

const keyBytes = 32;
/** Fingerprints of earlier values are dropped beyond this, the oldest first. */
const maxFingerprints = 5_000;
const maxKnown = 5_000;

/** A private key is one by its form alone, and a placeholder must never be taken for text. */
const neverAllowed = new Set(['private-key', 'placeholder']);
const privateKey = /PRIVATE KEY/;

/** A fresh key for fingerprints, in base64. */
export function newFingerprintKey(): string {
  return randomBytes(keyBytes).toString('base64');
}

/** True for what `newFingerprintKey` made; a store may have lost it or give something else. */
export function isFingerprintKey(key: string | undefined): key is string {
  return key !== undefined && /^[A-Za-z0-9+/]{43}=$/.test(key);
}

/** HMAC-SHA-256 of the value. */
export function fingerprint(key: string, value: string): string {
  // UTF-8 would make one text of different lone surrogates.
  return createHmac('sha256', Buffer.from(key, 'base64')).update(Buffer.from(value, 'utf16le')).digest('base64url');
}

/** Whether the user's word may open such a value at all. */
export function mayBeAllowed(value: string, rule: string): boolean {
  return !neverAllowed.has(rule) && !privateKey.test(value);
}

/** `fingerprints` with one more, each once, the newest last. */
export function withFingerprint(fingerprints: readonly string[], added: string): readonly string[] {
  return [...fingerprints.filter((one) => one !== added), added].slice(-maxFingerprints);
}

/** The judge that the redaction asks for each finding; undefined when nothing is allowed, so that it need not ask. */
export function createAllows(key: string, fingerprints: readonly string[]): Allows | undefined {
  if (fingerprints.length === 0) return undefined;
  const allowed = new Set(fingerprints);
  const known = new Map<string, boolean>();
  const isAllowed = (value: string): boolean => {
    const before = known.get(value);
    if (before !== undefined) return before;
    if (known.size >= maxKnown) known.clear();
    const answer = allowed.has(fingerprint(key, value));
    known.set(value, answer);
    return answer;
  };
  return (value, rule) => mayBeAllowed(value, rule) && isAllowed(value);
}
