// What crosses to the worker and back: SafeText is checked and opened here, and errors become ours again.

import { UserError } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import { isSafeText, type SafeText } from '../redaction/safeText.ts';
import type { ChatRequest, ChatRole, InfillRequest } from './engine.ts';
import type { WireChat, WireError, WireInfill } from './protocol.ts';

/** The run-time half of the promise: whatever the compiler was told, only what redaction made goes to the model. */
export function textOf(value: SafeText, name: string): string {
  if (!isSafeText(value)) throw new TypeError(`${name} is not SafeText`);
  return value.text;
}

/** All but what hangs on the model that answers. Throws `TypeError` when one of the texts is not SafeText. */
export function toWire(request: InfillRequest): Omit<WireInfill, 'leastProbability'> {
  return {
    session: request.session,
    context: request.context.map(({ id, path, text }) => ({
      id,
      path: textOf(path, 'context.path'),
      text: textOf(text, 'context.text'),
    })),
    path: textOf(request.path, 'path'),
    before: textOf(request.before, 'before'),
    firstLine: request.firstLine,
    after: textOf(request.after, 'after'),
    afterHidden: request.after.hiddenCount,
    maxLines: request.maxLines,
    scope: request.scope,
    maxTokens: request.maxTokens,
    budgetMs: request.budgetMs,
    alternatives: request.alternatives ?? 0,
    priority: request.priority,
  };
}

/** A template writes the role into the prompt: no other word may come along that way. */
function checkedRole(role: ChatRole): ChatRole {
  if (!['system', 'user', 'assistant'].includes(role)) throw new TypeError('messages.role is no role');
  return role;
}

/** Throws `TypeError` when one of the texts is not SafeText. */
export function chatToWire({ session, messages, prefill, maxTokens, sampling }: ChatRequest): WireChat {
  return {
    session,
    messages: messages.map(({ role, content }) => ({
      role: checkedRole(role),
      content: textOf(content, 'messages.content'),
    })),
    prefill: prefill === undefined ? '' : textOf(prefill, 'prefill'),
    maxTokens,
    sampling: sampling ?? {},
  };
}

export function fromWire(error: WireError, log: Log): Error {
  if (error.kind === 'user') return new UserError(error.code, error.message, error.action);
  log.warn(`The model process reports a bug: ${error.frames}`);
  return new Error('The model process failed');
}
