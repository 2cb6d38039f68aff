// The table of vendor tokens: one row each; every pattern matches inside one line and has bounded repetition only.

export interface Rule {
  readonly id: string;
  /** Case-sensitive; a line without any of them is not matched at all. */
  readonly keywords: readonly string[];
  /** The secret is group 1 where there is one, else the whole match. */
  readonly pattern: RegExp;
}

/** The token stands alone: no identifier character before it or after it. */
function token(body: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9_])${body}(?![A-Za-z0-9_])`, 'dg');
}

/** As `token`, for alphabets that hold `-`: neither side may go on with one. */
function dashedToken(body: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9_-])${body}(?![A-Za-z0-9_-])`, 'dg');
}

export const rules: readonly Rule[] = [
  { id: 'age-secret-key', keywords: ['AGE-SECRET-KEY-1'], pattern: token('AGE-SECRET-KEY-1[0-9A-Z]{58}') },
  { id: 'alibaba-access-key', keywords: ['LTAI'], pattern: token('LTAI[0-9A-Za-z]{17,26}') },
  { id: 'anthropic-key', keywords: ['sk-ant-'], pattern: dashedToken('sk-ant-[0-9A-Za-z_-]{20,200}') },
  {
    id: 'atlassian-token',
    keywords: ['ATATT3', 'ATCTT3', 'ATBB'],
    pattern: dashedToken('(?:ATATT3|ATCTT3|ATBB)[0-9A-Za-z_=-]{24,400}'),
  },
  {
    id: 'aws-access-key',
    keywords: ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
    pattern: token('(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}'),
  },
  {
    id: 'azure-account-key',
    keywords: ['AccountKey=', 'SharedAccessKey='],
    pattern: /(?:AccountKey|SharedAccessKey)=([0-9A-Za-z+/]{40,100}={0,2})/dg,
  },
  {
    id: 'azure-client-secret',
    keywords: ['Q~'],
    pattern: dashedToken('[0-9A-Za-z_~.]{3}[0-9]Q~[0-9A-Za-z_~.-]{31,34}'),
  },
  { id: 'azure-sas', keywords: ['sig='], pattern: /[?&;]sig=([0-9A-Za-z%+/]{30,120}={0,2})/dg },
  { id: 'brevo-key', keywords: ['xkeysib-'], pattern: dashedToken('xkeysib-[0-9a-f]{64}-[0-9A-Za-z]{16}') },
  { id: 'databricks-token', keywords: ['dapi'], pattern: token('dapi[0-9a-f]{32}(?:-[0-9])?') },
  { id: 'digitalocean-token', keywords: ['doo_v1_', 'dop_v1_', 'dor_v1_'], pattern: token('do[opr]_v1_[0-9a-f]{64}') },
  {
    id: 'discord-webhook',
    keywords: ['/api/webhooks/'],
    pattern: /discord(?:app)?\.com\/api\/webhooks\/(\d{15,22}\/[0-9A-Za-z_-]{50,80})/dg,
  },
  { id: 'docker-token', keywords: ['dckr_'], pattern: dashedToken('dckr_(?:pat|oat)_[0-9A-Za-z_-]{24,40}') },
  {
    id: 'doppler-token',
    keywords: ['dp.'],
    pattern: token('dp\\.(?:pt|st|ct|sa|scim|audit)\\.(?:[0-9A-Za-z_-]{2,35}\\.)?[0-9A-Za-z]{40,44}'),
  },
  { id: 'dynatrace-token', keywords: ['dt0c01.'], pattern: token('dt0c01\\.[0-9A-Z]{24}\\.[0-9A-Z]{64}') },
  { id: 'figma-token', keywords: ['figd_', 'figo_'], pattern: dashedToken('fig[do]_[0-9A-Za-z_-]{38,60}') },
  { id: 'github-fine-grained-token', keywords: ['github_pat_'], pattern: token('github_pat_[0-9A-Za-z_]{60,255}') },
  {
    id: 'github-token',
    keywords: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
    pattern: token('gh[pousr]_[0-9A-Za-z]{36,255}'),
  },
  {
    id: 'gitlab-token',
    keywords: [
      'glpat-',
      'gldt-',
      'glrt-',
      'glptt-',
      'glft-',
      'glimt-',
      'glagent-',
      'glsoat-',
      'glcbt-',
      'gloas-',
      'glffct-',
    ],
    pattern: dashedToken('gl(?:pat|dt|rt|ptt|ft|imt|agent|soat|cbt|oas|ffct)-[0-9A-Za-z_.-]{20,70}'),
  },
  { id: 'google-api-key', keywords: ['AIza'], pattern: dashedToken('AIza[0-9A-Za-z_-]{35}') },
  { id: 'google-oauth-secret', keywords: ['GOCSPX-'], pattern: dashedToken('GOCSPX-[0-9A-Za-z_-]{28}') },
  { id: 'google-oauth-token', keywords: ['ya29.'], pattern: dashedToken('ya29\\.[0-9A-Za-z_-]{20,300}') },
  {
    id: 'grafana-token',
    keywords: ['glsa_', 'glc_'],
    pattern: token('(?:glsa_[0-9A-Za-z]{32}_[0-9a-f]{8}|glc_[0-9A-Za-z+/]{32,400}={0,2})'),
  },
  { id: 'groq-key', keywords: ['gsk_'], pattern: token('gsk_[0-9A-Za-z]{40,60}') },
  {
    id: 'hashicorp-token',
    keywords: ['.atlasv1.'],
    pattern: dashedToken('[0-9A-Za-z]{14}\\.atlasv1\\.[0-9A-Za-z_=-]{60,70}'),
  },
  { id: 'huggingface-token', keywords: ['hf_', 'api_org_'], pattern: token('(?:hf_|api_org_)[A-Za-z0-9]{34,40}') },
  {
    id: 'jwt',
    keywords: ['eyJ'],
    pattern: dashedToken('eyJ[0-9A-Za-z_-]{8,2000}\\.eyJ[0-9A-Za-z_-]{8,8000}\\.[0-9A-Za-z_-]{10,2000}'),
  },
  { id: 'linear-key', keywords: ['lin_'], pattern: token('lin_(?:api|oauth)_[0-9A-Za-z]{32,64}') },
  { id: 'mailchimp-key', keywords: ['-us'], pattern: token('[0-9a-f]{32}-us[0-9]{1,2}') },
  { id: 'mailgun-key', keywords: ['key-'], pattern: dashedToken('(?:pub)?key-[0-9a-f]{32}') },
  { id: 'netlify-token', keywords: ['nfp_'], pattern: token('nfp_[0-9A-Za-z]{36,60}') },
  {
    id: 'newrelic-key',
    keywords: ['NRAK-', 'NRJS-', 'NRII-'],
    pattern: dashedToken('NR(?:AK|II)-[0-9A-Za-z_-]{27,42}|(?<![A-Za-z0-9_-])NRJS-[0-9a-f]{19}'),
  },
  {
    id: 'notion-token',
    keywords: ['ntn_', 'secret_'],
    pattern: token('(?:ntn_[0-9A-Za-z]{40,60}|secret_[0-9A-Za-z]{43})'),
  },
  { id: 'npm-token', keywords: ['npm_'], pattern: token('npm_[0-9A-Za-z]{36}') },
  { id: 'onepassword-token', keywords: ['ops_eyJ'], pattern: token('ops_eyJ[0-9A-Za-z+/]{40,2000}={0,3}') },
  {
    id: 'openai-key',
    keywords: ['sk-'],
    pattern: dashedToken('sk-(?:(?:proj|svcacct|admin|None)-[0-9A-Za-z_-]{20,200}|[0-9A-Za-z]{40,60})'),
  },
  { id: 'openrouter-key', keywords: ['sk-or-'], pattern: dashedToken('sk-or-v1-[0-9a-f]{64}') },
  { id: 'perplexity-key', keywords: ['pplx-'], pattern: dashedToken('pplx-[0-9A-Za-z]{40,60}') },
  {
    id: 'planetscale-token',
    keywords: ['pscale_'],
    pattern: dashedToken('pscale_(?:tkn|pw|oauth)_[0-9A-Za-z_=.-]{32,64}'),
  },
  { id: 'postman-key', keywords: ['PMAK-'], pattern: dashedToken('PMAK-[0-9a-f]{24}-[0-9a-f]{34}') },
  { id: 'pulumi-token', keywords: ['pul-'], pattern: dashedToken('pul-[0-9a-f]{40}') },
  { id: 'pypi-token', keywords: ['pypi-AgE'], pattern: dashedToken('pypi-AgE[0-9A-Za-z_-]{50,1000}') },
  { id: 'replicate-token', keywords: ['r8_'], pattern: token('r8_[0-9A-Za-z]{37,40}') },
  { id: 'rubygems-token', keywords: ['rubygems_'], pattern: token('rubygems_[0-9a-f]{48}') },
  { id: 'sendgrid-key', keywords: ['SG.'], pattern: dashedToken('SG\\.[0-9A-Za-z_-]{16,32}\\.[0-9A-Za-z_-]{16,64}') },
  { id: 'sentry-token', keywords: ['sntry'], pattern: token('sntry[su]_[0-9A-Za-z+/=_]{60,300}') },
  {
    id: 'shopify-token',
    keywords: ['shpat_', 'shpca_', 'shppa_', 'shpss_'],
    pattern: token('shp(?:at|ca|pa|ss)_[0-9A-Fa-f]{32}'),
  },
  {
    id: 'slack-app-token',
    keywords: ['xapp-'],
    pattern: dashedToken('xapp-[0-9]-[0-9A-Z]{5,20}-[0-9]{5,20}-[0-9A-Za-z]{20,100}'),
  },
  { id: 'slack-token', keywords: ['xox'], pattern: dashedToken('xox[abceoprs](?:\\.xox[bp])?-[0-9A-Za-z-]{10,250}') },
  {
    id: 'slack-webhook',
    keywords: ['hooks.slack.com/'],
    pattern: /hooks\.slack\.com\/(?:services|workflows|triggers)\/([0-9A-Za-z+/]{30,120})/dg,
  },
  {
    id: 'square-token',
    keywords: ['sq0', 'EAAA'],
    pattern: dashedToken('(?:sq0(?:atp|csp|idp)-[0-9A-Za-z_-]{22,43}|EAAA[0-9A-Za-z_-]{60})'),
  },
  {
    id: 'stripe-key',
    keywords: ['k_live_', 'k_test_', 'whsec_'],
    pattern: token('(?:[prs]k_(?:live|test)_[0-9A-Za-z]{10,247}|whsec_[0-9A-Za-z+/]{24,64})'),
  },
  {
    id: 'supabase-token',
    keywords: ['sbp_', 'sb_secret_'],
    pattern: dashedToken('(?:sbp_[0-9a-f]{40}|sb_secret_[0-9A-Za-z_-]{20,60})'),
  },
  {
    id: 'tailscale-key',
    keywords: ['tskey-'],
    pattern: dashedToken('tskey-[a-z]{2,10}-[0-9A-Za-z]{8,24}-[0-9A-Za-z]{20,40}'),
  },
  { id: 'telegram-bot-token', keywords: [':AA'], pattern: dashedToken('[0-9]{8,10}:AA[0-9A-Za-z_-]{32,34}') },
  { id: 'twilio-key', keywords: ['SK'], pattern: token('SK[0-9a-f]{32}') },
  { id: 'typeform-token', keywords: ['tfp_'], pattern: dashedToken('tfp_[0-9A-Za-z_.=-]{40,60}') },
  { id: 'vault-token', keywords: ['hvs.', 'hvb.', 'hvr.'], pattern: dashedToken('hv[sbr]\\.[0-9A-Za-z_-]{24,300}') },
  { id: 'xai-key', keywords: ['xai-'], pattern: dashedToken('xai-[0-9A-Za-z]{60,90}') },
];
