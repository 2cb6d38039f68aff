// Loads a GGUF file into memory and finds out what it can do; every way that fails is a UserError with an action.

import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import type { GgufFileInfo, GgufInsights, Llama, LlamaContextSequence, LlamaModel } from 'node-llama-cpp';
import { UserError } from '../../base/errors.ts';
import type { ModelInfo, Sampling } from '../engine.ts';
import type { LoadOptions } from '../protocol.ts';
import { availableBytes } from './availableMemory.ts';
import { leastContextTokens } from './budget.ts';
import { noMemoryForChat, type OpenContext, planChatTokens } from './chatContext.ts';
import { samplingOf } from './chatSampling.ts';
import { type ChatTemplate, findChatTemplate } from './chatTemplate.ts';
import { type FimMarkers, findFimMarkers } from './fim.ts';
import { watchCores } from './freeCores.ts';
import { createTokenizer, type Tokenizer } from './tokenizer.ts';

export interface LoadedModel {
  readonly info: ModelInfo;
  readonly model: LlamaModel;
  readonly tokenizer: Tokenizer;
  /** Undefined for a model that cannot fill in. */
  readonly markers: FimMarkers | undefined;
  /** One per document that is kept in the KV cache. */
  readonly sequences: readonly LlamaContextSequence[];
  readonly contextTokens: number;
  readonly batchTokens: number;
  /** Undefined for a model that cannot chat. */
  readonly chatTemplate: ChatTemplate | undefined;
  readonly sampling: Sampling;
  /** A context of its own for a conversation; throws UserError where there is no memory for it. */
  openChatContext(): Promise<OpenContext>;
  readonly cores: number;
  /** Those that other programs left free while the model was loaded. */
  readonly freeCores: number;
  setThreads(threads: number): void;
}

/** What a CPU still prefills in a bearable time; a GPU machine can raise it by the setting. */
const automaticContextTokens = 2048;
const batchTokens = 512;
/** Going to another file and back does not start over: worth this much memory, and as many files as people go between. */
const sequencesBytes = 2 ** 30;
const mostSequences = 4;

/** Reads only local files; throws UserError. */
export async function loadModel(options: LoadOptions): Promise<LoadedModel> {
  const started = performance.now();
  const watch = watchCores();
  const { getLlama, readGgufFileInfo, GgufInsights: Insights, LlamaLogLevel } = await import('node-llama-cpp');
  const cores = availableParallelism();
  const llama = await getLlama({
    build: 'never',
    skipDownload: true,
    gpu: process.platform === 'darwin' ? 'auto' : false,
    progressLogs: false,
    logLevel: LlamaLogLevel.error,
    logger: () => undefined,
    maxThreads: cores,
  }).catch((error: unknown) => {
    throw new UserError(
      'engine-binary',
      `The engine's binary does not run on this machine (${nameOf(error)}).`,
      'open-log',
    );
  });
  const name = basename(options.modelPath);
  const file = await readGgufFileInfo(options.modelPath, { sourceType: 'filesystem', logWarnings: false }).catch(() => {
    throw new UserError('model-not-gguf', `${name} could not be read as a GGUF file.`, 'choose-model');
  });
  const insights = await Insights.from(file, llama);
  const trained = insights.trainContextSize ?? automaticContextTokens;
  const wanted = options.contextTokens > 0 ? options.contextTokens : automaticContextTokens;
  const contextTokens = Math.min(trained, wanted);
  if (contextTokens < leastContextTokens) {
    const message = `${name} has room for ${contextTokens} tokens; completion needs ${leastContextTokens}.`;
    throw new UserError('prompt-too-small', message, 'choose-model');
  }
  const sequences = fitSequences(name, insights, contextTokens);
  const model = await llama.loadModel({ modelPath: options.modelPath }).catch((error: unknown) => {
    throw loadFailure(name, error);
  });
  const context = await model
    .createContext({ contextSize: contextTokens, sequences, batchSize: batchTokens, threads: cores })
    .catch((error: unknown) => {
      throw loadFailure(name, error);
    });
  const tokenizer = createTokenizer(model);
  const markers = markersOf(model, tokenizer, file, options.fimOrder);
  const chatTemplate = chatTemplateOf(model, tokenizer, file);
  const mostChatTokens = options.contextTokens > 0 ? contextTokens : trained;
  const chatTokens = () =>
    planChatTokens({ mostTokens: mostChatTokens, freeBytes: availableBytes(), bytesOf: chatBytes });
  const chatBytes = (contextSize: number) => contextBytes(insights, contextSize, 1);
  return {
    model,
    tokenizer,
    markers,
    sequences: Array.from({ length: sequences }, () =>
      context.getSequence({ contextShift: { strategy: refuseShift } }),
    ),
    contextTokens,
    batchTokens,
    chatTemplate,
    sampling: samplingOf(file),
    async openChatContext() {
      const size = chatTokens();
      if (size === 0) throw noMemoryForChat(name);
      const chat = await model
        .createContext({ contextSize: size, sequences: 1, batchSize: batchTokens, threads: cores })
        .catch((error: unknown) => {
          throw nameOf(error) === 'InsufficientMemoryError' ? noMemoryForChat(name) : error;
        });
      const sequence = chat.getSequence({ contextShift: { strategy: refuseShift } });
      return { sequence, contextTokens: size, dispose: () => chat.dispose() };
    },
    cores,
    freeCores: watch.free(),
    setThreads: (threads) => setThreads(llama, threads),
    info: {
      path: options.modelPath,
      name: file.metadata.general?.name ?? name,
      parameters: parameterCount(file),
      contextTokens,
      trainedContextTokens: trained,
      fimOrder: markers?.order ?? 'prefix-first',
      fimOrderKnown: markers?.orderKnown ?? false,
      canInfill: markers !== undefined,
      canChat: chatTemplate !== undefined,
      chatContextTokens: chatTemplate ? chatTokens() : 0,
      loadMs: performance.now() - started,
    },
  };
}

