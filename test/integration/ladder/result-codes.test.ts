import { describe, expect, it } from 'vitest'
import { resultMessage } from '../../support/stub-ldap-server.ts'
import { checkStub, person, refusal, stubBase, type StubAnswer } from './stub-directory.ts'
import { entryMessage } from '../../support/stub-ldap-server.ts'

describe('a sign-in refused with result', () => {
  it.each([
    [1, 'ldap.bind.refused'],
    [2, 'ldap.bind.refused'],
    [7, 'ldap.bind.not-allowed'],
    [8, 'ldap.bind.tls-wanted'],
    [10, 'ldap.bind.refused'],
    [11, 'ldap.bind.refused'],
    [13, 'ldap.bind.tls-wanted'],
    [14, 'ldap.bind.not-allowed'],
    [32, 'ldap.bind.wrong-name-or-password'],
    [34, 'ldap.bind.bad-name-syntax'],
    [48, 'ldap.bind.not-allowed'],
    [49, 'ldap.bind.wrong-name-or-password'],
    [50, 'ldap.bind.not-allowed'],
    [51, 'ldap.bind.busy'],
    [52, 'ldap.bind.busy'],
    [53, 'ldap.bind.not-allowed'],
    [80, 'ldap.bind.refused'],
    [4711, 'ldap.bind.refused']
  ])('%i is %s', async (code, problem) => {
    const { findings, binds } = await checkStub({ bind: refusal(code, 'text of the server') })

    expect(findings).toEqual([`fail ldap.bind-accepted ${problem}`, 'blocked 10 by ldap.bind-accepted'])
    expect(binds).toBe(1)
  })
})

describe('a search for people that ends with result', () => {
  const afterOne =
    (code: number, text: string): StubAnswer =>
    ({ id }) => [entryMessage(id, ...person('anna')), resultMessage(id, 'search', { code, text })]

  it.each([
    [
      1,
      '000004DC: LdapErr: DSID-0C090A5C, comment: In order to perform this operation a successful bind must be completed',
      'ldap.users.not-signed-in'
    ],
    [1, '00002020: Operation unavailable without authentication', 'ldap.users.not-signed-in'],
    [1, 'something else', 'ldap.users.refused'],
    [2, '', 'ldap.users.refused'],
    [3, '', 'ldap.users.time-limit'],
    [4, '', 'ldap.users.size-limit'],
    [10, '', 'ldap.users.refused'],
    [11, '', 'ldap.users.admin-limit'],
    [12, '00002040: SvcErr: DSID-03140594, problem 5010 (UNAVAIL_EXTENSION)', 'ldap.users.refused'],
    [16, '', 'ldap.users.refused'],
    [17, '', 'ldap.users.refused'],
    [18, '', 'ldap.users.refused'],
    [21, '', 'ldap.users.refused'],
    [32, '', 'ldap.users.refused'],
    [50, '00002098: SecErr', 'ldap.users.refused'],
    [51, '', 'ldap.users.refused'],
    [52, '', 'ldap.users.refused'],
    [53, '', 'ldap.users.refused'],
    [80, '', 'ldap.users.refused']
  ])('%i (%s) is %s', async (code, text, problem) => {
    const { findings, byId } = await checkStub({ people: afterOne(code, text) })

    const isLimit = code === 3 || code === 4 || code === 11
    expect(findings).toEqual([
      `fail ldap.users-found ${problem}`,
      'blocked 2 by ldap.users-found',
      isLimit ? 'fail ldap.limits-known ldap.limits.met' : 'not-provable-here ldap.limits-known',
      'blocked 1 by ldap.users-found'
    ])
    expect(byId('ldap.users-found').lines).toContain('People: 1 until the search was cut')
  })
})

it.each([51, 52])('advises to wait where a search is answered with result %i', async (code) => {
  const { byId } = await checkStub({ people: refusal(code) })

  expect(byId('ldap.users-found')).toHaveProperty('problem.remedy', expect.stringContaining('in a minute'))
})

describe('a base that is answered with result', () => {
  it.each([
    [10, 'ldap.base.other-domain'],
    [32, 'ldap.base.missing'],
    [34, 'ldap.base.syntax'],
    [50, 'ldap.base.hidden'],
    [1, 'ldap.users.refused'],
    [51, 'ldap.users.refused'],
    [80, 'ldap.users.refused']
  ])('%i is %s', async (code, problem) => {
    const { findings } = await checkStub({ base: refusal(code, 'text of the server') }, { baseDn: `OU=Staff,${stubBase}` })

    expect(findings).toEqual([`fail ldap.base-exists ${problem}`, 'blocked 7 by ldap.base-exists'])
  })

  it('32 of Windows, which hides the nearest parent in its text', async () => {
    const text = `0000208D: NameErr: DSID-03100241, problem 2001 (NO_OBJECT), data 0, best match of:\n\t'${stubBase}'\n`
    const { byId } = await checkStub({ base: refusal(32, text) }, { baseDn: `OU=Staff,${stubBase}` })

    expect(byId('ldap.base-exists').lines).toContain(`Nearest entry: ${stubBase}`)
  })
})

describe('a root entry that is refused with result', () => {
  it.each([1, 8, 48, 50, 53])('%i does not end the ladder', async (code) => {
    const { findings, summary } = await checkStub({ root: refusal(code) })

    expect(findings).toEqual(['warn ldap.root-dse-answers ldap.root-dse.hidden', 'not-provable-here ldap.account-safe'])
    expect(summary).toContain('pass ldap.users-found')
  })
})
