import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultyReader, faultySuffix, openFaultDesk } from '../../support/fault-desk.ts'
import { type AnswerFate, type ProxiedAnswer, startLdapProxy } from '../../support/ldap-proxy.ts'
import { plainRules } from '../../support/plain-snapshot.ts'
import { startSlapd, type SlapdServer } from '../../support/slapd.ts'
import { resultMessage } from '../../support/stub-ldap-server.ts'
import { peoplePage, startScriptedDirectory } from '../ldap/bulk/scripted-directory.ts'
import { expectIncomplete, lenient } from './expect-incomplete.ts'
import { groupEntries, peopleEntries, personDn, personName } from './plain-people.ts'

let slapd: SlapdServer
beforeAll(async () => {
  slapd = await startSlapd({ ldif: [peopleEntries(300), groupEntries(40, 300)] })
})
afterAll(() => slapd.stop())

const endOfPage = ({ of, kind, pages }: ProxiedAnswer, page: number): boolean => of === 'people' && kind === 'done' && pages === page

describe('a directory that gives less than it has', () => {
  it.each([
    ['a size limit that paging does not lift', { readerSizeLimit: 120 }],
    ['a size limit for all pages together', { readerSizeLimit: { soft: 50, hard: 50, pagedTotal: 120 } }]
  ])('is incomplete with %s', async (_what, limits) => {
    await using limited = await startSlapd({ ldif: peopleEntries(300), ...limits })
    await using faulty = await openFaultDesk()
    const read = await faulty.read(limited, { rules: lenient })
    if (!read.ok) throw new TypeError(read.error.code)
    expect(read.value.reading.end).toMatchObject({ because: expect.stringContaining('sizeLimitExceeded (4)') as unknown })
    expect(read.value.summary.people).toBe(120)
    await expectIncomplete(faulty.desk, read.value)
  })

  it('is incomplete without paging, when the limit comes after half of the people', async () => {
    await using stub = await startScriptedDirectory(({ id, of }, connection) => {
      if (of !== 'people') return undefined
      connection.send(...peoplePage(id, 0, 150).slice(0, 150), resultMessage(id, 'search', { code: 4 }))
      return 'answered'
    })
    await using faulty = await openFaultDesk()
    const read = await faulty.read(stub, { rules: lenient })
    if (!read.ok) throw new TypeError(read.error.code)
    expect(read.value.summary.people).toBe(150)
    await expectIncomplete(faulty.desk, read.value)
  })

  it.each([
    ['paging is forbidden', { readerSizeLimit: { soft: 50, hard: 50, pagedTotal: 'disabled' } }, {}],
    ['too many entries would have to be looked at', { databaseConfig: `limits dn.exact="${faultyReader.dn}" size.unchecked=10` }, {}],
    ['the base belongs to another server', { globalConfig: 'referral ldap://other.test' }, { baseDn: 'dc=other,dc=test' }],
    ['the base does not exist', {}, { baseDn: `ou=gone,${faultySuffix}` }]
  ] as const)('is a problem and no preview when %s', async (_what, options, settings) => {
    await using refusing = await startSlapd({ ldif: peopleEntries(30), ...options })
    await using faulty = await openFaultDesk()
    const read = await faulty.read({ host: refusing.host, port: refusing.port, ...settings })
    expect(read.ok).toBe(false)
    if (!read.ok) expect(read.error.remedy).not.toBe('')
  })

  it('still finds everybody else when entries are deleted between its pages', async () => {
    await using shrinking = await startSlapd({ ldif: peopleEntries(300) })
    const gone = [49, 50, 51, 99, 100, 149, 250, 299]
    await using proxy = await startLdapProxy(shrinking, async (answer): Promise<AnswerFate> => {
      if (endOfPage(answer, 0)) await shrinking.add(gone.map((index) => `dn: ${personDn(index)}\nchangetype: delete\n`).join('\n'))
      return 'pass'
    })
    await using faulty = await openFaultDesk()
    const read = await faulty.read({ host: proxy.host, port: proxy.port })
    if (!read.ok) throw new TypeError(read.error.code)
    // Those of the first page had come; a server that deletes is no server that breaks off.
    expect(read.value.reading.end).toEqual({ kind: 'complete' })
    expect(read.value.summary.people).toBe(300 - gone.length + 1)
  })

  it('is stopped by the last good run and by people who must be found, when it calls half of its people all', async () => {
    await using faulty = await openFaultDesk()
    const keepAs = 'site.example.test'
    const whole = await faulty.read(slapd, { keepAs })
    if (!whole.ok) throw new TypeError(whole.error.code)
    expect(await faulty.desk.kept(whole.value.previewId)).toMatchObject({ ok: true })

    // when the server ends after the third page and says that this was all
    await using proxy = await startLdapProxy(slapd, (answer) => (endOfPage(answer, 2) ? resultMessage(answer.id, 'search') : 'pass'))
    const { limits } = plainRules()
    const half = await faulty.read(
      { host: proxy.host, port: proxy.port },
      { keepAs, rules: plainRules({ limits: { ...limits, mustBeFound: [personName(299)] } }) }
    )

    if (!half.ok) throw new TypeError(half.error.code)
    const { safety, isComplete } = half.value.summary
    expect(isComplete).toBe(true)
    const reasons = safety.kind === 'safe' ? [] : safety.reasons.map(({ problem, canBeOverridden }) => [problem.code, canBeOverridden])
    expect(reasons).toEqual([
      ['plan.safety.must-be-found', false],
      ['plan.safety.directory-shrunk', true]
    ])
  })

  it('is never the last good run when it was cut', async () => {
    await using faulty = await openFaultDesk()
    const keepAs = 'site.example.test'
    await using proxy = await startLdapProxy(slapd, (answer) => (answer.of === 'people' && answer.entries >= 120 ? 'close' : 'pass'))
    const cut = await faulty.read({ host: proxy.host, port: proxy.port }, { keepAs })
    if (!cut.ok) throw new TypeError(cut.error.code)
    await faulty.desk.kept(cut.value.previewId)
    expect(await faulty.desk.runs(keepAs)).toMatchObject({ ok: true, value: [{ summary: { isComplete: false } }] })

    const whole = await faulty.read(slapd, { keepAs })
    expect(whole).toMatchObject({ ok: true, value: { earlier: undefined, summary: { isComplete: true, people: 300 } } })

    // and read again from the disk it is what it was
    if (cut.value.runId === undefined) throw new TypeError('It was not kept')
    const recorded = await faulty.read(slapd, { people: { kind: 'recorded', runId: cut.value.runId }, rules: lenient })
    if (!recorded.ok) throw new TypeError(recorded.error.code)
    await expectIncomplete(faulty.desk, recorded.value)
  })

  it('is whole when only a further connection does not open', async () => {
    await using proxy = await startLdapProxy(slapd, ({ connection }) => (connection > 1 ? 'close' : 'pass'))
    await using faulty = await openFaultDesk({ connections: 4 })
    const read = await faulty.read({ host: proxy.host, port: proxy.port })
    expect(read).toMatchObject({ ok: true, value: { summary: { isComplete: true, people: 300, groups: { total: 40 } } } })
  })
})
