import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PreviewView } from '../../../src-main/core/preview/preview-desk.ts'
import { faultyReader, faultySuffix, openFaultDesk, type FaultDeskOptions, type ReachableDirectory } from '../../support/fault-desk.ts'
import { type AnswerFate, type ProxiedAnswer, startLdapProxy } from '../../support/ldap-proxy.ts'
import { plainRules } from '../../support/plain-snapshot.ts'
import { startSlapd, type SlapdServer } from '../../support/slapd.ts'
import { entryMessage, resultMessage } from '../../support/stub-ldap-server.ts'
import { groupEntries, peopleEntries, personDn, personName } from './plain-people.ts'
import { peoplePage, startScriptedDirectory } from '../ldap/bulk/scripted-directory.ts'
import { expectIncomplete, lenient } from './expect-incomplete.ts'

let slapd: SlapdServer
beforeAll(async () => {
  slapd = await startSlapd({ ldif: [peopleEntries(300), groupEntries(40, 300)] })
})
afterAll(() => slapd.stop())

/** A desk that reads slapd through a proxy which does this to its answers. */
async function viewThrough(
  fateOf: (answer: ProxiedAnswer) => AnswerFate | Promise<AnswerFate>,
  settings: Partial<ReachableDirectory> = {},
  options: FaultDeskOptions = {}
): Promise<PreviewView> {
  await using proxy = await startLdapProxy(slapd, fateOf)
  await using faulty = await openFaultDesk(options)
  const read = await faulty.read({ host: proxy.host, port: proxy.port, ...settings }, { rules: lenient })
  if (!read.ok) throw new TypeError(`${read.error.code}: ${read.error.cause}`)
  await proxy.untilAllClosed()
  await expectIncomplete(faulty.desk, read.value)
  return read.value
}

const busy = 51
const inPeople = (answer: ProxiedAnswer, entries: number): boolean =>
  answer.of === 'people' && answer.kind === 'entry' && answer.entries >= entries
const endOfPage = (answer: ProxiedAnswer, of: 'people' | 'groups', page: number): boolean =>
  answer.of === of && answer.kind === 'done' && answer.pages === page

describe('a directory that breaks off while a preview reads it', () => {
  it.each<[string, (answer: ProxiedAnswer) => AnswerFate, RegExp]>([
    [
      'dies in the middle of a page',
      (answer) => (inPeople(answer, 70) ? 'close' : 'pass'),
      /^The reading of people ended early, after 70 of them on 2 pages: The server closed the connection\.$/
    ],
    [
      'dies in the middle of an entry',
      (answer) => (inPeople(answer, 70) ? { lastBytes: answer.bytes.subarray(0, 20) } : 'pass'),
      /^The reading of people ended early, after 70 .*closed the connection\.$/
    ],
    [
      'resets the connection',
      (answer) => (inPeople(answer, 120) ? 'reset' : 'pass'),
      /^The reading of people ended early, after .* pages: .*\.$/
    ],
    [
      'sends bytes that are no LDAP',
      (answer) => (inPeople(answer, 120) ? Buffer.from('HTTP/1.1 500\r\n') : 'pass'),
      /^The reading of people ended early, .* no LDAP .*\.$/
    ],
    [
      'refuses the cookie that it gave',
      (answer) =>
        endOfPage(answer, 'people', 1) ? resultMessage(answer.id, 'search', { code: 53, text: 'paged results cookie is invalid' }) : 'pass',
      /after 100 of them on 2 pages: the server answered unwillingToPerform \(53\): paged results cookie is invalid\.$/
    ],
    [
      'is busy on the third page',
      (answer) => (endOfPage(answer, 'people', 2) ? resultMessage(answer.id, 'search', { code: busy }) : 'pass'),
      /after 150 of them on 3 pages: the server answered busy \(51\)\.$/
    ],
    [
      'reaches a limit of the administrator',
      (answer) => (endOfPage(answer, 'people', 2) ? resultMessage(answer.id, 'search', { code: 11 }) : 'pass'),
      /after 150 of them .*adminLimitExceeded \(11\)\.$/
    ],
    [
      'reaches its time limit',
      (answer) => (endOfPage(answer, 'people', 0) ? resultMessage(answer.id, 'search', { code: 3 }) : 'pass'),
      /after 50 of them .*timeLimitExceeded \(3\)\.$/
    ],
    [
      'sends on to another server',
      (answer) =>
        endOfPage(answer, 'people', 3) ? resultMessage(answer.id, 'search', { code: 10, referrals: ['ldap://elsewhere.test/'] }) : 'pass',
      /after 200 of them .*referral \(10\)\.$/
    ],
    [
      'is shut down while groups are read',
      (answer) => (answer.of === 'groups' && answer.entries >= 10 ? 'close' : 'pass'),
      /^The reading of groups ended early, after 10 .*\.$/
    ],
    [
      'loses an entry twice',
      (answer) =>
        answer.of === 'people' && answer.kind === 'entry' && answer.entries === 60 ? Buffer.concat([answer.bytes, answer.bytes]) : 'pass',
      /was sent twice, so that somebody else may be missing\.$/
    ]
  ])('is incomplete when it %s', async (_what, fateOf, sentence) => {
    const view = await viewThrough(fateOf)
    expect(view.reading.end).toMatchObject({ because: expect.stringMatching(sentence) as unknown })
  })

  it('is incomplete when it hangs, within the time that was given for each answer', async () => {
    const startedMs = performance.now()
    const view = await viewThrough((answer) => (inPeople(answer, 120) ? 'hang' : 'pass'), { timeoutMs: 400 })
    expect(view.reading.end).toMatchObject({
      because: 'The reading of people ended early, after 120 of them on 3 pages: no answer came within 0.4 seconds.'
    })
    expect(performance.now() - startedMs).toBeLessThan(5_000)
  })

  it.each([1, 2, 3, 4])('is incomplete when connection %i of four dies', async (dying) => {
    await using large = await startSlapd({ ldif: [peopleEntries(2000), groupEntries(40, 2000)] })
    const died: number[] = []
    await using proxy = await startLdapProxy(large, ({ connection, kind, of }) => {
      if (connection !== dying || kind !== 'entry' || of === 'other') return 'pass'
      died.push(connection)
      return 'close'
    })
    await using faulty = await openFaultDesk({ connections: 4 })
    const read = await faulty.read({ host: proxy.host, port: proxy.port }, { rules: lenient })
    if (!read.ok) throw new TypeError(read.error.code)
    // Whether people are read in parts is guessed by time: on a busy machine the third and the fourth connection may get nothing to do.
    if (died.length > 0 || dying < 3) await expectIncomplete(faulty.desk, read.value)
    else expect(read.value.summary).toMatchObject({ isComplete: true, people: 2000 })
  })
})

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
      if (endOfPage(answer, 'people', 0))
        await shrinking.add(gone.map((index) => `dn: ${personDn(index)}\nchangetype: delete\n`).join('\n'))
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
    await using proxy = await startLdapProxy(slapd, (answer) =>
      endOfPage(answer, 'people', 2) ? resultMessage(answer.id, 'search') : 'pass'
    )
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
    await using proxy = await startLdapProxy(slapd, (answer) => (inPeople(answer, 120) ? 'close' : 'pass'))
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

