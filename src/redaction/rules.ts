// The table of vendor tokens as a whole.

import { aiRules } from './rules/ai.ts';
import { cloudRules } from './rules/cloud.ts';
import { codeRules } from './rules/code.ts';
import { formatRules } from './rules/formats.ts';
import type { Rule } from './rules/rule.ts';
import { serviceRules } from './rules/services.ts';

export const rules: readonly Rule[] = [...aiRules, ...cloudRules, ...codeRules, ...formatRules, ...serviceRules];
