// Each row of the vendor table finds its own token, and leaves alone what only resembles it.

import assert from 'node:assert/strict';
import { rules } from '../../../src/redaction/rules.ts';
import { createRedactor } from '../../../src/redaction/safeText.ts';
import { alphabets, noise } from '../../support/secrets.ts';

const { hex, upper, digits } = alphabets;

/** Rule id → the secret, the line around it when it needs one, and a near miss. */
const examples: Readonly<Record<string, { secret: string; line?: (secret: string) => string; clean: string }>> = {
  'age-secret-key': { secret: `AGE-SECRET-KEY-1${noise(58, upper)}`, clean: 'AGE-SECRET-KEY-1 is how they begin' },
  'alibaba-access-key': { secret: `LTAI${noise(20)}`, clean: 'LTAI5short' },
  'anthropic-key': { secret: `sk-ant-${'api03-'}${noise(80)}`, clean: 'sk-ant-api' },
  'atlassian-token': { secret: `ATATT3${noise(60)}`, clean: 'ATATT3 token' },
  'aws-access-key': { secret: `AKIA${noise(16, upper)}`, clean: 'AKIAANDTHENTOOLONGFORONE' },
  'azure-account-key': {
    secret: `${noise(86)}==`,
    line: (secret) => `Account${'Key='}${secret};Endpoint`,
    clean: 'AccountKey=short',
  },
  'azure-client-secret': { secret: `${noise(3)}8Q~${noise(34)}`, clean: 'faQ~short' },
  'azure-sas': {
    secret: `${noise(43)}%3D`,
    line: (secret) => `https://a.test/c?sv=2021&${'sig='}${secret}`,
    clean: '?sig=abc',
  },
  'brevo-key': { secret: `xkeysib-${noise(64, hex)}-${noise(16)}`, clean: 'xkeysib-abc' },
  'databricks-token': { secret: `dapi${noise(32, hex)}`, clean: 'dapiVersion' },
  'digitalocean-token': { secret: `dop_v1_${noise(64, hex)}`, clean: 'dop_v1_abc' },
  'discord-webhook': {
    secret: `${noise(18, digits)}/${noise(68)}`,
    line: (secret) => `https://discord.com/api/webhooks/${secret}`,
    clean: 'https://discord.com/api/webhooks/',
  },
  'docker-token': { secret: `dckr_pat_${noise(27)}`, clean: 'dckr_pat_abc' },
  'doppler-token': { secret: `dp.pt.${noise(43)}`, clean: 'dp.pt.abc' },
  'dynatrace-token': { secret: `dt0c01.${noise(24, upper)}.${noise(64, upper)}`, clean: 'dt0c01.ABC.DEF' },
  'figma-token': { secret: `figd_${noise(40)}`, clean: 'figd_abc' },
  'github-fine-grained-token': { secret: `github_pat_${noise(22)}_${noise(59)}`, clean: 'github_pat_tokens are new' },
  'github-token': { secret: `ghp_${noise(36)}`, clean: 'ghp_short' },
  'gitlab-token': { secret: `glpat-${noise(20)}`, clean: 'glpat-abc' },
  'google-api-key': { secret: `AIza${noise(35)}`, clean: 'AIzaShort' },
  'google-oauth-secret': { secret: `GOCSPX-${noise(28)}`, clean: 'GOCSPX-abc' },
  'google-oauth-token': { secret: `ya29.${noise(60)}`, clean: 'ya29.abc' },
  'grafana-token': { secret: `glsa_${noise(32)}_${noise(8, hex)}`, clean: 'glsa_abc' },
  'groq-key': { secret: `gsk_${noise(52)}`, clean: 'gsk_abc' },
  'hashicorp-token': { secret: `${noise(14)}.atlasv1.${noise(64)}`, clean: 'x.atlasv1.y' },
  'huggingface-token': { secret: `hf_${noise(34)}`, clean: 'hf_hub_download' },
  jwt: { secret: `eyJ${noise(20)}.eyJ${noise(40)}.${noise(43)}`, clean: 'eyJhbGci.eyJ' },
  'linear-key': { secret: `lin_api_${noise(40)}`, clean: 'lin_api_abc' },
  'mailchimp-key': { secret: `${noise(32, hex)}-us12`, clean: 'us-east-us12' },
  'mailgun-key': { secret: `key-${noise(32, hex)}`, clean: 'key-value-store' },
  'netlify-token': { secret: `nfp_${noise(40)}`, clean: 'nfp_abc' },
  'newrelic-key': { secret: `NRAK-${noise(27, upper)}`, clean: 'NRAK-1' },
  'notion-token': { secret: `ntn_${noise(46)}`, clean: 'secret_santa' },
  'npm-token': { secret: `npm_${noise(36)}`, clean: 'npm_config_registry' },
  'onepassword-token': { secret: `ops_eyJ${noise(120)}`, clean: 'ops_eyJ' },
  'openai-key': { secret: `sk-${'proj-'}${noise(60)}`, clean: 'sk-proj-abc' },
  'openrouter-key': { secret: `sk-or-v1-${noise(64, hex)}`, clean: 'sk-or-v1-abc' },
  'perplexity-key': { secret: `pplx-${noise(48)}`, clean: 'pplx-abc' },
  'planetscale-token': { secret: `pscale_tkn_${noise(43)}`, clean: 'pscale_tkn_abc' },
  'postman-key': { secret: `PMAK-${noise(24, hex)}-${noise(34, hex)}`, clean: 'PMAK-abc' },
  'pulumi-token': { secret: `pul-${noise(40, hex)}`, clean: 'pul-abc' },
  'pypi-token': { secret: `pypi-AgE${noise(120)}`, clean: 'pypi-AgEnt' },
  'replicate-token': { secret: `r8_${noise(37)}`, clean: 'r8_abc' },
  'rubygems-token': { secret: `rubygems_${noise(48, hex)}`, clean: 'rubygems_version' },
  'sendgrid-key': { secret: `SG.${noise(22)}.${noise(43)}`, clean: 'SG.a.b' },
  'sentry-token': { secret: `sntrys_${noise(80)}`, clean: 'sntrys_abc' },
  'shopify-token': { secret: `shpat_${noise(32, hex)}`, clean: 'shpat_abc' },
  'slack-app-token': { secret: `xapp-1-${noise(11, upper)}-${noise(13, digits)}-${noise(64, hex)}`, clean: 'xapp-1-A' },
  'slack-token': { secret: `xoxb-${noise(12, digits)}-${noise(24)}`, clean: 'xoxb-abc' },
  'slack-webhook': {
    secret: `T${noise(9, upper)}/B${noise(9, upper)}/${noise(24)}`,
    line: (secret) => `https://hooks.slack.com/${'services'}/${secret}`,
    clean: 'https://hooks.slack.com/services/',
  },
  'square-token': { secret: `sq0atp-${noise(22)}`, clean: 'sq0atp-abc' },
  'stripe-key': { secret: `sk_${'live'}_${noise(24)}`, clean: 'sk_live_' },
  'supabase-token': { secret: `sbp_${noise(40, hex)}`, clean: 'sbp_abc' },
  'tailscale-key': { secret: `tskey-auth-${noise(16)}-${noise(32)}`, clean: 'tskey-auth-abc' },
  'telegram-bot-token': { secret: `${noise(9, '123456789')}:AA${noise(33)}`, clean: '10:AAPL' },
  'twilio-key': { secret: `SK${noise(32, hex)}`, clean: 'SKIP_THIS' },
  'typeform-token': { secret: `tfp_${noise(44)}`, clean: 'tfp_abc' },
  'vault-token': { secret: `hvs.${noise(90)}`, clean: 'hvs.abc' },
  'xai-key': { secret: `xai-${noise(80)}`, clean: 'xai-grok' },
};

