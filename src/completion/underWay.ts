// The answers that the model writes at the moment: a key that goes along one of them waits for its end instead of
// starting it over, although the editor cancels the request that began it.

import { abortError } from '../base/errors.ts';
import type { InfillOptions } from '../engine/engine.ts';
import { type AnswerPlace, answerPlace, restOfAnswer, type Where } from './answerPlace.ts';

export interface UnderWay {
  /**
   * Resolves at the end of an answer whose beginning the user has typed, however it ended; undefined where none is under
   * way. Rejects with the abort error when `signal` fires or the document is closed.
   */
  join(where: Where, signal: AbortSignal): Promise<void> | undefined;
  /** Starts `answer`, and ends those that nobody waits for. Rejects with the abort error when `signal` fires. */
  run<T>(where: Where, signal: AbortSignal, answer: (options: InfillOptions) => Promise<T>): Promise<T>;
  /** The document was closed: its answers end, whoever waits for them. */
  forget(session: string): void;
}

interface Answering {
  readonly place: AnswerPlace;
  readonly stop: AbortController;
  /** The answer so far. */
  text: string;
  ended: Promise<unknown>;
  waiting: number;
  timer: NodeJS.Timeout | undefined;
}

/** The editor asks again this long after a key, at most: an answer for which nobody waits then is given up. */
const graceMs = 150;

export function createUnderWay(): UnderWay {
  const answers = new Set<Answering>();

  function wait<T>(answering: Answering, signal: AbortSignal, end: Promise<T>): Promise<T> {
    clearTimeout(answering.timer);
    answering.waiting++;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        answering.waiting--;
        if (answering.waiting === 0) answering.timer = setTimeout(() => answering.stop.abort(), graceMs);
        reject(abortError());
      };
      signal.addEventListener('abort', leave, { once: true });
      if (signal.aborted) leave();
      end.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  return {
    join(where, signal) {
      for (const answering of answers) {
        const rest = restOfAnswer(answering.text, answering.place, where);
        if (rest === undefined || (rest === '' && where.offset !== answering.place.offset)) continue;
        const over = (): void => {
          if (answering.stop.signal.aborted) throw abortError();
        };
        return wait(answering, signal, answering.ended.then(over, over));
      }
      return undefined;
    },
    async run(where, signal, answer) {
      for (const { waiting, stop } of answers) if (waiting === 0) stop.abort();
      const stop = new AbortController();
      const answering: Answering = {
        ...{ place: answerPlace(where), stop, text: '', ended: Promise.resolve(), waiting: 0, timer: undefined },
      };
      const end = answer({
        signal: stop.signal,
        onText: (text) => {
          answering.text = text;
        },
      }).finally(() => {
        clearTimeout(answering.timer);
        answers.delete(answering);
      });
      answering.ended = end;
      answers.add(answering);
      return await wait(answering, signal, end);
    },
    forget(session) {
      for (const { place, stop } of answers) if (place.session === session) stop.abort();
    },
  };
}
