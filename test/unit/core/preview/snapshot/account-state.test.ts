import { describe, expect, it } from 'vitest'
import type { ServerType } from '../../../../../src-main/core/model/directory-settings.ts'
import { accountState } from '../../../../../src-main/core/preview/directory-snapshot.ts'
import { createSnapshotBuilder } from '../../../../../src-main/core/preview/snapshot/snapshot-builder.ts'
import { sampleReading } from './sample-reading.ts'

const { disabled, expired, locked, passwordExpired } = accountState
const now = new Date('2026-11-22T00:00:00Z')
const tickBefore = '134397791999999999'
const tickAfter = '134397792000010000'

describe('the state of an account in Active Directory', () => {
  it.each([
    [{}, 0],
    [{ useraccountcontrol: '512' }, 0],
    [{ useraccountcontrol: '514' }, disabled],
    [{ useraccountcontrol: '66050' }, disabled],
    [{ useraccountcontrol: '-2147483134' }, disabled],
    [{ useraccountcontrol: '8389120' }, passwordExpired],
    [{ useraccountcontrol: 'many' }, 0],
    [{ 'msds-user-account-control-computed': '8388608' }, passwordExpired],
    [{ 'msds-user-account-control-computed': '16', lockouttime: '134084000000000000' }, locked],
    [{ 'msds-user-account-control-computed': '0', lockouttime: '134084000000000000' }, 0],
    [{ lockouttime: '134084000000000000' }, locked],
    [{ lockouttime: '0' }, 0],
    [{ accountexpires: '0' }, 0],
    [{ accountexpires: '9223372036854775807' }, 0],
    [{ accountexpires: '132000000000000000' }, expired],
    [{ accountexpires: tickBefore }, expired],
    [{ accountexpires: tickAfter }, 0],
    [{ accountexpires: '9223372036854775806' }, 0],
    [{ accountexpires: 'soon' }, 0],
    [
      { useraccountcontrol: '514', 'msds-user-account-control-computed': '8388624', accountexpires: '132000000000000000' },
      disabled | expired | locked | passwordExpired
    ]
  ])('%j is %i', (attributes, state) => {
    expect(stateOf(attributes, 'active-directory')).toBe(state)
  })
})

describe('the state of an account in OpenLDAP', () => {
  it.each([
    [{}, 0],
    [{ pwdaccountlockedtime: '000001010000Z' }, locked],
    [{ pwdaccountlockedtime: '20261121235959Z' }, locked],
    [{ pwdendtime: '20261121235959Z' }, expired],
    [{ pwdendtime: '20261122000001Z' }, 0],
    [{ pwdendtime: '20261122003000+0100' }, expired],
    [{ pwdendtime: '2026112200Z' }, 0],
    [{ pwdendtime: '20261121235959.25Z' }, expired],
    [{ pwdendtime: 'yesterday' }, 0],
    [{ shadowexpire: '20778' }, expired],
    [{ shadowexpire: '20779' }, expired],
    [{ shadowexpire: '20780' }, 0],
    [{ shadowexpire: '0' }, 0],
    [{ shadowexpire: '-1' }, 0],
    [{ useraccountcontrol: '514' }, 0]
  ])('%j is %i', (attributes, state) => {
    expect(stateOf(attributes, 'openldap')).toBe(state)
  })
})

function stateOf(attributes: Readonly<Record<string, string>>, serverType: ServerType): number {
  const builder = createSnapshotBuilder({ usernameField: 'uid', serverType, now })
  const values = new Map(Object.entries(attributes).map(([name, value]) => [name, [value]]))
  builder.addTextPerson({ dn: 'cn=anna,dc=x', attributes: values })
  return builder.finish(sampleReading()).people.state(0)
}
