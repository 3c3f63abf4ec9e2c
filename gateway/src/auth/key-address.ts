/** Addresses of keys, wherever they are named: in a setting, or in what an identity provider says of itself. */
import { urlSetting } from '@arbiter/server/config/env.ts';
import { isLoopbackHost } from '@arbiter/server/config/settings.ts';

/** What is read there decides who comes in; nobody on the way may change it. */
export const keyAddress = urlSetting('https:', 'http:').refine(
  (value) => !value.startsWith('http:') || isLoopbackHost(new URL(value).hostname),
  'must be a URL starting with https:// (http:// on loopback only)',
);
