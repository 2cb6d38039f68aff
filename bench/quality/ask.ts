// Asks the completion one task after the other, as a user who stops typing there, and scores what is shown.

import type { Completion } from '../../src/completion/outcome.ts';
import type { InfillResult } from '../../src/engine/engine.ts';
import { type Score, scoreItem, withItem } from './score.ts';
import type { CountErrors } from './syntaxErrors.ts';
import { pathOf, type Task } from './tasks.ts';

export interface Shown extends Score {
  readonly text: string;
  /** No more errors in the file than with the true middle; undefined where the language has no grammar. */
  readonly isParsed: boolean | undefined;
}

export interface Answered {
  readonly task: Task;
  readonly shown: Shown | undefined;
  /** Why nothing is shown. */
  readonly reason: string | undefined;
  /** What the model said; undefined where it was not asked. */
  readonly result: InfillResult | undefined;
}

export interface Asking {
  readonly completion: Completion;
  readonly resultOf: (session: string) => InfillResult | undefined;
  readonly countErrors: CountErrors;
  /** What was counted with the true middles, for all variants. */
  readonly trueErrors: Map<Task, Promise<number | undefined>>;
}

/** `number` tells the tasks apart; throws where the engine fails. */
export async function askTask(task: Task, number: number, asking: Asking): Promise<Answered> {
  const { prefix, suffix, middle, language } = task;
  const session = `task ${number}`;
  const outcome = await asking.completion.complete({
    session,
    text: prefix + suffix,
    offset: prefix.length,
    languageId: language,
    displayPath: pathOf(task),
    trigger: 'automatic',
    selected: undefined,
    signal: new AbortController().signal,
  });
  asking.completion.forget(session);
  const result = asking.resultOf(session);
  if (outcome.kind === 'none') {
    if (outcome.why.reason === 'failed') throw outcome.why.error;
    return { task, shown: undefined, reason: outcome.why.reason, result };
  }
  const { item } = outcome;
  const wrong = await asking.countErrors(withItem(task, item), language);
  const trulyWrong = asking.trueErrors.get(task) ?? asking.countErrors(prefix + middle + suffix, language);
  asking.trueErrors.set(task, trulyWrong);
  const most = await trulyWrong;
  const isParsed = wrong === undefined || most === undefined ? undefined : wrong <= most;
  return {
    task,
    shown: { ...scoreItem(item, task, prefix.length), text: item.text, isParsed },
    reason: undefined,
    result,
  };
}
