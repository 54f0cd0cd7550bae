import { connect } from 'node:tls'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { practiceFaults, type PracticeFaultName } from '../../../src-main/practice/practice-faults.ts'
import { startPracticeDirectory, type PracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { RawClient, type RawAnswer } from './raw-client.ts'

/** What a careful client meets, step by step, until something is wrong. */
const symptoms: Readonly<Record<PracticeFaultName, (directory: PracticeDirectory) => Promise<unknown>>> = {
  'silent-server': async (directory) => expect(await Promise.race([handshake(directory), delay(300, 'silence')])).toBe('silence'),
  'no-ldaps-certificate': async (directory) => {
    expect(await handshake(directory)).toBe('ECONNRESET')
    await expect(startTls(directory)).rejects.toThrow(/52 .*Error initializing SSL/)
  },
  'plain-text-on-ldaps-port': async (directory) => {
    expect(await handshake(directory)).toBe('ERR_SSL_WRONG_VERSION_NUMBER')
    await using client = await RawClient.connect(directory.ldapsPort)
    expect(await client.bind(directory.username, directory.password)).toMatchObject({ code: 0 })
  },
  'old-tls': async (directory) => {
    expect(await handshake(directory)).toBe('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION')
    expect(await handshake(directory, { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' })).toBe('trusted')
  },
  'missing-intermediate': async (directory) => expect(await handshake(directory)).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
  'wrong-name': async (directory) => expect(await handshake(directory)).toBe('ERR_TLS_CERT_ALTNAME_INVALID'),
  'expired-certificate': async (directory) => expect(await handshake(directory)).toBe('CERT_HAS_EXPIRED'),
  'not-yet-valid-certificate': async (directory) => expect(await handshake(directory)).toBe('CERT_NOT_YET_VALID'),
  'no-server-purpose': async (directory) => expect(await handshake(directory)).toBe('INVALID_PURPOSE'),
  'weak-key': async (directory) => {
    const { bits } = await presentedCertificate(directory)
    expect(bits).toBe(1024)
  },
  'self-signed': async (directory) => expect(await handshake(directory)).toBe('DEPTH_ZERO_SELF_SIGNED_CERT'),
  'garbage-answer': async (directory) => {
    await using client = await RawClient.connect(directory.ldapPort)
    const bytes = client.nextBytes()
    client.send(Buffer.from('300c020101600702010304008000', 'hex'))
    expect((await bytes).toString()).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
  },
  'slow-answers': async (directory) => {
    await using client = await open(directory)
    const before = performance.now()
    expect((await client.search({ base: '', scope: 'base' })).code).toBe(0)
    expect(performance.now() - before).toBeGreaterThan(190)
  },
  'old-server-type': async (directory) => {
    await using client = await open(directory)
    const { entries } = await client.search({ base: '', scope: 'base', attributes: ['*', '+'] })
    expect(entries[0]?.attributes.get('objectClass')?.map(String)).toContain('OpenLDAProotDSE')
    expect(directory.flavour).toBe('active-directory')
  },
  'strong-auth-required': async (directory) => {
    expect(await bindResult(directory, 'none')).toMatchObject({
      code: 8,
      text: expect.stringContaining('00002028: LdapErr: DSID-') as string
    })
    expect(await bindResult(directory, 'ldaps')).toMatchObject({ code: 0 })
  },
  'channel-binding': async (directory) => {
    expect(await bindResult(directory, 'ldaps')).toMatchObject({
      code: 49,
      text: expect.stringMatching(/^80090346: .* data 80090346, v4563\0$/) as string
    })
  },
  'wrong-password': (directory) => expectSubCode(directory, '52e'),
  'locked-account': (directory) => expectSubCode(directory, '775'),
  'disabled-account': (directory) => expectSubCode(directory, '533'),
  'account-expired': (directory) => expectSubCode(directory, '701'),
  'expired-password': (directory) => expectSubCode(directory, '532'),
  'must-change-password': (directory) => expectSubCode(directory, '773'),
  'lying-bind': async (directory) => {
    await using client = await open(directory)
    expect(await client.bind(directory.username, 'not the password at all')).toMatchObject({ code: 0 })
    expect(await client.whoAmI()).toBe('')
    expect(await client.search({ base: directory.baseDn })).toMatchObject({ code: 1, text: expect.stringContaining('000004DC') as string })
  },
  'wrong-base': async (directory) => {
    const answer = await searchPeople(directory)
    expect(answer).toMatchObject({ code: 32, matchedDn: 'OU=Company,DC=practice,DC=example' })
  },
  'referral-only': async (directory) => {
    expect(await searchPeople(directory)).toMatchObject({ code: 10, text: expect.stringContaining('0000202B: RefErr') as string })
  },
  'empty-result-success': async (directory) => {
    const { code, entries } = await searchPeople(directory)
    expect({ code, count: entries.length }).toEqual({ code: 0, count: 0 })
    await using client = await signIn(directory)
    expect((await client.search({ base: directory.baseDn, scope: 'base' })).entries).toHaveLength(1)
  },
  'size-limit': async (directory) => {
    await using client = await signIn(directory)
    const pages = await client.searchPaged({ base: directory.baseDn, filter: people(directory) }, 40)
    expect(pages.map(({ code, entries }) => [code, entries.length])).toEqual([
      [0, 40],
      [0, 40],
      [4, 20]
    ])
  },
  'dropped-mid-page': async (directory) => {
    await using client = await signIn(directory)
    await expect(client.searchPaged({ base: directory.baseDn, filter: people(directory) }, 1000)).rejects.toThrow(
      'the server closed the connection'
    )
  },
  'missing-mail': async (directory) => {
    const everybody = await allPeople(directory)
    const withMail = everybody.filter(({ attributes }) => attributes.has('mail'))
    expect(withMail.length).toBeLessThan(everybody.length / 2)
    expect(withMail.length).toBeGreaterThan(50)
  },
  'duplicate-usernames': async (directory) => {
    const everybody = await allPeople(directory)
    const names = everybody.flatMap(
      ({ attributes }) => attributes.get(directory.usernameField)?.map((name) => name.toString().toLowerCase()) ?? []
    )
    expect(names.length - new Set(names).size).toBe(1)
  }
}

describe('each fault shows what it says', () => {
  it.each(practiceFaults.map(({ name, flavour, title }) => [name, flavour, title] as const))('%s on %s: %s', async (name) => {
    await using directory = await startPracticeDirectory({ faults: [name], slowAnswerMs: 200 })

    await symptoms[name](directory)
  })

  it('and without a fault everything is well, on both kinds of directory', async () => {
    for (const flavour of ['active-directory', 'openldap'] as const) {
      await using directory = await startPracticeDirectory({ flavour })
      await using client = await signIn(directory)

      expect(await handshake(directory)).toBe('trusted')
      expect(await client.whoAmI()).not.toBe('')
      expect((await allPeople(directory)).length).toBeGreaterThan(300)
    }
  })

  it.each<PracticeFaultName>([
    ...(['no-ldaps-certificate', 'wrong-name', 'dropped-mid-page', 'missing-mail', 'size-limit', 'duplicate-usernames'] as const)
  ])('%s on the other kind of directory', async (name) => {
    const usual = practiceFaults.find((fault) => fault.name === name)?.flavour
    await using directory = await startPracticeDirectory({
      faults: [name],
      flavour: usual === 'openldap' ? 'active-directory' : 'openldap'
    })

    if (name !== 'no-ldaps-certificate') await symptoms[name](directory)
    else await expect(startTls(directory)).rejects.toThrow('StartTLS: 2 unsupported extended operation')
  })

  it('in the words of OpenLDAP', async () => {
    await using stale = await startPracticeDirectory({ flavour: 'openldap', faults: ['wrong-password', 'wrong-base'] })
    await using lying = await startPracticeDirectory({ flavour: 'openldap', faults: ['lying-bind', 'strong-auth-required'] })
    await using careful = await startPracticeDirectory({ flavour: 'openldap', faults: ['strong-auth-required', 'wrong-base'] })
    await using guest = await open(lying)
    await using reader = await signIn(careful)

    expect(await bindResult(stale, 'ldaps')).toEqual({ code: 49, matchedDn: '', text: '' })
    expect([await guest.bind('cn=whoever', 'whatever'), await guest.whoAmI()]).toMatchObject([{ code: 0 }, ''])
    expect(await guest.search({ base: lying.baseDn })).toMatchObject({ code: 32, matchedDn: '' })
    expect(await bindResult(careful, 'none')).toMatchObject({ code: 13, text: 'confidentiality required' })
    expect(await reader.search({ base: careful.baseDn })).toMatchObject({ code: 32, matchedDn: 'dc=practice,dc=example' })
  })

  it('or refuses to start where it cannot', async () => {
    for (const { name, flavour, isFlavourBound } of practiceFaults) {
      const other = flavour === 'openldap' ? 'active-directory' : 'openldap'
      const start = startPracticeDirectory({ faults: [name], flavour: other, slowAnswerMs: 200 })
      if (isFlavourBound) await expect(start).rejects.toThrow(`${other} cannot have the fault ${name}`)
      else await (await start).close()
    }
  })

  it('together with others: a stale password behind an expired certificate with the wrong name', async () => {
    await using directory = await startPracticeDirectory({ faults: ['expired-certificate', 'wrong-name', 'wrong-password'] })

    const certificate = await presentedCertificate(directory)

    expect(new Date(certificate.valid_to).getTime()).toBeLessThan(Date.now())
    expect(certificate.subjectaltname).toBe('DNS:old-dc.harbour.example')
    await expectSubCode(directory, '52e')
  })
})

interface TlsLooseness {
  readonly minVersion?: 'TLSv1'
  readonly ciphers?: string
}

/** `trusted`, or the code that Node gives. */
function handshake(directory: PracticeDirectory, looseness: TlsLooseness = {}): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(
      { port: directory.ldapsPort, host: directory.host, servername: directory.serverName, ca: directory.caPem, ...looseness },
      () => {
        resolve('trusted')
        socket.destroy()
      }
    )
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
  })
}

function presentedCertificate(directory: PracticeDirectory): Promise<ReturnType<ReturnType<typeof connect>['getPeerCertificate']>> {
  return new Promise((resolve, reject) => {
    const socket = connect(
      { port: directory.ldapsPort, host: directory.host, servername: directory.serverName, rejectUnauthorized: false },
      () => {
        resolve(socket.getPeerCertificate())
        socket.destroy()
      }
    )
    socket.once('error', reject)
  })
}

async function startTls(directory: PracticeDirectory): Promise<void> {
  await using client = await RawClient.connect(directory.ldapPort)
  await using secured = await client.startTls({ servername: directory.serverName, ca: directory.caPem })
  expect(secured).toBeInstanceOf(RawClient)
}

function open(directory: PracticeDirectory, security: 'ldaps' | 'none' = 'ldaps'): Promise<RawClient> {
  if (security === 'none') return RawClient.connect(directory.ldapPort)
  return RawClient.connectTls(directory.ldapsPort, { servername: directory.serverName, ca: directory.caPem, rejectUnauthorized: false })
}

async function bindResult(directory: PracticeDirectory, security: 'ldaps' | 'none'): Promise<unknown> {
  await using client = await open(directory, security)
  return await client.bind(directory.username, directory.password)
}

async function expectSubCode(directory: PracticeDirectory, data: string): Promise<void> {
  const text = `80090308: LdapErr: DSID-0C09044E, comment: AcceptSecurityContext error, data ${data}, v4563\0`
  expect(await bindResult(directory, 'ldaps')).toEqual({ code: 49, matchedDn: '', text })
}

async function signIn(directory: PracticeDirectory): Promise<RawClient> {
  const client = await open(directory)
  expect(await client.bind(directory.username, directory.password)).toMatchObject({ code: 0 })
  return client
}

function people(directory: PracticeDirectory): { readonly kind: 'equal'; readonly attribute: string; readonly value: Buffer } {
  return directory.flavour === 'openldap'
    ? { kind: 'equal', attribute: 'objectClass', value: Buffer.from('inetOrgPerson') }
    : { kind: 'equal', attribute: 'sAMAccountType', value: Buffer.from('805306368') }
}

async function searchPeople(directory: PracticeDirectory): Promise<RawAnswer> {
  await using client = await signIn(directory)
  return await client.search({ base: directory.baseDn, filter: people(directory) })
}

async function allPeople(directory: PracticeDirectory): Promise<RawAnswer['entries']> {
  await using client = await signIn(directory)
  const pages = await client.searchPaged({ base: directory.baseDn, filter: people(directory) }, 1000)
  return pages.flatMap(({ entries }) => entries)
}
