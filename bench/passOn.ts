// An engine around another that answers in its own way and passes on all the rest.

import type { Engine } from '../src/engine/engine.ts';

export function passOn(inner: Engine, infill: Engine['infill']): Engine {
  return {
    get state() {
      return inner.state;
    },
    get sandbox() {
      return inner.sandbox;
    },
    get workerPid() {
      return inner.workerPid;
    },
    onState: (listener) => inner.onState(listener),
    restart: () => inner.restart(),
    dispose: () => inner.dispose(),
    chat: (request, options) => inner.chat(request, options),
    countTokens: (texts, signal) => inner.countTokens(texts, signal),
    infill,
  };
}
