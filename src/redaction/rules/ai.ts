// The rows of companies that serve models, and of the tools around them.

import { dashed, type Rule, token } from './rule.ts';

export const aiRules: readonly Rule[] = [
  dashed('anthropic-key', 'sk-ant-', 'sk-ant-[0-9A-Za-z_-]{20,200}'),
  token('elevenlabs-key', 'sk_', 'sk_[0-9a-f]{48}'),
  token('fireworks-key', 'fw_', 'fw_[0-9A-Za-z]{22,32}'),
  token('groq-key', 'gsk_', 'gsk_[0-9A-Za-z]{40,60}'),
  token('huggingface-token', 'hf_ api_org_', '(?:hf_|api_org_)[0-9A-Za-z]{34,40}'),
  token('langsmith-key', 'lsv2_', 'lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}'),
  dashed('nvidia-key', 'nvapi-', 'nvapi-[0-9A-Za-z_-]{60,70}'),
  dashed(
    'openai-key',
    'sk-',
    'sk-(?:(?:proj|svcacct|admin|None)-[0-9A-Za-z_-]{20,200}|[0-9A-Za-z]{20}T3BlbkFJ[0-9A-Za-z]{20,24}|[0-9A-Za-z]{48,64}|[0-9a-f]{32})',
  ),
  dashed('openrouter-key', 'sk-or-', 'sk-or-(?:v1-)?[0-9a-f]{48,64}'),
  dashed('perplexity-key', 'pplx-', 'pplx-[0-9A-Za-z]{40,60}'),
  dashed('pinecone-key', 'pcsk_', 'pcsk_[0-9A-Za-z_]{40,90}'),
  token('replicate-token', 'r8_', 'r8_[0-9A-Za-z]{37,40}'),
  dashed('tavily-key', 'tvly-', 'tvly-(?:dev-|prod-)?[0-9A-Za-z]{32,48}'),
  dashed('xai-key', 'xai-', 'xai-[0-9A-Za-z]{60,90}'),
];
