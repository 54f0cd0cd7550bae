import { describe, expect, it } from 'vitest'
import { closingChecks, directoryChecks } from '../../../src-main/core/checks/registry.ts'
import { LadderState } from '../../../src-renderer/state/ladder-state.svelte.ts'
import { eventsOf, resultOf } from '../support/samples.ts'

function kinds(ladder: LadderState) {
  return ladder.rungs.map(({ id, progress }) => `${id} ${progress.kind}`)
}

describe('LadderState', () => {
  it('lists every rung at once, then follows the run', () => {
    const ladder = new LadderState()
    const [listed, started, finished] = eventsOf([resultOf('pass'), resultOf('fail')])
    if (listed === undefined || started === undefined || finished === undefined) throw new Error('three events expected')

    ladder.accept(listed)
    const atFirst = kinds(ladder)
    ladder.accept(started)
    const then = kinds(ladder)
    ladder.accept(finished)

    expect(atFirst).toEqual(['pass waiting', 'fail waiting'])
    expect(then).toEqual(['pass running', 'fail waiting'])
    expect(kinds(ladder)).toEqual(['pass finished', 'fail waiting'])
    expect([ladder.finished, ladder.total]).toEqual([1, 2])
  })

  it('opens what asks for attention by itself, and nothing else', () => {
    const ladder = new LadderState()
    const all = ['pass', 'warn', 'fail', 'blocked', 'skip', 'notProvable', 'crash'] as const

    for (const event of eventsOf(all.map((kind) => resultOf(kind)))) ladder.accept(event)

    expect(ladder.rungs.filter((rung) => ladder.isOpen(rung)).map(({ id }) => id)).toEqual(['warn', 'fail', 'crash'])
  })

  it('keeps what a person opened or closed until the next run', () => {
    const ladder = new LadderState()
    const events = eventsOf([resultOf('pass'), resultOf('fail')])
    for (const event of events) ladder.accept(event)

    for (const rung of ladder.rungs) ladder.toggle(rung)
    const toggled = ladder.rungs.map((rung) => ladder.isOpen(rung))
    for (const event of events) ladder.accept(event)

    expect(toggled).toEqual([true, false])
    expect(ladder.rungs.map((rung) => ladder.isOpen(rung))).toEqual([false, true])
  })

  it('groups the first host by what its rungs are about, backup hosts by their prefix, in the order of the run', () => {
    const ladder = new LadderState()

    for (const event of eventsOf([
      resultOf('pass', 'ldap.tls-opens'),
      resultOf('pass', 'certificate.dates-valid'),
      resultOf('pass', 'ldap.base-exists'),
      resultOf('pass', 'backup-1/ldap.tls-opens'),
      resultOf('fail', 'backup-2/ldap.tls-opens'),
      resultOf('notProvable', 'ldap.reachable-from-files-com')
    ]))
      ladder.accept(event)

    expect(ladder.groups.map(({ key, rungs }) => [key, ...rungs.map(({ id }) => id)])).toEqual([
      ['The way in', 'ldap.tls-opens'],
      ['Certificate', 'certificate.dates-valid'],
      ['People and groups', 'ldap.base-exists'],
      ['backup-1', 'backup-1/ldap.tls-opens'],
      ['backup-2', 'backup-2/ldap.tls-opens'],
      ['Beyond this computer', 'ldap.reachable-from-files-com']
    ])
  })

  it('has a heading for every check there is', () => {
    const ladder = new LadderState()
    const ids = [...directoryChecks, ...closingChecks].map(({ id }) => id)

    for (const event of eventsOf(ids.map((id) => resultOf('pass', id)))) ladder.accept(event)

    expect(ladder.groups.map(({ key }) => key)).toEqual([
      'The way in',
      'Certificate',
      'Directory and sign-in',
      'People and groups',
      'Beyond this computer'
    ])
    expect(ladder.groups.flatMap(({ rungs }) => rungs.map(({ id }) => id))).toEqual(ids)
  })

  it('has nothing running and nothing to come after a stop', () => {
    const ladder = new LadderState()
    for (const event of eventsOf([resultOf('pass'), resultOf('fail')]).slice(0, 2)) ladder.accept(event)

    ladder.stop()

    expect(ladder.running).toBeUndefined()
    expect(kinds(ladder)).toEqual(['pass not-checked', 'fail not-checked'])
  })
})
