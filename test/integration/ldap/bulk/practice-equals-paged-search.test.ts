import { expect, it } from 'vitest'
import { groupsFilter, peopleFilter } from '../../../../src-main/core/directory/filters.ts'
import { Secret } from '../../../../src-main/core/secret.ts'
import { startPracticeDirectory } from '../../../../src-main/practice/start-practice-directory.ts'
import { openLdapSession } from '../../../support/open-ldap-session.ts'
import { groupAttributes, peopleAttributes, readInBulk } from './read-in-bulk.ts'
import { readOneByOne } from './read-one-by-one.ts'

it.each(
  (['active-directory', 'openldap'] as const).flatMap((flavour) => ([1, 2, 4] as const).map((connections) => ({ flavour, connections })))
)('equals the paged search on the practice company ($flavour, $connections connections)', async ({ flavour, connections }) => {
  // given 100 people a page and 100 members a part
  await using practice = await startPracticeDirectory({ flavour })
  const { host, ldapsPort: port, caPem, baseDn, username, password } = practice
  const settings = { host, port, caPem, baseDn, username, security: 'ldaps', serverType: flavour } as const
  const people = { filter: peopleFilter(flavour, undefined), attributes: peopleAttributes }
  const groups = { filter: groupsFilter(flavour), attributes: groupAttributes }

  const seen = await readInBulk({ settings, password, request: { people, groups, connections }, pageSize: 1000 })

  using ldap = await openLdapSession({ host, port }, { security: 'ldaps', caPem })
  await ldap.session.bind(username, new Secret(password))
  expect(seen.result).toMatchObject({ ok: true, value: { end: { kind: 'complete' }, host } })
  expect(seen.people).toEqual(await readOneByOne(ldap.session, baseDn, people.filter, people.attributes))
  expect(seen.groups).toEqual(await readOneByOne(ldap.session, baseDn, groups.filter, groups.attributes))
  expect(seen.people.size).toBeGreaterThan(250)
})

it.each(['size-limit', 'dropped-mid-page'] as const)('is cut by the practice fault “%s”', async (fault) => {
  await using practice = await startPracticeDirectory({ faults: [fault] })
  const { host, ldapsPort: port, caPem, baseDn, username, password, flavour } = practice
  const settings = { host, port, caPem, baseDn, username, security: 'ldaps', serverType: flavour } as const
  const people = { filter: peopleFilter(flavour, undefined), attributes: peopleAttributes }
  for (const connections of [1, 2] as const) {
    const seen = await readInBulk({ settings, password, request: { people, connections }, pageSize: 1000 })
    expect(seen.result).toMatchObject({ ok: true, value: { end: { kind: 'cut', cut: { where: 'people' } } } })
  }
})
