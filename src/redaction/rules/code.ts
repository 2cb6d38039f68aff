// The rows of code hosting, registries, delivery, monitoring and password stores.

import { anywhere, dashed, longRun, type Rule, token } from './rule.ts';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

export const codeRules: readonly Rule[] = [
  token('age-secret-key', 'AGE-SECRET-KEY-1', 'AGE-SECRET-KEY-1[0-9A-Z]{58}'),
  token('airtable-token', longRun, 'pat[0-9A-Za-z]{14}\\.[0-9a-f]{64}'),
  token('artifactory-token', 'AKC cmVmd', 'AKC[0-9A-Za-z]{10,73}|cmVmd[0-9A-Za-z]{59}'),
  dashed('atlassian-token', 'ATATT3 ATCTT3 ATBB', '(?:ATATT3|ATCTT3|ATBB)[0-9A-Za-z_=-]{24,400}'),
  dashed(
    'authress-key',
    '.acc_ .acc-',
    '(?:sc|ext|scauth|authress)_[0-9A-Za-z]{5,30}\\.[0-9A-Za-z]{4,6}\\.acc[_-][0-9A-Za-z-]{10,32}\\.[0-9A-Za-z+/_=-]{30,120}',
  ),
  token('buildkite-token', 'bkua_', 'bkua_[0-9a-f]{40}'),
  token('circleci-token', 'CCIPAT_ CCIPRJ_', 'CCIP(?:AT|RJ)_[0-9A-Za-z]{22}_[0-9a-f]{40}'),
  token('clojars-token', 'CLOJARS_', 'CLOJARS_[0-9A-Za-z]{60}'),
  dashed('contentful-token', 'CFPAT-', 'CFPAT-[0-9A-Za-z_-]{43}'),
  token('crates-token', 'cio', 'cio[0-9A-Za-z]{32}'),
  dashed('docker-token', 'dckr_', 'dckr_(?:pat|oat)_[0-9A-Za-z_-]{24,40}'),
  token('doppler-token', 'dp.', 'dp\\.(?:pt|st|ct|sa|scim|audit)\\.(?:[0-9A-Za-z_-]{2,35}\\.)?[0-9A-Za-z]{40,44}'),
  token('dynatrace-token', 'dt0', 'dt0[a-z][0-9]{2}\\.[0-9A-Za-z]{24}\\.[0-9A-Za-z]{64}'),
  dashed('figma-token', 'figd_ figo_', 'fig[do]_[0-9A-Za-z_-]{38,60}'),
  token('github-fine-grained-token', 'github_pat_', 'github_pat_[0-9A-Za-z_]{36,255}'),
  dashed(
    'github-token',
    'ghp_ gho_ ghu_ ghs_ ghr_',
    'gh[pousr]_[0-9A-Za-z]{36,255}|ghs_[0-9]{1,12}_eyJ[0-9A-Za-z_-]{8,1000}\\.[0-9A-Za-z_-]{8,4000}\\.[0-9A-Za-z_-]{8,1000}',
  ),
  dashed(
    'gitlab-token',
    'glpat- gldt- glrt- glrtr- glptt- glft- glimt- glagent- glsoat- glcbt- gloas- glffct- GR1348941',
    'gl(?:pat|dt|rtr?|ptt|ft|imt|agent|soat|cbt|oas|ffct)-[0-9A-Za-z_.-]{20,300}|GR1348941[0-9A-Za-z_-]{20}',
  ),
  anywhere('gitlab-session', '_gitlab_session=', '_gitlab_session=[0-9a-z]{32}'),
  token(
    'grafana-token',
    'glsa_ glc_ eyJrIjoi',
    'glsa_[0-9A-Za-z]{32}_[0-9A-Fa-f]{8}|glc_[0-9A-Za-z+/]{32,400}={0,3}|eyJrIjoi[0-9A-Za-z]{60,400}={0,3}',
  ),
  token('infracost-token', 'ico-', 'ico-[0-9A-Za-z]{32}'),
  dashed('launchdarkly-key', 'sdk- mob- api-', `(?:sdk|mob|api)-${uuid}`),
  token('linear-key', 'lin_', 'lin_(?:api|oauth)_[0-9A-Za-z]{32,64}'),
  token('netlify-token', 'nfp_ nfc_', 'nf[pc]_[0-9A-Za-z]{36,60}'),
  dashed(
    'newrelic-key',
    'NRAK- NRJS- NRII- NRAL',
    'NR(?:AK|II)-[0-9A-Za-z_-]{27,42}|NRJS-[0-9a-f]{19}|[0-9a-f]{36}NRAL',
  ),
  token('notion-token', 'ntn_ secret_', 'ntn_[0-9A-Za-z]{40,60}|secret_[0-9A-Za-z]{43}'),
  token('npm-token', 'npm_', 'npm_[0-9A-Za-z]{36}'),
  token('octopus-key', 'API-', 'API-[0-9A-Z]{26}'),
  token(
    'onepassword-key',
    'ops_eyJ A3-',
    'ops_eyJ[0-9A-Za-z+/]{40,2000}={0,3}|A3-[0-9A-Z]{6}-(?:[0-9A-Z]{11}|[0-9A-Z]{6}-[0-9A-Z]{5})-[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}',
  ),
  dashed('postman-key', 'PMAK-', 'PMAK-[0-9a-f]{24}-[0-9a-f]{34}'),
  dashed('pypi-token', 'pypi-AgE', 'pypi-AgE[0-9A-Za-z_-]{50,1000}'),
  token('readme-key', 'rdme_', 'rdme_[0-9a-z]{70}'),
  token('rubygems-token', 'rubygems_', 'rubygems_[0-9a-f]{48}'),
  token('sentry-token', 'sntry', 'sntry[su]_[0-9A-Za-z+/=_-]{60,400}'),
  token('settlemint-token', 'sm_aat_ sm_pat_ sm_sat_', 'sm_[aps]at_[0-9A-Za-z]{16}'),
  token('sonar-token', 'squ_ sqp_ sqa_', 'sq[upa]_[0-9A-Za-z]{40}'),
  token('sourcegraph-token', 'sgp_ slk_', 'sgp_(?:(?:[0-9A-Fa-f]{16}|local)_)?[0-9A-Fa-f]{40}|slk_[0-9a-f]{64}'),
  token('typeform-token', 'tfp_', 'tfp_[0-9A-Za-z_.=-]{40,60}'),
];
