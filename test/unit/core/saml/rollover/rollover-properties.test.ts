import fc from 'fast-check'
import { expect, it } from 'vitest'
import { rehearseRollover } from '../../../../../src-main/core/saml/rollover/rehearse-rollover.ts'
import { signInAt } from '../../../../../src-main/core/saml/rollover/sign-in-at.ts'
import type { SamlMode } from '../../../../../src-main/core/saml/saml-source.ts'
import type { RolloverOfMode } from '../../../../../src-main/core/saml/saml-views.ts'
import { datedKey } from './dated-key.ts'

const DAY_MS = 86_400_000
const nowMs = Date.parse('2026-11-22T12:00:00.000Z')
const now = new Date(nowMs).toISOString()

/** Days from today: any order of beginnings and ends. */
const dates = fc.record({
  oldFrom: fc.integer({ min: -2000, max: 0 }),
  oldLasts: fc.integer({ min: 1, max: 2500 }),
  newFrom: fc.integer({ min: -1200, max: 1200 }),
  newLasts: fc.integer({ min: 1, max: 2500 })
})
const mode = fc.constantFrom<SamlMode>('url', 'xml', 'fingerprint')
const sides = fc.record({ hasStoredNew: fc.boolean(), hasGivenOld: fc.boolean() })

function rehearsed(
  given: typeof dates extends fc.Arbitrary<infer D> ? D : never,
  inForce: SamlMode,
  side: { hasStoredNew: boolean; hasGivenOld: boolean }
) {
  const at = (days: number): string => new Date(nowMs + days * DAY_MS + 1000).toISOString()
  const old = datedKey('old', at(given.oldFrom - 1), at(given.oldFrom - 1 + given.oldLasts))
  const next = datedKey('next', at(given.newFrom), at(given.newFrom + given.newLasts))
  const rollover = rehearseRollover({
    old: side.hasStoredNew ? [old, next] : [old],
    next: side.hasGivenOld ? [old, next] : [next],
    inForce,
    now
  })
  if (!rollover.ok) throw new Error(rollover.error.code)
  // When both sides list the same keys, the later one counts as the new one.
  const [first, second] = rollover.value.keys.map(({ card }) => card.facts)
  if (first === undefined || second === undefined) throw new Error('two keys change places')
  return { rollover: rollover.value, old: first, next: second }
}

it('moments with a date follow one another, and the first is today', () => {
  fc.assert(
    fc.property(dates, mode, sides, (given, inForce, side) => {
      for (const { moments } of rehearsed(given, inForce, side).rollover.modes) {
        const times = moments.flatMap(({ at }) => (at === undefined ? [] : [Date.parse(at)]))
        expect(times).toEqual([...times].sort((one, other) => one - other))
        expect(moments[0]).toMatchObject({ title: 'Today', at: now })
      }
    })
  )
})

it('a decision is never advised before the new key is valid', () => {
  fc.assert(
    fc.property(dates, mode, sides, (given, inForce, side) => {
      for (const { moments } of rehearsed(given, inForce, side).rollover.modes) {
        const active = moments.findIndex(
          ({ title, isOtherwise }) => title.startsWith('“Make certificate active”') && isOtherwise === undefined
        )
        const valid = moments.findIndex(({ title }) => title.startsWith('The new key becomes valid'))
        expect(active).toBeGreaterThan(valid)
      }
    })
  )
})

it('with a fingerprint, sign-in never works while Entra ID signs with another key than the stored one', () => {
  fc.assert(
    fc.property(dates, sides, (given, side) => {
      const found = rehearsed(given, 'fingerprint', side).rollover.modes.find((each) => each.mode === 'fingerprint')
      expect(found?.moments.filter(isWronglyHealthy)).toEqual([])
      expect(gapOf(found)).toBe(true)
    })
  )
})

it('nothing is called working when it rests on a key outside of its dates', () => {
  fc.assert(
    fc.property(dates, mode, sides, (given, inForce, side) => {
      const { rollover, old, next } = rehearsed(given, inForce, side)
      for (const { moments } of rollover.modes)
        for (const { at, signIn, because } of moments) {
          if (at === undefined || signIn !== 'works') continue
          const key = because.includes('the old key') ? old : next
          expect(Date.parse(at)).toBeGreaterThanOrEqual(Date.parse(key.notBefore))
          expect(Date.parse(at)).toBeLessThanOrEqual(Date.parse(key.notAfter))
        }
    })
  )
})

it('a document with both keys never breaks, whoever clicks when', () => {
  const situation = fc.record({ atMs: fc.integer({ min: 0, max: 4_000 }), isNewActive: fc.boolean(), isOldRemoved: fc.boolean() })
  const keyDates = fc.record({
    oldFromMs: fc.integer({ min: 0, max: 2000 }),
    oldUntilMs: fc.integer({ min: 0, max: 4000 }),
    newFromMs: fc.integer({ min: 0, max: 4000 }),
    newUntilMs: fc.integer({ min: 0, max: 4000 })
  })
  fc.assert(
    fc.property(mode, situation, keyDates, (each, where, when) => {
      expect(signInAt(each, { ...where, stored: 'both' }, when).signIn).not.toBe('breaks')
    })
  )
})

it('an unattended roll-over is never said to break with a metadata address', () => {
  fc.assert(
    fc.property(dates, sides, (given, side) => {
      expect(rehearsed(given, 'url', side).rollover.modes[0]?.breaksAt).toBeUndefined()
    })
  )
})

/** Told by the titles alone: before the new fingerprint is stored only the old key may sign, and after that only the new one. */
function isWronglyHealthy(
  { title, signIn, because }: RolloverOfMode['moments'][number],
  index: number,
  all: RolloverOfMode['moments']
): boolean {
  const storedAt = all.findIndex(({ title }) => title === 'The new fingerprint is stored in Files.com')
  if (all[index]?.isOtherwise === true)
    return signIn === 'works' && because.includes(title.startsWith('The new fingerprint') ? 'the old key' : 'the new key')
  return signIn === 'works' && because.includes(index < storedAt ? 'the new key' : 'the old key')
}

/** Between “Make active” and the new fingerprint there is no moment that works by the new key. */
function gapOf(found: RolloverOfMode | undefined): boolean {
  const active = found?.moments.find(({ title, isOtherwise }) => title.startsWith('“Make certificate active”') && isOtherwise === undefined)
  return active !== undefined && !(active.signIn === 'works' && active.because.includes('the new key'))
}
