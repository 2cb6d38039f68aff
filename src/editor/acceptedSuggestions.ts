// Looks 30 seconds and five minutes after a suggestion was accepted whether it still stands in its document.

import * as vscode from 'vscode';
import { isKept, moved } from '../audit/retention.ts';
import type { Moment, Statistics } from '../audit/statistics.ts';
import type { Disposable } from '../base/event.ts';
import type { Range } from '../base/range.ts';

/** What VS Code gives back when an item was accepted. */
export interface Accepted {
  readonly document: vscode.TextDocument;
  /** Where the item began. */
  readonly start: number;
  readonly text: string;
  /** How many characters stood there already: brackets that the editor had closed, what the suggest widget completes. */
  readonly replacedChars: number;
}

export interface AcceptedSuggestions extends Disposable {
  follow(accepted: Accepted): void;
}

interface Followed extends Accepted {
  range: Range;
}

const moments: readonly { readonly name: Moment; readonly ms: number }[] = [
  { name: '30s', ms: 30_000 },
  { name: '5min', ms: 300_000 },
];
/** One per second of five minutes is more than anybody accepts. */
const mostFollowed = 300;

/** The accepted text is held in memory until the last look, and nowhere else. */
export function createAcceptedSuggestions(statistics: Statistics): AcceptedSuggestions {
  const followed = new Set<Followed>();
  const timers = new Set<NodeJS.Timeout>();

  function look(one: Followed, moment: Moment): void {
    const { document, range, text } = one;
    if (!followed.has(one) || document.isClosed) return;
    statistics.checked(document.languageId, moment, isKept(document.getText(), range, text));
  }

  const edits = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    for (const one of followed) {
      if (one.document !== document) continue;
      for (const { rangeOffset, rangeLength, text } of contentChanges) {
        one.range = moved(one.range, { offset: rangeOffset, length: rangeLength, inserted: text.length });
      }
    }
  });

  return {
    follow({ document, start, text, replacedChars }) {
      statistics.accepted(document.languageId, Math.max(0, text.length - replacedChars));
      if (followed.size >= mostFollowed) return;
      const one: Followed = { document, start, text, replacedChars, range: { start, end: start + text.length } };
      followed.add(one);
      for (const { name, ms } of moments) {
        const timer = setTimeout(() => {
          timers.delete(timer);
          look(one, name);
          if (name === '5min') followed.delete(one);
        }, ms);
        timers.add(timer);
      }
    },
    dispose() {
      edits.dispose();
      for (const timer of timers) clearTimeout(timer);
      followed.clear();
    },
  };
}
