import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '../../../scripts/run-command.mjs'
import { issueCertificate, makeAuthority } from '../../../src-main/practice/make-certificates.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { openFaultDesk } from '../../support/fault-desk.ts'
import { startLdapProxy } from '../../support/ldap-proxy.ts'
import { startSlapd, type SlapdServer } from '../../support/slapd.ts'
import { completeLog } from '../ladder/slapd-log.ts'
import { groupEntries, peopleEntries, personName } from './plain-people.ts'

let slapd: SlapdServer
let caPem: string
beforeAll(async () => {
  const authority = await makeAuthority()
  caPem = authority.certificatePem
  const certificate = await issueCertificate(authority, { names: ['127.0.0.1'], key: 'rsa-2048' })
  slapd = await startSlapd({ certificate, ldif: [peopleEntries(1500), groupEntries(40, 1500)] })
})
afterAll(() => slapd.stop())

describe('a preview has no way to write to a directory', () => {
  it.each([1, 2, 4] as const)(
    'sends nothing but bind, search, abandon and unbind with %i connections, whatever is asked of it',
    async (connections) => {
      await using proxy = await startLdapProxy(slapd)
      await using faulty = await openFaultDesk({ connections })
      const read = await faulty.read({ host: proxy.host, port: proxy.port, serverType: 'auto' }, { keepAs: 'site.example.test' })
      if (!read.ok) throw new TypeError(read.error.code)
      const { previewId } = read.value
      await faulty.desk.kept(previewId)
      const afterReading = proxy.operations.length
      for (const question of [
        { kind: 'rows', query: { search: 'person', offset: 0, limit: 10 } },
        { kind: 'explain', name: personName(3) },
        { kind: 'explain', name: 'nobody' },
        { kind: 'few' },
        { kind: 'groups', query: { search: '', outcomes: [], offset: 0, limit: 5 } }
      ] as const)
        expect(await faulty.desk.ask(previewId, question, neverCancelled)).toMatchObject({ ok: true })
      await faulty.desk.export(previewId, { format: 'csv', path: `${faulty.folder}/export.csv`, query: {} }, neverCancelled)
      await proxy.untilAllClosed()

      expect(proxy.refused).toEqual([])
      expect(new Set(proxy.operations)).toEqual(new Set(['bind', 'search', 'unbind']))
      // and nothing at all after the reading
      expect(proxy.operations.length).toBe(afterReading)
      expect(proxy.operations.filter((operation) => operation === 'bind').length).toBeLessThanOrEqual(connections)
    }
  )

  it.each(['ldaps', 'starttls'] as const)(
    'does nothing but that in the log of the server over %s, a cancelled and a broken reading included',
    async (security) => {
      const port = security === 'ldaps' ? (slapd.ldapsPort ?? 0) : slapd.port
      const before = (await completeLog(slapd)).length
      await using faulty = await openFaultDesk({ connections: 4 })
      const way = { host: slapd.host, port, security, caPem, allowCleartext: false, serverType: 'auto' } as const
      const read = await faulty.read(way)
      expect(read).toMatchObject({ ok: true, value: { summary: { isComplete: true, people: 1500 } } })
      const controller = new AbortController()
      const tell = (): void => controller.abort()
      await expect(faulty.read(way, {}, { signal: controller.signal, tell })).rejects.toThrow('Cancelled')

      const log = (await completeLog(slapd)).slice(before)
      const operations = new Set([...log.matchAll(/conn=\d+ op=\d+ ([A-Z]+)/g)].map(([, operation]) => operation))
      const allowed = ['BIND', 'SRCH', 'SEARCH', 'UNBIND', 'ABANDON', 'RESULT', ...(security === 'starttls' ? ['EXT', 'STARTTLS'] : [])]
      expect([...operations].filter((operation) => !allowed.includes(operation ?? ''))).toEqual([])
      expect([...log.matchAll(/EXT oid=(\S+)/g)].every(([, oid]) => oid === '1.3.6.1.4.1.1466.20037')).toBe(true)
      expect(log).toContain('SRCH')
    }
  )
})

describe('the proxy that this rests on', () => {
  it('refuses what would write', async () => {
    await using proxy = await startLdapProxy(slapd)
    const url = `ldap://${proxy.host}:${String(proxy.port)}`
    const { code } = await runCommand('ldapdelete', [
      '-x',
      '-H',
      url,
      '-D',
      slapd.rootDn,
      '-w',
      slapd.rootPassword,
      `cn=group 1,${slapd.groupsDn}`
    ])
    expect(code).not.toBe(0)
    expect(proxy.refused).toEqual(['0x4a'])
  })
})
