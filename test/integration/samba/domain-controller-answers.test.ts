import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCommand } from '../../../scripts/run-command.mjs'
import {
  sambaAccounts,
  sambaBaseDn,
  sambaBigGroupSize,
  sambaGroups,
  sambaGroupsDn,
  sambaShortLockoutThreshold
} from '../../support/samba-accounts.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { useSamba } from '../../support/use-samba.ts'

describe('the domain controller for tests', () => {
  it('answers each state of an account with its own sub-code', async () => {
    const samba = useSamba()
    const { anna, disabled, expired, mustChange, lockedOut } = sambaAccounts

    const rightPassword = await Promise.all(
      [anna, disabled, expired, mustChange, lockedOut].map(({ userPrincipalName, password }) => samba.bind(userPrincipalName, password))
    )
    const wrongPassword = await Promise.all(
      [anna, disabled, expired, mustChange, lockedOut].map(({ userPrincipalName }) => samba.bind(userPrincipalName, 'wrong'))
    )
    const nobody = await samba.bind('nobody@corp.example.test', 'wrong')

    expect(rightPassword.map(subCode)).toEqual(['0', '49 533', '49 701', '49 773', '49 775'])
    expect(wrongPassword.map(subCode)).toEqual(['49 52e', '49 52e', '49 52e', '49 52e', '49 775'])
    expect(subCode(nobody)).toBe('49 52e')
  })

  it('demands encryption with code 8, and takes StartTLS and LDAPS', async () => {
    const samba = useSamba()
    const { userPrincipalName, password } = sambaAccounts.reader

    const codes = await Promise.all(
      (['plain', 'starttls', 'ldaps'] as const).map((transport) => samba.bind(userPrincipalName, password, transport))
    )

    expect(codes.map(({ code }) => code)).toEqual([8, 0, 0])
  })

  it('locks an account of its own after wrong passwords, and unlocks it', async () => {
    const samba = useSamba()
    await using user = await samba.createUser()
    await using _settings = await samba.setPasswordSettings({ lockoutThreshold: 2 })

    await samba.bind(user.userPrincipalName, 'wrong')
    await samba.bind(user.userPrincipalName, 'wrong')
    const locked = await samba.bind(user.userPrincipalName, user.password)
    await samba.ldbReplace(user.dn, { lockoutTime: '0' })
    const unlocked = await samba.bind(user.userPrincipalName, user.password)

    expect([locked, unlocked].map(subCode)).toEqual(['49 775', '0'])
  })

  it('makes accounts in the state a test asks for', async () => {
    const samba = useSamba()
    await using expired = await samba.createUser({ attributes: { accountExpires: '132000000000000000' } })
    await using mustChange = await samba.createUser({ attributes: { pwdLastSet: '0' } })

    const answers = await Promise.all(
      [expired, mustChange].map(({ userPrincipalName, password }) => samba.bind(userPrincipalName, password))
    )

    expect(answers.map(subCode)).toEqual(['49 701', '49 773'])
  })

  it('locks one account earlier than the domain does', async () => {
    const samba = useSamba()
    const { dn, userPrincipalName, password } = sambaAccounts.lockable

    const answers = []
    for (let tries = 0; tries < sambaShortLockoutThreshold; tries += 1) answers.push(subCode(await samba.bind(userPrincipalName, 'wrong')))
    answers.push(subCode(await samba.bind(userPrincipalName, password)))
    await samba.ldbReplace(dn, { lockoutTime: '0' })

    expect(answers).toEqual(['49 52e', '49 52e', '49 775'])
  })

  it('answers a foreign client on LDAPS and both ports of the global catalog', async () => {
    await using folder = await temporaryFolder()
    const samba = useSamba()
    const caFile = join(folder.path, 'ca.pem')
    await writeFile(caFile, samba.caPem)
    const { userPrincipalName, password } = sambaAccounts.reader
    const ask = (way: string[], base: string, ...query: string[]) =>
      // The certificate names the server and not the address: ldapsearch can only be told not to mind.
      runCommand(
        'ldapsearch',
        [
          '-x',
          '-LLL',
          '-o',
          'ldif-wrap=no',
          '-E',
          'pr=1000/noprompt',
          ...way,
          '-D',
          userPrincipalName,
          '-w',
          password,
          '-b',
          base,
          ...query
        ],
        {
          env: { ...process.env, LDAPTLS_CACERT: caFile, LDAPTLS_REQCERT: 'allow' }
        }
      )

    const ldaps = await ask(['-H', `ldaps://${samba.host}:${samba.ldapsPort}`], sambaBaseDn, '(sAMAccountName=odd)', 'cn')
    const catalog = await ask(['-H', `ldap://${samba.host}:${samba.globalCatalogPort}`, '-ZZ'], '', '(sAMAccountName=bulk*)', 'cn')
    const catalogTls = await ask(['-H', `ldaps://${samba.host}:${samba.globalCatalogTlsPort}`], '', '(sAMAccountName=anna)', 'memberOf')

    expect([ldaps.code, catalog.code, catalogTls.code]).toEqual([0, 0, 0])
    expect(/^cn: (.*)$/m.exec(ldaps.stdout)?.[1]).toBe('#1 "Q" + (R*) <S>; T\\U=V')
    expect(catalog.stdout.match(/^dn: /gm)).toHaveLength(sambaBigGroupSize)
    expect(catalogTls.stdout).toContain(`memberOf: ${sambaGroups.inner}`)
  })

  it('holds the groups the tests are written for', async () => {
    const samba = useSamba()
    const { stdout } = await runCommand('ldbsearch', ['-H', samba.databasePath, '-b', sambaGroupsDn, '(objectClass=group)', 'member'])
    const records = stdout.replaceAll('\n ', '').split('\n\n')

    const counts = Object.entries(sambaGroups).map(([name, dn]) => [
      name,
      records.find((record) => record.includes(`dn: ${dn}\n`))?.match(/^member::? /gm)?.length ?? 0
    ])

    expect(Object.fromEntries(counts)).toEqual({
      staff: 5,
      outer: 1,
      middle: 1,
      inner: 1,
      circleA: 1,
      circleB: 1,
      circleC: 2,
      big: sambaBigGroupSize,
      empty: 0,
      primary: 0,
      oddName: 1
    })
    expect(await samba.attributeOf(sambaGroups.circleC, 'memberOf')).toBe(sambaGroups.circleB)
  })
})

function subCode({ code, text }: { readonly code: number; readonly text: string }): string {
  const data = /data (\w+),/.exec(text)?.[1]
  return data === undefined ? String(code) : `${code} ${data}`
}
