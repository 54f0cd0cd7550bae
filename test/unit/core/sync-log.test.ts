import { describe, expect, it } from 'vitest'
import type { ExternalEventFacts } from '../../../src-main/core/service/service-facts.ts'
import { syncLog } from '../../../src-main/core/service/sync-log.ts'

const told = { site: 'acme.files.com', readAt: '2026-11-22T12:00:00Z', since: '2026-11-15T12:00:00Z', days: 7, cutBecause: undefined }
let lastId = 0

function event(status: string, hour: number, changes: Partial<ExternalEventFacts> = {}): ExternalEventFacts {
  lastId += 1
  return {
    id: lastId,
    eventType: 'ldap_sync',
    status,
    body: `Ended as ${status}.`,
    createdAt: `2026-11-22T${String(hour).padStart(2, '0')}:00:00Z`,
    ...changes
  }
}

describe('the log of earlier syncs', () => {
  it('counts what failed, how often in a row, and names the last success', () => {
    const { headline, entries } = syncLog({
      ...told,
      events: [event('success', 6), event('in_progress', 10), event('failure', 9), event('failure', 8), event('partial_failure', 7)]
    })

    expect(headline).toBe(
      '5 entries in the last 7 days, 2 failed, 1 failed in part. The newest 2 failed one after the other. The last success was at 2026-11-22 06:00:00 UTC.'
    )
    expect(entries.map(({ status, verdict }) => `${status} ${verdict}`)).toEqual([
      'in_progress neutral',
      'failure bad',
      'failure bad',
      'partial_failure partly',
      'success good'
    ])
  })

  it('keeps the words of the entry, line by line, with whatever would steer a screen made visible', () => {
    const body = ['First.', '', 'cn=\u202eevil', ...Array.from({ length: 40 }, (_, index) => `line ${String(index)}`)].join('\r\n')
    const [entry] = syncLog({ ...told, events: [event('failure', 9, { body })] }).entries

    expect(entry?.lines.slice(0, 3)).toEqual(['First.', 'cn=\\u202eevil', 'line 0'])
    expect([entry?.lines.length, entry?.moreLines]).toEqual([30, 12])
  })

  it('leaves out what programs wrote, and says how many', () => {
    const { entries, ofPrograms } = syncLog({
      ...told,
      events: [
        event('success', 9, { eventType: 'client_log' }),
        event('success', 8, { body: 'Entra Setup Assistant: a plan was applied.' }),
        event('success', 7)
      ]
    })

    expect([entries.length, ofPrograms]).toEqual([1, 2])
  })

  it('says that there is nothing, and never so of a log that was cut', () => {
    expect(syncLog({ ...told, events: [] }).headline).toBe('The external log of the site tells of no sync in the last 7 days.')
    expect(syncLog({ ...told, events: [], cutBecause: 'Cut.' }).headline).toBe(
      'No sync was found in what could be read of the last 7 days.'
    )
    expect(syncLog({ ...told, events: [event('failure', 9)], cutBecause: 'Cut.' }).headline).toBe(
      'At least 1 entry in the last 7 days, 1 failed. None succeeded.'
    )
  })

  it('puts an entry without a readable time last', () => {
    const { entries } = syncLog({ ...told, events: [event('failure', 0, { createdAt: '' }), event('success', 9)] })

    expect(entries.map(({ at }) => at)).toEqual(['2026-11-22T09:00:00Z', ''])
  })
})
