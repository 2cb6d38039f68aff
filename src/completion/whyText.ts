// Answers "why no suggestion?" for one place in one sentence, the strongest reason first.

import type { EngineState } from '../engine/engine.ts';
import type { LastOutcome } from './lastOutcomes.ts';
import { explain, type NoSuggestion } from './outcome.ts';

export interface WhyFacts {
  /** VS Code's own switch for ghost text. */
  readonly inlineSuggestEnabled: boolean;
  /** What stands against suggestions at this place, whatever is typed. */
  readonly here: NoSuggestion | undefined;
  readonly last: LastOutcome | undefined;
  readonly engine: EngineState;
}

export function whySentence({ inlineSuggestEnabled, here, last, engine }: WhyFacts): string {
  if (!inlineSuggestEnabled) return 'VS Code shows no ghost text: its setting “editor.inlineSuggest.enabled” is off.';
  if (here) return explain(here);
  if (engine.kind === 'failed') return engine.error.message;
  if (engine.kind === 'starting') return 'The model is still loading.';
  if (!last) return 'Nothing was typed in this document yet, so no suggestion was asked for.';
  if (last.outcome.kind === 'none') return explain(last.outcome.why);
  return 'The last request in this document did offer a suggestion.';
}
