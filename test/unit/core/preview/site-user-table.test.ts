import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSiteUserTable, type SiteUserRecord } from '../../../../src-main/core/preview/site-user-table.ts'
import { siteUserState } from '../../../../src-main/core/preview/site-users.ts'

const flag = fc.constantFrom(true, false, undefined)
const user: fc.Arbitrary<SiteUserRecord> = fc.record({
  id: fc.nat(1e12),
  username: fc.string(),
  email: fc.option(fc.string(), { nil: undefined }),
  name: fc.option(fc.string(), { nil: undefined }),
  authenticationMethod: fc.constantFrom('', 'sso', 'password'),
  ssoStrategyId: fc.option(fc.nat(), { nil: undefined }),
  externallyManaged: flag,
  disabled: flag,
  siteAdmin: flag,
  readonlySiteAdmin: flag,
  groupIds: fc.option(
    fc.uniqueArray(fc.integer({ min: 1, max: 30 })).map((ids) => ids.join(',')),
    { nil: undefined }
  )
})

describe('the table of site users', () => {
  it('gives back what its pages held', () => {
    fc.assert(
      fc.property(fc.array(fc.array(user, { maxLength: 30 }), { maxLength: 60 }), (pages) => {
        const table = createSiteUserTable()
        for (const page of pages) table.add(page)
        const users = table.finish({ isComplete: true, cutBecause: undefined }, new Map([[1, 'First']]))

        expect(Array.from({ length: users.count }, (_, row) => recordAt(users, row))).toEqual(pages.flat().map(expectedRecord))
      }),
      { numRuns: 50 }
    )
  })

  it('grows beyond its first size, and says when the reading was cut', () => {
    const table = createSiteUserTable()
    const page = Array.from({ length: 5000 }, (_, id) => ({ ...plain, id, username: `u${id}`, groupIds: `${id % 7},${id % 5}` }))
    table.add(page)

    const users = table.finish({ isComplete: false, cutBecause: 'The service was unavailable.' }, new Map())

    expect({ count: users.count, isComplete: users.isComplete, cutBecause: users.cutBecause }).toEqual({
      count: 5000,
      isComplete: false,
      cutBecause: 'The service was unavailable.'
    })
    expect([users.text(4999, 'username'), users.groups(4998), users.groups(0)]).toEqual(['u4999', ['group 0', 'group 3'], ['group 0']])
  })

  it('refuses pages after its end, and rows that it has not', () => {
    const table = createSiteUserTable()
    const users = table.finish({ isComplete: true, cutBecause: undefined }, new Map())

    expect(() => table.add([plain])).toThrow(TypeError)
    expect(() => users.text(0, 'username')).toThrow(RangeError)
  })
})

const plain: SiteUserRecord = {
  id: 1,
  username: 'a',
  email: undefined,
  name: undefined,
  authenticationMethod: 'sso',
  ssoStrategyId: undefined,
  externallyManaged: undefined,
  disabled: undefined,
  siteAdmin: undefined,
  readonlySiteAdmin: undefined,
  groupIds: undefined
}

function recordAt(users: ReturnType<ReturnType<typeof createSiteUserTable>['finish']>, row: number) {
  const state = users.state(row)
  return {
    id: users.id(row),
    username: users.text(row, 'username'),
    email: users.text(row, 'email'),
    name: users.text(row, 'name'),
    method: users.text(row, 'authenticationMethod'),
    strategy: users.ssoStrategyId(row),
    isManaged: (state & siteUserState.externallyManaged) !== 0,
    isDisabled: (state & siteUserState.disabled) !== 0,
    isAdmin: (state & siteUserState.siteAdmin) !== 0,
    isReader: (state & siteUserState.readOnlyAdmin) !== 0,
    groups: users.groups(row)
  }
}

function expectedRecord(record: SiteUserRecord) {
  const ids = record.groupIds === undefined || record.groupIds === '' ? [] : record.groupIds.split(',')
  return {
    id: record.id,
    username: record.username,
    email: record.email ?? '',
    name: record.name ?? '',
    method: record.authenticationMethod,
    strategy: record.ssoStrategyId,
    isManaged: record.externallyManaged === true,
    isDisabled: record.disabled === true,
    isAdmin: record.siteAdmin === true,
    isReader: record.readonlySiteAdmin === true,
    groups: ids.map((id) => (id === '1' ? 'First' : `group ${id}`))
  }
}
