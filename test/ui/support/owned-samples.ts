import type { LeaversOwned, PersonOwned } from '../../../src-main/core/owned/owned-views.ts'

export const zoeOwned: PersonOwned = {
  site: 'acme.files.com',
  userId: 41,
  username: 'zoe@corp.example',
  readAt: '2026-11-22T12:00:00Z',
  headline: 'zoe@corp.example owns 1 API key and 2 share links. Not known: automations.',
  rights: [
    { label: 'Rights on the site', value: 'Site administrator' },
    { label: 'Administrator of groups', value: 'Finance' }
  ],
  parts: [
    {
      kind: 'api-key',
      state: 'read',
      count: 1,
      ended: 0,
      things: [{ id: 1, name: 'Nightly report', facts: 'full, made 6 May 2026' }],
      source: 'GET /api_keys?user_id=41',
      because: ''
    },
    {
      kind: 'share-link',
      state: 'cut',
      count: 2,
      ended: 0,
      things: [{ id: 5, name: 'Price list', facts: '' }],
      source: 'GET /bundles?user_id=41',
      because: 'The account says 2, and the list shows 1 of them to this API key.'
    },
    { kind: 'gpg-key', state: 'read', count: 0, ended: 0, things: [], source: 'GET /gpg_keys?user_id=41', because: '' },
    {
      kind: 'automation',
      state: 'not-read',
      count: 0,
      ended: 0,
      things: [],
      source: 'GET /automations',
      because: 'They could not be read to the end: the key may not do this.'
    }
  ],
  consequences: ['Whether keys go on working is not documented.'],
  notLookedAt: ['Remote servers are not looked at here.']
}

export const leaversOwnedSample: LeaversOwned = {
  site: 'acme.files.com',
  readAt: '2026-11-22T12:00:00Z',
  disabled: 2,
  deleted: 0,
  headline: '2 people would be disabled. They own at least 1 API key.',
  isComplete: false,
  totals: [
    { kind: 'api-key', state: 'read', count: 1, owners: 1, knownOf: 2, source: 'GET /users, api_keys_count', because: '' },
    {
      kind: 'share-link',
      state: 'cut',
      count: 0,
      owners: 0,
      knownOf: 1,
      source: 'GET /bundles?user_id=…',
      because: 'They are known of 1 of 2 people.'
    },
    {
      kind: 'automation',
      state: 'not-read',
      count: 0,
      owners: 0,
      knownOf: 0,
      source: 'GET /automations',
      because: 'They could not be read.'
    }
  ],
  administrators: 1,
  groupAdministrators: 0,
  owners: [
    {
      row: 7,
      userId: 41,
      username: 'zoe@corp.example',
      outcome: 'disable',
      isAdministrator: true,
      groupsAdministered: 0,
      owns: [{ kind: 'api-key', count: 1 }]
    }
  ],
  moreOwners: 0,
  consequences: ['A site administrator cannot be disabled before that right is taken away.'],
  notRead: ['Share links: They are known of 1 of 2 people.']
}
