import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkMappings } from '../../../src-main/core/scim/check-mappings.ts'

type Mapping = Record<string, unknown>

const plain = (target: string, name: string, matchingPriority = 0): Mapping => ({
  targetAttributeName: target,
  matchingPriority,
  source: { type: 'Attribute', name, expression: `[${name}]`, parameters: [] }
})
const active: Mapping = {
  targetAttributeName: 'active',
  matchingPriority: 0,
  source: {
    type: 'Function',
    name: 'Switch',
    expression: 'Switch([IsSoftDeleted], , "False", "True", "True", "False")',
    parameters: [
      { key: 'source', value: { type: 'Attribute', name: 'IsSoftDeleted', expression: '[IsSoftDeleted]', parameters: [] } },
      { key: 'defaultValue', value: { type: 'Constant', name: '', expression: '' } }
    ]
  }
}
const good: readonly Mapping[] = [
  plain('userName', 'userPrincipalName', 1),
  active,
  plain('displayName', 'displayName'),
  plain('emails[type eq "work"].value', 'mail'),
  plain('name.givenName', 'givenName'),
  plain('name.familyName', 'surname'),
  plain('externalId', 'mailNickname')
]
const schema = (mappings: readonly Mapping[]) => ({
  synchronizationRules: [
    {
      objectMappings: [
        {
          sourceObjectName: 'Group',
          targetObjectName: 'urn:ietf:params:scim:schemas:core:2.0:Group',
          attributeMappings: [plain('displayName', 'displayName', 1)]
        },
        {
          sourceObjectName: 'User',
          targetObjectName: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
          attributeMappings: mappings
        }
      ]
    }
  ]
})
const without = (target: string, ...more: Mapping[]) => [...good.filter((mapping) => mapping['targetAttributeName'] !== target), ...more]

function codesOf(value: unknown): readonly string[] {
  const checked = checkMappings(JSON.stringify(value))
  return checked.ok ? checked.value.problems.map(({ code }) => code) : [checked.error.code]
}

describe('attribute mappings of Entra ID', () => {
  it('are right as a new configuration has them, as schema and as a bare list', () => {
    for (const form of [schema(good), { schema: schema(good) }, good, { attributeMappings: good }]) expect(codesOf(form)).toEqual([])
    const checked = checkMappings(JSON.stringify(good))
    expect(checked.ok && checked.value.rows.map(({ target, verdict }) => [target, verdict])).toEqual([
      ['userName', 'right'],
      ['emails[type eq "work"].value', 'right'],
      ['name.givenName', 'right'],
      ['name.familyName', 'right'],
      ['active', 'right'],
      ['displayName', 'ignored'],
      ['externalId', 'ignored']
    ])
  })

  it.each([
    ['userName from mail', without('userName', plain('userName', 'mail', 1)), ['scim.mapping.user-name']],
    ['userName missing', without('userName'), ['scim.mapping.user-name']],
    [
      'mail from elsewhere',
      without('emails[type eq "work"].value', plain('emails[type eq "work"].value', 'otherMails')),
      ['scim.mapping.mail']
    ],
    ['a name missing', without('name.givenName'), ['scim.mapping.names']],
    ['active missing', without('active'), ['scim.mapping.active']],
    ['active from accountEnabled', without('active', plain('active', 'accountEnabled')), ['scim.mapping.active']],
    [
      'matching by mail',
      [
        ...without('userName', plain('userName', 'userPrincipalName')).map((mapping) =>
          mapping['targetAttributeName'] === 'externalId' ? { ...mapping, matchingPriority: 1 } : mapping
        )
      ],
      ['scim.mapping.matching']
    ],
    [
      'matching by two',
      good.map((mapping) => (mapping['targetAttributeName'] === 'externalId' ? { ...mapping, matchingPriority: 2 } : mapping)),
      ['scim.mapping.matching']
    ]
  ])('tell %s', (_what, mappings, codes) => {
    expect(codesOf(schema(mappings))).toEqual(codes)
  })

  it('take a function around the one attribute for right', () => {
    const lower = {
      targetAttributeName: 'userName',
      matchingPriority: 1,
      source: { type: 'Function', name: 'ToLower', expression: 'ToLower([userPrincipalName])', parameters: [] }
    }
    expect(codesOf(without('userName', lower))).toEqual([])
  })

  it.each([
    ['', 'empty'],
    ['<html>', 'page'],
    ['targetAttributeName,source', 'no JSON'],
    ['[]', 'no attribute mappings'],
    ['{}', 'neither'],
    [JSON.stringify({ synchronizationRules: [] }), 'no mapping from users'],
    [JSON.stringify(schema([])), 'no mapping that names']
  ])('are not in %j', (text, reason) => {
    const checked = checkMappings(text)
    expect(checked.ok ? '' : checked.error.cause).toContain(reason)
  })

  it.each([{ toString: null, valueOf: null }, { valueOf: 1, toString: 2 }, [[{ toString: '' }]], true, '1', 'first', null])(
    'are read when the precedence is %j, which counts only as a number or its digits',
    (matchingPriority) => {
      const mappings = good.map((mapping) => (mapping['targetAttributeName'] === 'userName' ? { ...mapping, matchingPriority } : mapping))
      expect(codesOf(mappings)).toEqual([])
    }
  )

  it('are read without ever throwing, whatever stands in the file', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void checkMappings(text)))
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (source, target) => {
        void checkMappings(
          JSON.stringify([{ targetAttributeName: 'userName', source, matchingPriority: target }, { targetAttributeName: target }])
        )
      })
    )
  })
})
