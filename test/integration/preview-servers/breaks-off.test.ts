import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PreviewView } from '../../../src-main/core/preview/preview-desk.ts'
import { openFaultDesk, type FaultDeskOptions, type ReachableDirectory } from '../../support/fault-desk.ts'
import { type AnswerFate, type ProxiedAnswer, startLdapProxy } from '../../support/ldap-proxy.ts'
import { startSlapd, type SlapdServer } from '../../support/slapd.ts'
import { resultMessage } from '../../support/stub-ldap-server.ts'
import { groupEntries, peopleEntries } from './plain-people.ts'
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
