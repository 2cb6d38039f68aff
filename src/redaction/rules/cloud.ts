// The rows of clouds, hosting, infrastructure and databases.

import { anywhere, dashed, mixed, type Rule, token } from './rule.ts';

const uuid = '[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}';

export const cloudRules: readonly Rule[] = [
  token('alibaba-access-key', 'LTAI', 'LTAI[0-9A-Za-z]{17,26}'),
  token('aws-access-key', 'AKIA ASIA ABIA ACCA A3T', '(?:AKIA|ASIA|ABIA|ACCA|A3T[0-9A-Z])[0-9A-Z]{16}'),
  token(
    'aws-bedrock-key',
    'ABSK bedrock-api-key-',
    'ABSK[0-9A-Za-z+/]{100,270}={0,2}|bedrock-api-key-[0-9A-Za-z+/=_-]{28,2000}',
  ),
  token('aws-mws-key', 'amzn.mws.', `amzn\\.mws\\.${uuid}`),
  token('azure-devops-token', 'AZDO', '[0-9A-Za-z]{76}AZDO[0-9A-Za-z]{4}'),
  anywhere(
    'azure-account-key',
    'AccountKey= SharedAccessKey=',
    '(?:AccountKey|SharedAccessKey)=([0-9A-Za-z+/]{40,100}={0,2})',
  ),
  dashed('azure-client-secret', 'Q~', '[0-9A-Za-z_~.]{3}[0-9]Q~[0-9A-Za-z_~.-]{31,34}'),
  token('azure-function-key', 'AzFu', '[0-9A-Za-z_-]{44}AzFu[0-9A-Za-z_-]{5}[AQgw]={0,2}'),
  token('azure-openai-key', 'JQQJ9', '[0-9A-Za-z]{52}JQQJ9(?:9|D)[0-9A-Za-z]{26}'),
  token('azure-storage-key', '+ASt', '[0-9A-Za-z+/]{76}\\+ASt[0-9A-Za-z+/]{6}={0,2}'),
  anywhere('azure-sas', 'sig=', '[?&;]sig=([0-9A-Za-z%+/]{30,120}={0,2})'),
  token('clickhouse-key', '4b1d', '4b1d[0-9A-Za-z]{38}'),
  anywhere('cloudflare-origin-key', 'v1.0-', '(?<![0-9A-Za-z])v1\\.0-[0-9a-f]{24}-[0-9a-f]{146}'),
  token('cloudflare-token', 'cfat_ cfut_ cfk_', 'cf(?:at|ut|k)_[0-9A-Za-z]{40,56}'),
  token('databricks-token', 'dapi', 'dapi[0-9A-Fa-f]{32}(?:-[0-9])?'),
  dashed('defined-token', 'dnkey-', 'dnkey-[0-9A-Za-z_=-]{26}-[0-9A-Za-z_=-]{52}'),
  token('digitalocean-token', 'doo_v1_ dop_v1_ dor_v1_', 'do[opr]_v1_[0-9a-f]{64}'),
  dashed(
    'fly-token',
    'fo1_ fm1_ fm1a_ fm1r_ fm2_',
    'fo1_[0-9A-Za-z_-]{43}|fm[12][ar]?_[0-9A-Za-z+/]{80,2000}={0,3}(?:,fm[12][ar]?_[0-9A-Za-z+/]{80,2000}={0,3}){0,4}',
  ),
  dashed('google-api-key', 'AIza', 'AIza[0-9A-Za-z_-]{35}'),
  dashed('google-oauth-secret', 'GOCSPX-', 'GOCSPX-[0-9A-Za-z_-]{28}'),
  dashed('google-oauth-token', 'ya29. 1//0', 'ya29\\.[0-9A-Za-z_-]{20,300}|1//0[0-9A-Za-z_-]{40,120}'),
  dashed('harness-token', 'pat. sat.', '[ps]at\\.[0-9A-Za-z_-]{22}\\.[0-9A-Za-z]{24}\\.[0-9A-Za-z]{20}'),
  dashed('hashicorp-token', '.atlasv1.', '[0-9A-Za-z]{14}\\.atlasv1\\.[0-9A-Za-z_=-]{60,70}'),
  dashed('heroku-token', 'HRKU-', `HRKU-(?:AA[0-9A-Za-z_-]{58}|${uuid})`),
  token('nuget-key', 'oy2', 'oy2[a-z0-9]{43}'),
  token('openshift-token', 'sha256~', 'sha256~[0-9A-Za-z_-]{43}'),
  dashed('planetscale-token', 'pscale_', 'pscale_(?:tkn|pw|oauth)_[0-9A-Za-z_=.-]{32,64}'),
  token('prefect-token', 'pnu_', 'pnu_[0-9A-Za-z]{36}'),
  dashed('pulumi-token', 'pul-', 'pul-[0-9a-f]{40}'),
  token('render-key', 'rnd_', 'rnd_[0-9A-Za-z]{28,36}'),
  dashed('scalingo-token', 'tk-us-', 'tk-us-[0-9A-Za-z_-]{48}'),
  dashed('supabase-token', 'sbp_ sb_secret_', 'sbp_[0-9a-f]{40}|sb_secret_[0-9A-Za-z_-]{20,60}'),
  anywhere('tailscale-key', 'tskey-', 'tskey-[a-z]{2,12}-[0-9A-Za-z]{5,24}-[0-9A-Za-z]{20,48}'),
  dashed('vault-token', 'hvs. hvb. hvr.', 'hv[sbr]\\.[0-9A-Za-z_-]{24,300}'),
  mixed(token('vault-legacy-token', `"s. 's. =s. :s. \`s. \ts.`, 's\\.(?=[A-Za-z]{0,23}[0-9])[0-9A-Za-z]{24}'), 3.5),
  token('vercel-token', 'vcp_ vci_ vca_ vcr_ vck_', 'vc[piark]_[0-9A-Za-z]{24,80}'),
  token(
    'yandex-key',
    'AQVN t1. YC',
    'AQVN[0-9A-Za-z_-]{35,38}|t1\\.[0-9A-Z][0-9A-Za-z_-]{0,20}={0,2}\\.[0-9A-Za-z_-]{86}={0,2}|YC[0-9A-Za-z_-]{38}',
  ),
];
