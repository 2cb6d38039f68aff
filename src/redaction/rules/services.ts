// The rows of payment, mail, messaging, social networks and other services.

import { anywhere, dashed, longRun, mixed, type Rule, token } from './rule.ts';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

export const serviceRules: readonly Rule[] = [
  dashed('adobe-secret', 'p8e-', 'p8e-[0-9A-Za-z-]{32}'),
  anywhere('braintree-token', 'access_token$', 'access_token\\$(?:production|sandbox)\\$[0-9a-z]{16}\\$[0-9a-f]{32}'),
  dashed('brevo-key', 'xkeysib- xsmtpsib-', '(?:xkeysib|xsmtpsib)-[0-9a-f]{64}-[0-9A-Za-z]{16}'),
  dashed('discord-bot-token', longRun, '[MNO][0-9A-Za-z_-]{23,27}\\.[0-9A-Za-z_-]{6}\\.[0-9A-Za-z_-]{27,42}'),
  anywhere('discord-webhook', '/api/webhooks/', 'discord(?:app)?\\.com/api/webhooks/(\\d{15,22}/[0-9A-Za-z_-]{50,80})'),
  dashed('duffel-token', 'duffel_', 'duffel_(?:test|live)_[0-9A-Za-z_=-]{43}'),
  token('easypost-key', 'EZAK EZTK', 'EZ[AT]K[0-9A-Za-z]{54}'),
  mixed(
    anywhere(
      'facebook-token',
      'EAA 0| 1| 2| 3| 4| 5| 6| 7| 8| 9|',
      '(?<![0-9A-Za-z_])(?:EAA[A-Z][0-9A-Za-z]{80,400}|[0-9]{15,16}\\|[0-9A-Za-z_-]{27,40})',
    ),
    3,
  ),
  token('flutterwave-key', 'FLW', 'FLW(?:SECK|PUBK)(?:_TEST)?-(?:[0-9a-h]{32}-X|[0-9a-h]{12})'),
  dashed('frameio-token', 'fio-u-', 'fio-u-[0-9A-Za-z_=-]{64}'),
  dashed('gocardless-token', 'live_', 'live_[0-9A-Za-z_=-]{40}'),
  dashed('hubspot-token', 'pat-', `pat-(?:na|eu)[0-9]-${uuid}`),
  dashed('intra42-secret', 's-s4t2', 's-s4t2(?:ud|af)-[0-9A-Fa-f]{64}'),
  token('lob-key', 'live_ test_', '(?:live|test)_(?:pub_[0-9a-f]{31}|[0-9a-f]{35})'),
  token('mailchimp-key', '-us', '[0-9a-f]{32}-us[0-9]{1,2}'),
  token('mailersend-token', 'mlsn.', 'mlsn\\.[0-9a-f]{64}'),
  dashed('mailgun-key', 'key-', '(?:pub)?key-[0-9a-f]{32}'),
  token('mapbox-token', 'pk. sk. tk.', '[pst]k\\.[0-9A-Za-z]{60,100}\\.[0-9A-Za-z_-]{22}'),
  token('maxmind-key', '_mmk', '[0-9A-Za-z]{6}_[0-9A-Za-z]{29}_mmk'),
  dashed('plaid-token', 'access-', `access-(?:sandbox|development|production)-${uuid}`),
  token('razorpay-key', 'rzp_', 'rzp_(?:live|test)_[0-9A-Za-z]{14}'),
  dashed('sendgrid-key', 'SG.', 'SG\\.(?:[0-9A-Za-z_-]{16,32}\\.[0-9A-Za-z_-]{16,64}|[0-9A-Za-z_=.-]{66})'),
  token('shippo-token', 'shippo_', 'shippo_(?:live|test)_[0-9A-Fa-f]{40}'),
  token('shopify-token', 'shpat_ shpca_ shppa_ shpss_ shpua_', 'shp(?:at|ca|pa|ss|ua)_[0-9A-Za-z]{32,64}'),
  dashed('slack-app-token', 'xapp-', 'xapp-[0-9]-[0-9A-Z]{5,20}-[0-9]{5,20}-[0-9A-Za-z]{20,100}'),
  dashed('slack-token', 'xox', 'xox[abceoprs](?:\\.xox[bp])?-[0-9A-Za-z-]{10,250}'),
  anywhere(
    'slack-webhook',
    'hooks.slack.com/',
    '(?:https?://)?hooks\\.slack\\.com/(?:services|workflows|triggers)/[0-9A-Za-z+/]{20,120}',
  ),
  dashed('square-token', 'sq0 EAAA', 'sq0(?:atp|csp|idp|csb)-[0-9A-Za-z_-]{22,43}|EAAA[0-9A-Za-z_-]{60}'),
  token(
    'stripe-key',
    'k_live_ k_test_ k_prod_ whsec_',
    '[prs]k_(?:live|test|prod)_[0-9A-Za-z]{10,247}|whsec_[0-9A-Za-z+/]{24,64}',
  ),
  anywhere(
    'teams-webhook',
    '.office.com/webhook',
    `(?<![0-9a-z-])[0-9a-z-]{2,60}\\.webhook\\.office\\.com/webhookb2/[0-9A-Za-z-]{36}@[0-9A-Za-z-]{36}/IncomingWebhook/[0-9A-Za-z]{32}/[0-9A-Za-z-]{36}(?:/[0-9A-Za-z_-]{10,60})?`,
  ),
  dashed('telegram-bot-token', '0:A 1:A 2:A 3:A 4:A 5:A 6:A 7:A 8:A 9:A', '[0-9]{5,16}:A[0-9A-Za-z_-]{34}'),
  token('twilio-key', 'SK AC', 'SK[0-9a-f]{32}|AC[0-9a-f]{32}'),
  token('twitter-bearer', 'AAAAAAAAAAAAAAAAAAAAAA', 'A{22}[0-9A-Za-z%]{80,100}'),
];