describe('a directory that sends the members of a group in parts', () => {
  const total = 3700

  async function readRanged(partOf: (first: number) => Readonly<Record<string, readonly string[]>> | 'busy') {
    await using stub = await startScriptedDirectory(({ id, of, request }, connection) => {
      if (of === 'people') connection.send(...peoplePage(id, 0, total))
      else if (of === 'groups')
        connection.send(entryMessage(id, 'cn=big,dc=x', { cn: ['Big'], ...partIn(0, total) }), resultMessage(id, 'search'))
      else if (of === 'range') {
        const part = partOf(Number(/;range=(\d+)-/.exec(request.attributes[0] ?? '')?.[1]))
        if (part === 'busy') connection.send(resultMessage(id, 'search', { code: busy }))
        else connection.send(entryMessage(id, 'cn=big,dc=x', part), resultMessage(id, 'search'))
      } else return undefined
      return 'answered'
    })
    const faulty = await openFaultDesk()
    const read = await faulty.read(stub, { rules: { ...lenient, requiredGroups: 'Big' } })
    if (!read.ok) throw new TypeError(read.error.code)
    return { faulty, view: read.value }
  }

  /** 1,500 at a time, as Windows servers do. */
  function partIn(first: number, all: number): Readonly<Record<string, readonly string[]>> {
    const last = Math.min(first + 1499, all - 1)
    const range = `member;range=${String(first)}-${last === all - 1 ? '*' : String(last)}`
    return { [range]: Array.from({ length: last - first + 1 }, (_, index) => `uid=${String(first + index)},dc=x`) }
  }

  it('is followed to the end, so that everybody is in the required group', async () => {
    const { faulty, view } = await readRanged((first) => partIn(first, total))
    await using _ = faulty
    expect(view.summary).toMatchObject({ isComplete: true, counts: { create: total, 'left-out': 0 } })
  })

  it('is incomplete when the last part does not come', async () => {
    const { faulty, view } = await readRanged((first) => (first < 3000 ? partIn(first, total) : 'busy'))
    await using _ = faulty
    expect(view.reading.end).toEqual({
      kind: 'cut',
      where: 'members',
      because: 'The rest of member of cn=big,dc=x, from value 3001 on, was not read: the server answered busy (51).'
    })
    await expectIncomplete(faulty.desk, view)
  })
})
