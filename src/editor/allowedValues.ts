// Keeps which values the user called no secret: fingerprints in this machine's state, their key in the secret storage, values nowhere.

import type * as vscode from 'vscode';
import { createEmitter, type Disposable, type Event } from '../base/event.ts';
import {
  createAllows,
  fingerprint,
  isFingerprintKey,
  newFingerprintKey,
  withFingerprint,
} from '../redaction/allowed.ts';
import type { Redactor } from '../redaction/safeText.ts';

export interface AllowedValues extends Disposable {
  readonly onChange: Event<void>;
  /** Counts at once, in this session and in later ones. */
  allow(value: string): Promise<void>;
  forget(value: string): Promise<void>;
  /** How many there were. */
  forgetAll(): Promise<number>;
  /** Another window may have changed them. */
  refresh(): void;
}

export interface AllowedValuesDeps {
  readonly secrets: Pick<vscode.SecretStorage, 'get' | 'store' | 'onDidChange'>;
  /** Belongs to this machine: it is not offered to Settings Sync. */
  readonly state: Pick<vscode.Memento, 'get' | 'update'>;
  readonly redactor: Pick<Redactor, 'setAllowed'>;
  onError(error: unknown): void;
}

const keyName = 'allowedValuesKey';
const stateName = 'allowedValues';

/** Until the key is there, and whenever it is lost, nothing is allowed. */
export function createAllowedValues({ secrets, state, redactor, onError }: AllowedValuesDeps): AllowedValues {
  const changed = createEmitter<void>(onError);
  let key: string | undefined;
  let applied = '';

  const kept = (): readonly string[] => state.get<readonly string[]>(stateName, []);
  const apply = (): void => {
    const fingerprints = key === undefined ? [] : kept();
    const signature = [key, ...fingerprints].join();
    if (signature === applied) return;
    applied = signature;
    redactor.setAllowed(key === undefined ? undefined : createAllows(key, fingerprints));
    changed.fire();
  };
  const load = async (): Promise<void> => {
    const found = await secrets.get(keyName);
    key = isFingerprintKey(found) ? found : undefined;
    apply();
  };
  // One after another, or two of them would each make a key and forget the other's value.
  let queue: Promise<unknown> = load().catch(onError);
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = queue.then(work);
    queue = done.catch(() => undefined);
    return done;
  };
  const keep = async (fingerprints: readonly string[]): Promise<void> => {
    await state.update(stateName, fingerprints.length === 0 ? undefined : fingerprints);
    apply();
  };
  const subscription = secrets.onDidChange((event) => {
    if (event.key === keyName) inTurn(load).catch(onError);
  });
  return {
    onChange: changed.event,
    allow: (value) =>
      inTurn(async () => {
        // What an earlier key made tells nobody anything any more.
        const before = key === undefined ? [] : kept();
        if (key === undefined) {
          const made = newFingerprintKey();
          await secrets.store(keyName, made);
          key = made;
        }
        await keep(withFingerprint(before, fingerprint(key, value)));
      }),
    forget: (value) =>
      inTurn(async () => {
        if (key === undefined) return;
        const forgotten = fingerprint(key, value);
        await keep(kept().filter((one) => one !== forgotten));
      }),
    forgetAll: () =>
      inTurn(async () => {
        const count = kept().length;
        await keep([]);
        return count;
      }),
    refresh: apply,
    dispose() {
      subscription.dispose();
      changed.dispose();
    },
  };
}
