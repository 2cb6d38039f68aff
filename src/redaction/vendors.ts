// The table of secrets that only the vendor's name beside them gives away: the word in the name, and the form of the value.

export interface Vendor {
  readonly id: string;
  /** Lower case; any of them in the name that the value is bound to. */
  readonly words: readonly string[];
  readonly value: RegExp;
}

const hex32 = '[0-9a-f]{32}';
const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

function vendor(id: string, words: string, ...values: readonly string[]): Vendor {
  return { id, words: words.split(' '), value: new RegExp(`^(?:${values.join('|')})$`, 'i') };
}

export const vendors: readonly Vendor[] = [
  vendor('adafruit-key', 'adafruit', '[0-9a-z_-]{32}'),
  vendor('adobe-id', 'adobe', hex32),
  vendor('airtable-key', 'airtable', '[0-9a-z]{17}'),
  vendor('algolia-key', 'algolia', hex32),
  vendor('alibaba-secret', 'alibaba aliyun', '[0-9a-z]{30}'),
  vendor('asana-secret', 'asana', '\\d{16}', '[0-9a-z]{32}', '\\d{1,2}/\\d{13,19}:[0-9a-f]{32}'),
  vendor('atlassian-key', 'atlassian confluence jira', '[0-9a-z]{24}'),
  vendor('beamer-token', 'beamer', 'b_[0-9a-z=_-]{44}'),
  vendor('bitbucket-secret', 'bitbucket', '[0-9a-z]{32}', '[0-9a-z=_-]{64}'),
  vendor('bittrex-key', 'bittrex', '[0-9a-z]{32}'),
  vendor('cloudflare-key', 'cloudflare', '[0-9a-f]{37}', '[0-9a-z_-]{40}'),
  vendor('cloudant-secret', 'cloudant', '[0-9a-f]{64}', '[a-z]{24}'),
  vendor('codecov-token', 'codecov', '[0-9a-z]{32}', uuid),
  vendor('cohere-key', 'cohere co_api_key', '[0-9a-z]{40}'),
  vendor('coinbase-token', 'coinbase', '[0-9a-z_-]{64}'),
  vendor('confluent-key', 'confluent', '[0-9a-z]{16}', '[0-9a-z]{64}'),
  vendor('contentful-token', 'contentful', '[0-9a-z=_-]{43}'),
  vendor('datadog-key', 'datadog', '[0-9a-z]{32}', '[0-9a-z]{40}'),
  vendor('discord-secret', 'discord', '\\d{18}', '[0-9a-f]{64}', '[0-9a-z=_-]{32}'),
  vendor('droneci-token', 'droneci', '[0-9a-z]{32}'),
  vendor('dropbox-token', 'dropbox', '[0-9a-z]{15}', 'sl\\.[0-9a-z=_-]{135}', '[0-9a-z]{11}AAAAAAAAAA[0-9a-z_=-]{43}'),
  vendor('etsy-key', 'etsy', '[0-9a-z]{24}'),
  vendor('facebook-secret', 'facebook', hex32),
  vendor('fastly-token', 'fastly', '[0-9a-z=_-]{32}'),
  vendor('finicity-secret', 'finicity', '[0-9a-z]{20}', hex32),
  vendor('finnhub-token', 'finnhub', '[0-9a-z]{20}'),
  vendor('flickr-key', 'flickr', '[0-9a-z]{32}'),
  vendor('freemius-secret', 'freemius', 'sk_[0-9a-z&%#$@!*^-]{29}'),
  vendor('freshbooks-token', 'freshbooks', '[0-9a-z]{64}'),
  vendor('gitter-token', 'gitter', '[0-9a-z_-]{40}'),
  vendor('heroku-key', 'heroku', uuid),
  vendor('hubspot-key', 'hubspot', uuid),
  vendor('intercom-token', 'intercom', '[0-9a-z=_-]{60}'),
  vendor('jfrog-key', 'jfrog artifactory bintray xray', '[0-9a-z]{73}', '[0-9a-z]{64}'),
  vendor('kraken-key', 'kraken', '[0-9a-z/=_+-]{80,90}'),
  vendor('kucoin-key', 'kucoin', '[0-9a-f]{24}', uuid),
  vendor('launchdarkly-token', 'launchdarkly', '[0-9a-z=_-]{40}'),
  vendor('linear-secret', 'linear', hex32),
  vendor('linkedin-secret', 'linkedin linked-in linked_in', '[0-9a-z]{14}', '[0-9a-z]{16}'),
  vendor('looker-secret', 'looker', '[0-9a-z]{20}', '[0-9a-z]{24}'),
  vendor('mailgun-signing-key', 'mailgun', '[0-9a-h]{32}-[0-9a-h]{8}-[0-9a-h]{8}'),
  vendor('mattermost-token', 'mattermost', '[0-9a-z]{26}'),
  vendor('meraki-key', 'meraki', '[0-9a-f]{40}'),
  vendor('messagebird-key', 'messagebird message-bird message_bird', '[0-9a-z]{25}', uuid),
  vendor('netlify-key', 'netlify', '[0-9a-z=_-]{40,46}'),
  vendor('newrelic-id', 'new-relic newrelic new_relic', '[0-9a-z]{64}', '[0-9a-f]{40}'),
  vendor('nytimes-key', 'nytimes newyorktimes new-york-times', '[0-9a-z=_-]{32}'),
  vendor('okta-token', 'okta', '00[0-9a-z_=-]{40}'),
  vendor('plaid-secret', 'plaid', '[0-9a-z]{24}', '[0-9a-z]{30}'),
  vendor('privateai-key', 'privateai private_ai private-ai', '[0-9a-z]{32}'),
  vendor('rapidapi-key', 'rapidapi', '[0-9a-z_-]{50}'),
  vendor('sendbird-token', 'sendbird', '[0-9a-f]{40}', uuid),
  vendor('sentry-key', 'sentry', '[0-9a-f]{64}'),
  vendor('sidekiq-secret', 'contribsys sidekiq', '[0-9a-f]{8}:[0-9a-f]{8}'),
  vendor('snyk-token', 'snyk', uuid),
  vendor('sonar-login', 'sonar', '(?:sq[upa]_)?[0-9a-z]{40}'),
  vendor('sourcegraph-key', 'sourcegraph', '[0-9a-f]{40}'),
  vendor('squarespace-token', 'squarespace', uuid),
  vendor('sumologic-key', 'sumo', 'su[0-9a-z]{12}', '[0-9a-z]{64}'),
  vendor('travis-token', 'travis', '[0-9a-z]{22}'),
  vendor('trello-token', 'trello', '[0-9a-z-]{32}', '[0-9a-f]{64}', 'ATTA[0-9a-f]{72}'),
  vendor('twitch-token', 'twitch', '[0-9a-z]{30}'),
  vendor('twitter-key', 'twitter', '[0-9a-z]{25}', '[0-9a-z]{45}', '[0-9a-z]{50}', '\\d{15,25}-[0-9a-z]{20,40}'),
  vendor('vault-short-token', 'vault', 's\\.[0-9a-z]{24}'),
  vendor('zendesk-key', 'zendesk', '[0-9a-z]{40}'),
  // Names of accounts that peers take for secrets too: harmless alone, half of a pair with their key.
  vendor('azure-account-id', 'azure ad_tenant', uuid),
];
