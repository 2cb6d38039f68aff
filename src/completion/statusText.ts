// Puts the product's state into words for the status bar, its tooltip and screen readers.

import type { UserErrorCode } from '../base/errors.ts';
import type { EngineState, ModelInfo, SandboxLevel } from '../engine/engine.ts';
import type { LastOutcome } from './lastOutcomes.ts';
import { explain, type NoSuggestion } from './outcome.ts';

export interface StatusFacts {
  readonly engine: EngineState;
  /** Undefined before the worker first ran. */
  readonly sandbox: SandboxLevel | undefined;
  /** What stands against suggestions in the active document, whatever is typed; undefined: nothing. */
  readonly here: NoSuggestion | undefined;
  /** The last suggestion that was offered anywhere. */
  readonly offered: LastOutcome | undefined;
  /** Undefined: nothing went to the model yet. */
  readonly lastPrompt: LastPrompt | undefined;
  /** Suggestions taken since the start. */
  readonly takenCount: number;
}

export interface LastPrompt {
  readonly hiddenValues: number;
  /** Pieces of other files. */
  readonly contextFiles: number;
}

export interface StatusWords {
  /** One of the states, in words: `ready`, `off`, `paused here: secret file` … */
  readonly state: string;
  readonly icon: 'sparkle' | 'loading~spin' | 'sync~spin' | 'circle-slash' | 'debug-pause' | 'warning' | 'error';
  readonly severity: 'normal' | 'warning' | 'error';
  /** Plain sentences and `name: value` lines, one each. */
  readonly details: readonly string[];
}

type State = Pick<StatusWords, 'state' | 'icon' | 'severity'>;

const offReasons: readonly NoSuggestion['reason'][] = ['off', 'folder-off', 'language-off'];
const noModelCodes: readonly UserErrorCode[] = ['model-missing', 'model-needs-consent'];

const sandboxWords: Readonly<Record<SandboxLevel, string>> = {
  full: 'full (no network; of your files the model only)',
  partial: 'partial (no network; your files stay readable)',
  none: 'none by the system (network and programs are blocked inside the process)',
};

/** What the status bar shows for these facts. */
export function statusWords(facts: StatusFacts): StatusWords {
  return { ...stateOf(facts), details: detailsOf(facts) };
}

function stateOf({ engine, here }: StatusFacts): State {
  if (here?.reason === 'paused') return quiet('paused', 'debug-pause');
  if (here && offReasons.includes(here.reason)) return quiet('off', 'circle-slash');
  if (engine.kind === 'failed') {
    const noModel = noModelCodes.includes(engine.error.code);
    return noModel
      ? { state: 'no model', icon: 'warning', severity: 'warning' }
      : { state: 'failed', icon: 'error', severity: 'error' };
  }
  if (here) return quiet(`paused here: ${shortReason(here)}`, 'debug-pause');
  if (engine.kind === 'starting') return quiet('starting', 'loading~spin');
  if (engine.kind === 'thinking') return quiet('thinking', 'sync~spin');
  return quiet('ready', 'sparkle');
}

function quiet(state: string, icon: State['icon']): State {
  return { state, icon, severity: 'normal' };
}

function shortReason(why: NoSuggestion): string {
  switch (why.reason) {
    case 'secret-file':
      return 'secret file';
    case 'excluded-file':
      return 'excluded file';
    case 'too-large':
      return 'large file';
    case 'long-line':
      return 'long line';
    case 'unfocused':
      return 'window not focused';
    case 'several-cursors':
      return 'several cursors';
    default:
      return why.reason.replaceAll('-', ' ');
  }
}

function detailsOf({ engine, sandbox, here, offered, lastPrompt, takenCount }: StatusFacts): string[] {
  const details: string[] = [];
  if (here) details.push(explain(here));
  if (engine.kind === 'failed') details.push(engine.error.message);
  if (engine.kind === 'idle') details.push('The model loads when it is first needed.');
  if (engine.kind === 'ready' || engine.kind === 'thinking') details.push(...modelDetails(engine.model));
  if (sandbox) details.push(`Sandbox: ${sandboxWords[sandbox]}`);
  if (offered) details.push(...offeredDetails(offered));
  if (lastPrompt) details.push(`Last prompt: ${promptWords(lastPrompt)}`);
  if (takenCount > 0) details.push(`Suggestions taken: ${takenCount}`);
  return details;
}

function modelDetails(model: ModelInfo): string[] {
  const order = `${model.fimOrder}${model.fimOrderKnown ? '' : ', assumed'}`;
  return [
    `Model: ${model.name}, ${millions(model.parameters)} parameters`,
    `Context: ${model.contextTokens} tokens, fill-in-the-middle ${order}`,
  ];
}

function millions(parameters: number): string {
  const inMillions = parameters / 1e6;
  return inMillions >= 1000 ? `${(inMillions / 1000).toFixed(1)} billion` : `${Math.round(inMillions)} million`;
}

function offeredDetails({ outcome, tookMs }: LastOutcome): string[] {
  if (outcome.kind !== 'item') return [];
  const time = `Last suggestion: ${Math.round(tookMs)} ms`;
  const details = [outcome.fromMemory ? `${time}, from memory` : time];
  if (outcome.fromMemory) details.push('Tokens: none evaluated');
  const { figures } = outcome;
  if (figures) details.push(`Tokens: ${figures.evaluatedTokens} evaluated, ${figures.reusedTokens} reused`);
  return details;
}

function promptWords({ hiddenValues, contextFiles }: LastPrompt): string {
  const hidden = hiddenWords(hiddenValues);
  return contextFiles === 0
    ? hidden
    : `${hidden}, ${contextFiles} ${contextFiles === 1 ? 'piece' : 'pieces'} of other files`;
}

function hiddenWords(count: number): string {
  if (count === 0) return 'no secret to hide from the model';
  return `${count} ${count === 1 ? 'secret' : 'secrets'} hidden from the model`;
}
