import { describe, expect, it } from 'vitest'
import { lookAtServer } from '../../../src-main/app/preview/look-at-server.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { LdapFailure } from '../../../src-main/core/model/directory-facts.ts'
import type { DirectorySettings } from '../../../src-main/core/model/directory-settings.ts'
import type { DirectoryPort, DirectorySession } from '../../../src-main/core/ports/directory.ts'

const settings: DirectorySettings = {
  host: 'dc1',
  backupHosts: ['dc2'],
  port: 636,
  security: 'ldaps',
  serverType: 'auto',
  username: 'x',
  baseDn: 'dc=x',
  usernameField: 'uid',
  domain: '',
  allowCleartext: false,
  timeoutMs: 1000
}
const timedOut: LdapFailure = { kind: 'timed-out', during: 'operation', timeoutMs: 1000 }
const refused: LdapFailure = { kind: 'result', code: 50, name: 'insufficientAccessRights', text: '', matchedDn: '' }
const busy: LdapFailure = { kind: 'result', code: 51, name: 'busy', text: '', matchedDn: '' }
const activeDirectory = { dn: '', attributes: new Map([['supportedcapabilities', ['1.2.840.113556.1.4.800']]]) }

type RootDse = Awaited<ReturnType<DirectorySession['read']>>

function directory(answers: Readonly<Record<string, RootDse>>): DirectoryPort {
  return {
    open: ({ host }) =>
      Promise.resolve({
        ok: true,
        value: {
          read: () => Promise.resolve(answers[host] ?? { ok: false, error: timedOut }),
          close: () => undefined,
          bind: neverAsked,
          whoAmI: neverAsked,
          search: neverAsked
        }
      })
  }
}

describe('the look at a server whose kind is not known', () => {
  it.each([
    ['hangs', timedOut],
    ['is busy', busy]
  ])('goes on to the next host when one %s, and does not take it for OpenLDAP', async (_, error) => {
    const port = directory({ dc1: { ok: false, error }, dc2: { ok: true, value: activeDirectory } })

    expect(await lookAtServer(port, settings, neverCancelled)).toMatchObject({
      ok: true,
      value: { serverType: 'active-directory', hosts: ['dc2'] }
    })
  })

  it('fails when nobody answers', async () => {
    expect(await lookAtServer(directory({}), settings, neverCancelled)).toEqual({
      ok: false,
      error: { host: 'dc2', failure: timedOut, earlier: [{ host: 'dc1', failure: timedOut }] }
    })
  })

  it('takes a server that hides its description for OpenLDAP, as the checks do', async () => {
    const port = directory({ dc1: { ok: false, error: refused } })

    expect(await lookAtServer(port, settings, neverCancelled)).toMatchObject({ value: { serverType: 'openldap', hosts: ['dc1', 'dc2'] } })
  })
})

function neverAsked(): never {
  throw new Error('This is not asked')
}
