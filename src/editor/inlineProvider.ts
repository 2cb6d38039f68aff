// Hands each key to the completion and its answer to VS Code; it keeps nothing between two requests and never throws.

import * as vscode from 'vscode';
import { isAbortError, UserError } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import type { LastOutcomes } from '../completion/lastOutcomes.ts';
import type { Offers } from '../completion/offers.ts';
import type { Completion, CompletionOutcome, CompletionRequest } from '../completion/outcome.ts';
import type { Accepted } from './acceptedSuggestions.ts';
import { cancelledBy } from './cancellation.ts';
import type { Documents } from './documents.ts';
import type { ErrorReporter } from './errors.ts';
import type { Focus } from './focus.ts';
import type { Requests } from './requests.ts';

/** Runs when an item was taken; internal, so not among the contributed commands. */
export const acceptedCommand = '_sotto.accepted';

export interface InlineProviderDeps {
  readonly requests: Requests;
  readonly completion: Completion;
  readonly documents: Documents;
  readonly outcomes: LastOutcomes;
  readonly offers: Offers;
  readonly focus: Focus;
  readonly errors: ErrorReporter;
  readonly log: Log;
}

export function createInlineProvider(deps: InlineProviderDeps): vscode.InlineCompletionItemProvider {
  return {
    async provideInlineCompletionItems(document, position, context, token) {
      const startMs = performance.now();
      const cancellation = isInvoked(context) ? cancelledBy(token) : cancelledBy(token, deps.focus.onLost);
      const { version } = document;
      try {
        const asked = { document, position, ...fromContext(document, context), signal: cancellation.signal };
        const outcome = await answer(deps, asked);
        // A document closed while the model was thinking has no session any more, and must not get a new one.
        if (document.isClosed) return undefined;
        const session = deps.documents.session(document);
        const tookMs = performance.now() - startMs;
        deps.outcomes.record(session, { outcome, tookMs });
        if (outcome.kind === 'none' || cancellation.signal.aborted || document.version !== version) return undefined;
        const { languageId } = document;
        deps.offers.record({ session, languageId, offset: document.offsetAt(position), outcome, tookMs });
        return [outcome.item, ...(outcome.alternatives ?? [])].map((item) => toItem(document, item));
      } finally {
        cancellation.dispose();
      }
    },
  };
}

type Asked = Parameters<Requests['prepare']>[0];

async function answer(
  { requests, completion, errors, log }: InlineProviderDeps,
  asked: Asked,
): Promise<CompletionOutcome> {
  try {
    const prepared = await requests.prepare(asked);
    if (prepared.kind === 'none') return prepared;
    const outcome = await completion.complete(prepared.request);
    if (outcome.kind === 'none' && outcome.why.reason === 'failed') errors.show(outcome.why.error);
    return outcome;
  } catch (error) {
    if (isAbortError(error)) return { kind: 'none', why: { reason: 'cancelled' } };
    if (error instanceof UserError) {
      errors.show(error);
      return { kind: 'none', why: { reason: 'failed', error } };
    }
    log.error('A suggestion failed', error);
    const bug = new UserError('engine-crashed', 'Sotto failed inside; the log says where.', 'open-log');
    return { kind: 'none', why: { reason: 'failed', error: bug } };
  }
}

function isInvoked(context: vscode.InlineCompletionContext): boolean {
  return context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
}

function fromContext(
  document: vscode.TextDocument,
  context: vscode.InlineCompletionContext,
): Pick<CompletionRequest, 'trigger' | 'selected'> {
  const info = context.selectedCompletionInfo;
  const selected = info && {
    text: info.text,
    range: { start: document.offsetAt(info.range.start), end: document.offsetAt(info.range.end) },
  };
  return { trigger: isInvoked(context) ? 'invoked' : 'automatic', selected };
}

function toItem(
  document: vscode.TextDocument,
  { text, range }: Extract<CompletionOutcome, { kind: 'item' }>['item'],
): vscode.InlineCompletionItem {
  const replaced = new vscode.Range(document.positionAt(range.start), document.positionAt(range.end));
  const accepted: Accepted = { document, start: range.start, text, replacedChars: range.end - range.start };
  const command = { command: acceptedCommand, title: 'Suggestion taken', arguments: [accepted] };
  return new vscode.InlineCompletionItem(text, replaced, command);
}
