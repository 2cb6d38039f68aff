// The one closed list of failures that a user can mend; no message ever holds source text or a secret.

export type UserErrorCode =
  | 'model-missing'
  | 'model-unreadable'
  | 'model-not-gguf'
  | 'model-truncated'
  | 'model-unsupported'
  | 'model-no-fim'
  | 'model-no-chat'
  | 'model-needs-consent'
  | 'memory'
  | 'engine-binary'
  | 'engine-crashed'
  | 'engine-timeout'
  | 'prompt-too-small'
  | 'question-too-long';

/** What the editor offers beside the message; the editor maps each to a command. */
export type UserAction = 'choose-model' | 'use-starter-model' | 'restart-engine' | 'open-log' | 'allow-model';

/** A failure that the user can mend: a code, one sentence, one action. Survives the process boundary by `code`. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly code: UserErrorCode;
  readonly action: UserAction;

  constructor(code: UserErrorCode, message: string, action: UserAction) {
    super(message);
    this.code = code;
    this.action = action;
  }
}

/** True for the error that an aborted signal or a cancelled request throws. */
export function isAbortError(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** Makes the error that cancelling throws; callers return quietly on it. */
export function abortError(): Error {
  const error = new Error('Cancelled');
  error.name = 'AbortError';
  return error;
}
