// Which KV cache line serves which document: the one it had, else the one unused for longest; one request at a time each.

import { abortError } from '../../base/errors.ts';

/** One KV cache line and what is known of it. */
export interface Slot<Sequence, Anchor> {
  readonly sequence: Sequence;
  session: string | undefined;
  anchor: Anchor | undefined;
}

export interface Slots<Sequence, Anchor> {
  /**
   * Runs `use` alone on the session's slot; calls for the same slot run in the order they came. Rejects with the abort
   * error, at once and without running it, when `signal` fires before its turn.
   */
  with<T>(session: string, use: (slot: Slot<Sequence, Anchor>) => Promise<T>, signal?: AbortSignal): Promise<T>;
}

interface Entry<Sequence, Anchor> {
  readonly slot: Slot<Sequence, Anchor>;
  /** Whose turn comes last on it. */
  session: string | undefined;
  lastUse: number;
  tail: Promise<unknown>;
  pending: number;
}

export function createSlots<Sequence, Anchor>(sequences: readonly Sequence[]): Slots<Sequence, Anchor> {
  let clock = 0;
  const entries: Entry<Sequence, Anchor>[] = sequences.map((sequence) => ({
    slot: { sequence, session: undefined, anchor: undefined },
    session: undefined,
    lastUse: 0,
    tail: Promise.resolve(),
    pending: 0,
  }));

  function entryFor(session: string): Entry<Sequence, Anchor> {
    const own = entries.find((entry) => entry.session === session);
    if (own) return own;
    const [oldest] = [...entries].sort(
      (a, b) => Number(a.pending > 0) - Number(b.pending > 0) || a.lastUse - b.lastUse,
    );
    if (!oldest) throw new RangeError('There is no sequence');
    return oldest;
  }

  return {
    async with(session, use, signal) {
      const entry = entryFor(session);
      entry.session = session;
      entry.lastUse = ++clock;
      entry.pending++;
      let leave = (): void => undefined;
      const left = new Promise<never>((_resolve, reject) => {
        leave = () => reject(abortError());
      });
      signal?.addEventListener('abort', leave, { once: true });
      const begin = () => {
        if (signal?.aborted) throw abortError();
        signal?.removeEventListener('abort', leave);
        if (entry.slot.session !== session) {
          entry.slot.session = session;
          entry.slot.anchor = undefined;
        }
        return use(entry.slot);
      };
      const turn = entry.tail.then(begin).finally(() => {
        entry.pending--;
      });
      entry.tail = turn.catch(() => undefined);
      return await Promise.race([turn, left]);
    },
  };
}