/** The prompt is fitted before it is evaluated; a shift would silently keep cells that were computed under other text. */
function refuseShift(): never {
  throw new Error('The prompt was longer than the context');
}

function setThreads(llama: Llama, threads: number): void {
  if (llama.maxThreads !== threads) llama.maxThreads = threads;
}

/** How many documents are kept in the KV cache at once; throws UserError where there is no room for one. */
function fitSequences(name: string, insights: GgufInsights, contextSize: number): number {
  const freeBytes = availableBytes();
  const modelBytes = insights.estimateModelResourceRequirements({ gpuLayers: 0 }).cpuRam;
  for (let sequences = mostSequences; sequences > 1; sequences--) {
    const bytes = contextBytes(insights, contextSize, sequences);
    if (bytes <= sequencesBytes && modelBytes + bytes <= freeBytes) return sequences;
  }
  const needBytes = modelBytes + contextBytes(insights, contextSize, 1);
  if (needBytes <= freeBytes) return 1;
  const gib = (bytes: number) => (bytes / 2 ** 30).toFixed(1);
  const message = `${name} needs about ${gib(needBytes)} GiB of memory, and ${gib(freeBytes)} GiB are free.`;
  throw new UserError('memory', message, 'choose-model');
}

function contextBytes(insights: GgufInsights, contextSize: number, sequences: number): number {
  return insights.estimateContextResourceRequirements({
    contextSize,
    sequences,
    batchSize: batchTokens,
    modelGpuLayers: 0,
  }).cpuRam;
}

function loadFailure(name: string, error: unknown): UserError {
  if (nameOf(error) === 'InsufficientMemoryError') {
    return new UserError('memory', `There is too little memory for ${name}.`, 'choose-model');
  }
  const message = `${name} could not be loaded: it is damaged, or of a kind that this engine does not know.`;
  return new UserError('model-unsupported', message, 'choose-model');
}

function nameOf(error: unknown): string {
  return error instanceof Error
    ? error.constructor.name === 'Error'
      ? error.name
      : error.constructor.name
    : typeof error;
}

/** The markers among the model's own tokens; its file's name plays no part. */
export function markersOf(
  model: LlamaModel,
  tokenizer: Tokenizer,
  file: GgufFileInfo,
  wanted: LoadOptions['fimOrder'],
): FimMarkers | undefined {
  const { prefix, suffix, middle } = model.tokens.infill;
  const general = file.metadata.general;
  return findFimMarkers(
    {
      named: { prefix, suffix, middle },
      controlToken: tokenizer.controlToken,
      textOf: (token) => model.detokenize([token as typeof model.tokens.bos & number], true),
      baseName: [general?.basename, general?.name, file.metadata.general?.architecture].filter(Boolean).join(' '),
    },
    wanted,
  );
}

function chatTemplateOf(model: LlamaModel, tokenizer: Tokenizer, file: GgufFileInfo): ChatTemplate | undefined {
  const { general, tokenizer: vocabulary } = file.metadata;
  return findChatTemplate({
    template: vocabulary?.chat_template,
    bos: model.tokens.bosString ?? '',
    eos: model.tokens.eosString ?? '',
    isInstruct: /\b(?:instruct|chat|it)\b/i.test([general?.name, general?.basename].filter(Boolean).join(' ')),
    hasControlToken: (text) => tokenizer.controlToken(text) !== undefined,
  });
}

function parameterCount(file: GgufFileInfo): number {
  const tensors = file.fullTensorInfo ?? file.tensorInfo ?? [];
  return tensors.reduce((sum, { dimensions }) => sum + dimensions.reduce<number>((n, d) => n * Number(d), 1), 0);
}
