// The statistics of all windows of this machine: what one window counted is added to what the others have stored by then.

import type { Disposable } from '../base/event.ts';
import { createStatistics, type Day, type Statistics } from './statistics.ts';

export interface StoredStatistics extends Statistics, Disposable {}

export interface StatisticsStore {
  /** What was written last, by any window. */
  read(): unknown;
  write(days: readonly Day[]): PromiseLike<void>;
  onError(error: unknown): void;
}

/** What happens at every key is written at most so often. */
const storeDelayMs = 5_000;

export function createStoredStatistics({ read, write, onError }: StatisticsStore): StoredStatistics {
  let statistics = createStatistics({ stored: read() });
  let added: ((to: Statistics) => void)[] = [];
  let timer: NodeJS.Timeout | undefined;

  function store(): void {
    clearTimeout(timer);
    timer = undefined;
    statistics = createStatistics({ stored: read() });
    for (const add of added) add(statistics);
    added = [];
    write(statistics.days).then(undefined, onError);
  }

  function count(add: (to: Statistics) => void): void {
    add(statistics);
    added.push(add);
    timer ??= setTimeout(store, storeDelayMs);
  }

  return {
    get days() {
      return statistics.days;
    },
    offered: (offer) => count((to) => to.offered(offer)),
    accepted: (languageId, chars) => count((to) => to.accepted(languageId, chars)),
    checked: (languageId, moment, kept) => count((to) => to.checked(languageId, moment, kept)),
    clear() {
      count((to) => to.clear());
      store();
    },
    dispose() {
      if (timer) store();
    },
  };
}
