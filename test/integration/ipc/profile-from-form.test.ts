import { expect, it } from 'vitest'
import type { Reply } from '../../../src-main/contract/operations.ts'
import { emptyDirectoryForm } from '../../../src-main/core/model/directory-form.ts'
import { createPractice } from '../../../src-main/practice/create-practice.ts'
import { openDoor } from '../../support/open-door.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const form = { ...emptyDirectoryForm, host: 'dc1.corp.example', baseDn: 'DC=corp,DC=example', serverType: 'openldap' as const }

it('says what gets lost on the way from the directory form to Files.com, and nothing when nothing does', async () => {
  // given a site that is not the practice site of this window
  await using folder = await temporaryFolder()
  const { address, key } = await createPractice().startSite()
  const door = openDoor(folder.path)
  const typed = { kind: 'typed', value: key.reveal() } as const
  const { site } = value(await door.invoke('site.connect', { address, key: typed, keepKey: false, probeWrites: false }))

  // when a directory is taken over that is spoken to by StartTLS, with a certificate authority of its own, and then a plain one
  const lossy = { ...form, security: 'starttls', port: '389', caPem: 'pem' } as const
  const withLosses = value(await door.invoke('profile.from-form', { site, form: lossy }))
  const without = value(await door.invoke('profile.from-form', { site, form }))

  // then
  expect(withLosses.profile.siteLdap).toMatchObject({ ldap_port: 636, ldap_secure: true })
  expect(withLosses.notes).toEqual([
    expect.stringContaining('not StartTLS: LDAPS is entered'),
    expect.stringContaining('on this computer only')
  ])
  expect(without.notes).toEqual([])
})

function value<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(JSON.stringify(reply.error, undefined, 2))
  return reply.value
}
