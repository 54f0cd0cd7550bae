import { expect, it } from 'vitest'
import { checkADirectory, settingsFor } from '../../support/check-a-directory.ts'
import { startSlapd } from '../../support/slapd.ts'
import { personLdif, smallCompany } from './people.ts'

it('counts 5,000 people page by page', async () => {
  const people = Array.from({ length: 4_997 }, (_, index) => personLdif('ou=people,dc=corp,dc=example,dc=test', `p${index}`))
  await using slapd = await startSlapd({ ldif: [...smallCompany(), ...people], logging: 'off' })

  const { findings, byId, report } = await checkADirectory({ ...settingsFor(slapd), timeoutMs: 20_000 })

  console.info(`A ladder over 5,000 people took ${report.durationMs} ms`)
  expect(findings).toEqual(['not-provable-here ldap.account-safe'])
  expect(byId('ldap.users-found').lines).toEqual(expect.arrayContaining(['People: 5,000', 'Pages: 5 of at most 1000 entries']))
})
