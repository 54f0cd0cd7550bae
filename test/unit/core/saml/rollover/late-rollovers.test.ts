import { describe, expect, it } from 'vitest'
import { rehearseRollover, type RolloverInput } from '../../../../../src-main/core/saml/rollover/rehearse-rollover.ts'
import type { SamlMode } from '../../../../../src-main/core/saml/saml-source.ts'
import type { Rollover, RolloverOfMode } from '../../../../../src-main/core/saml/saml-views.ts'
import { datedKey } from './dated-key.ts'

const now = '2026-11-22T05:00:00.000Z'
const next = datedKey('next', '2026-11-01', '2029-11-01')

function rehearsed(more: Pick<RolloverInput, 'old' | 'next' | 'inForce'>): Rollover {
  const rollover = rehearseRollover({ now, ...more })
  if (!rollover.ok) throw new Error(rollover.error.code)
  return rollover.value
}

function inMode(mode: SamlMode, old: RolloverInput['old'], to: RolloverInput['next']): RolloverOfMode {
  const found = rehearsed({ old, next: to, inForce: mode }).modes.find((each) => each.mode === mode)
  if (found === undefined) throw new Error('no such mode')
  return found
}

describe('a roll-over that comes too late', () => {
  const ended = datedKey('ended', '2023-11-22T04:00:00Z', '2026-11-22T04:00:00Z')

  it.each<readonly [SamlMode, string]>([
    ['xml', 'sign-in is broken until a document with the new key is stored in Files.com'],
    ['fingerprint', 'sign-in is broken until the new fingerprint is stored in Files.com']
  ])('says that sign-in is broken, and not that it will be: %s', (mode, words) => {
    const { headline, steps, moments } = inMode(mode, [ended], [next])

    expect(moments[0]).toMatchObject({ title: 'Today', signIn: 'breaks' })
    expect(headline).toContain(words)
    expect(headline).toContain('2026-11-22 04:00:00 UTC')
    expect(headline).not.toContain('safe')
    // Nothing that only helps beforehand, and nothing that is no longer possible.
    expect(steps.map(({ text }) => text).join(' ')).not.toMatch(
      /leave it inactive|old key still signs|Announce|make the old certificate active again/
    )
    expect(steps[1]?.text).toContain('at once')
  })

  it('never calls a key safe that has ended itself', () => {
    const alsoEnded = datedKey('also ended', '2024-01-01', '2026-11-01')
    for (const mode of ['xml', 'fingerprint'] as const) {
      const { headline, steps } = inMode(mode, [ended], [alsoEnded])
      expect(headline).toContain('Both keys have ended')
      expect(headline).not.toContain('safe')
      expect(steps.map(({ text }) => text).join(' ')).not.toContain('Make certificate active')
    }
    const stored = rehearsed({ old: [datedKey('live', '2024-01-01', '2027-01-01'), alsoEnded], next: [alsoEnded], inForce: 'xml' })
    expect(stored.modes.find(({ mode }) => mode === 'xml')?.headline).not.toContain('safe at any time')
  })

  it('waits for a key that is still to begin', () => {
    const { headline } = inMode('xml', [ended], [datedKey('later', '2026-12-24', '2029-12-24')])
    expect(headline).toContain('has ended')
    expect(headline).toContain('24 December 2026')
  })
})

describe('the very moment', () => {
  it('in which the old key ends is on the time line', () => {
    const { moments } = inMode('xml', [datedKey('old', '2023-11-22', now)], [next])
    expect(moments.map(({ title }) => title)).toContain('The old key has ended, and nobody has done anything')
    expect(moments.find(({ title }) => title.endsWith('nobody has done anything'))?.signIn).toBe('breaks')
  })

  it('in which one key ends and the other begins breaks only what does not know the new one', () => {
    const at = '2026-12-01T00:00:00.000Z'
    const keys = [datedKey('old', '2023-12-01', at), datedKey('new', at, '2029-12-01')] as const
    expect(inMode('xml', keys, keys).breaksAt).toBeUndefined()
    expect(inMode('fingerprint', keys.slice(0, 1), keys).breaksAt).toBe(at)
  })

  it('is told with its time when it is near', () => {
    const later = datedKey('later', '2026-11-22T08:30:00Z', '2029-11-22')
    const { problems, modes } = rehearsed({ old: [datedKey('old', '2024-01-01', '2027-01-01')], next: [later], inForce: 'fingerprint' })
    expect(problems.map(({ remedy }) => remedy)).toEqual(['Do not click “Make certificate active” before 2026-11-22 08:30:00 UTC.'])
    expect(JSON.stringify(modes)).toContain('not before 2026-11-22 08:30:00 UTC')
  })
})