describe('redaction/rules', () => {
  it('has one example for each rule and no other', () => {
    assert.deepEqual(Object.keys(examples).sort(), rules.map(({ id }) => id).sort());
  });

  for (const { id } of rules) {
    const example = examples[id];
    if (!example) continue;
    const { secret, clean, line = (value: string) => `call("${value}");` } = example;

    it(`${id} hides its secret, whole and alone`, () => {
      const text = line(secret);
      const { hidden, safe } = createRedactor().redact({ text: `before\r\n${text}\r\nafter` });
      assert.deepEqual(
        hidden.map(({ rule }) => rule),
        [id],
      );
      const start = 8 + text.indexOf(secret);
      assert.deepEqual(hidden[0]?.range, { start, end: start + secret.length });
      assert.equal(safe.text.includes(secret), false);
    });

    it(`${id} leaves a near miss alone`, () => {
      const { hidden } = createRedactor().redact({ text: `call("${clean}");` });
      assert.deepEqual(hidden, []);
    });
  }

  it('every pattern takes groups by index and repeats over bounded lengths only', () => {
    for (const { id, pattern, keywords } of rules) {
      assert.match(pattern.flags, /d/, id);
      assert.match(pattern.flags, /g/, id);
      assert.doesNotMatch(pattern.source.replace(/\\./g, '').replace(/\[[^\]]*\]/g, '.'), /[*+]|\{\d+,\}/, id);
      assert.ok(keywords.length > 0 && keywords.every((keyword) => keyword.length >= 2), id);
    }
  });
});
