import { describe, expect, it } from 'vitest'
import { rehearseRollover, type RolloverInput } from '../../../../../src-main/core/saml/rollover/rehearse-rollover.ts'
import { rolloverText } from '../../../../../src-main/core/saml/rollover/rollover-text.ts'
import type { SamlMode } from '../../../../../src-main/core/saml/saml-source.ts'
import type { Rollover, RolloverOfMode } from '../../../../../src-main/core/saml/saml-views.ts'
import { datedKey } from './dated-key.ts'

const now = '2026-11-22T12:00:00.000Z'
const old = datedKey('old', '2024-01-14', '2027-01-14')
const next = datedKey('next', '2026-11-20', '2029-11-20')

function rehearsed(more: Partial<RolloverInput> = {}): Rollover {
  const rollover = rehearseRollover({ old: [old], next: [next], inForce: 'xml', now, ...more })
  if (!rollover.ok) throw new Error(rollover.error.code)
  return rollover.value
}

function inMode(mode: SamlMode, more: Partial<RolloverInput> = {}): RolloverOfMode {
  const found = rehearsed({ inForce: mode, ...more }).modes.find((each) => each.mode === mode)
  if (found === undefined) throw new Error('no such mode')
  return found
}

/** `works Today`; what happens otherwise in brackets. */
function course({ moments }: RolloverOfMode): readonly string[] {
  return moments.map(({ signIn, title, isOtherwise }) => (isOtherwise === true ? `(${signIn} ${title})` : `${signIn} ${title}`))
}

describe('with a fingerprint', () => {
  it('shows the gap between the two clicks, whichever comes first', () => {
    expect(course(inMode('fingerprint'))).toEqual([
      'works Today',
      '(breaks The new fingerprint is stored before “Make certificate active”)',
      'breaks “Make certificate active” for the new one',
      'works The new fingerprint is stored in Files.com',
      'works The old certificate is deleted in Entra ID',
      'works The old key has ended',
      '(breaks The old key has ended, and nobody has done anything)',
      'not-known The new key has ended'
    ])
  })

  it('breaks on the day when the old key ends if nobody acts', () => {
    expect(inMode('fingerprint').breaksAt).toBe('2027-01-14T00:00:00.000Z')
    expect(inMode('fingerprint').headline).toContain('there is always a gap')
  })
})

describe('with a stored document', () => {
  it('wants both keys stored before the new one is made active', () => {
    expect(course(inMode('xml', { next: [old, next] }))).toEqual([
      'works Today',
      'works A document with both keys is stored in Files.com',
      '(breaks “Make certificate active” before the document is stored)',
      'works “Make certificate active” for the new one',
      'works The old certificate is deleted in Entra ID',
      'works The old key has ended',
      '(breaks The old key has ended, and nobody has done anything)',
      'not-known The new key has ended'
    ])
  })

  it('breaks at once when a document without the old key is stored, and says so', () => {
    const rollover = rehearsed({ next: [next] })

    expect(course(rollover.modes[1] ?? never())).toContain('(breaks The given document, without the old key, is stored now)')
    expect(rollover.problems.map(({ code }) => code)).toEqual(['entra.rollover.no-overlap'])
  })

  it('is safe at any time when the stored document lists both', () => {
    const mode = inMode('xml', { old: [old, next], next: [old, next] })

    expect(mode).toMatchObject({ breaksAt: undefined, headline: expect.stringContaining('“Make active” is safe at any time') as string })
    expect(course(mode).filter((moment) => moment.includes('breaks'))).toEqual([])
  })
})

describe('with a metadata address', () => {
  it('does not claim to know whether Files.com keeps both keys', () => {
    const mode = inMode('url', { next: [old, next] })

    expect(course(mode)).toEqual([
      'works Today',
      'not-known “Make certificate active” for the new one',
      'works Files.com has read the address again',
      'works The old certificate is deleted in Entra ID',
      'works The old key has ended',
      '(not-known The old key has ended, and nobody has done anything)',
      'not-known The new key has ended'
    ])
    expect(mode.breaksAt).toBeUndefined()
    expect(mode.assumptions.join(' ')).toMatch(/every key of the address or only one is not documented/)
  })
})

it('puts the decision after the day on which the new key becomes valid', () => {
  const later = datedKey('later', '2026-12-24', '2029-12-24')

  const mode = inMode('xml', { next: [old, later] })

  expect(course(mode).slice(0, 5)).toEqual([
    'works Today',
    'works A document with both keys is stored in Files.com',
    'works The new key becomes valid',
    '(breaks “Make certificate active” before the document is stored)',
    'works “Make certificate active” for the new one'
  ])
  expect(mode.steps.map(({ text }) => text).join(' ')).toContain('not before 24 December 2026, and before 14 January 2027')
})

it('sees that Entra ID has gone over by itself when the old key has ended', () => {
  const ended = datedKey('ended', '2023-01-14', '2026-11-01')

  const rollover = rehearsed({ old: [ended], inForce: 'fingerprint' })

  expect(rollover.modes[2]).toMatchObject({ breaksAt: '2026-11-20T00:00:00.000Z' })
  expect(rollover.modes[2]?.moments[0]).toMatchObject({ title: 'Today', signIn: 'breaks' })
  expect(rollover.problems.map(({ code }) => code)).toContain('entra.rollover.old-ended')
})

describe('the problems of the keys', () => {
  it.each([
    [
      'a new key that ends before the old one',
      { next: [datedKey('short', '2026-11-20', '2026-12-20')] },
      ['entra.rollover.ends-before-old']
    ],
    ['a new key that has ended', { next: [datedKey('past', '2022-11-20', '2025-11-20')] }, ['entra.rollover.new-ended']],
    ['a new key that is not valid yet', { next: [datedKey('later', '2026-12-24', '2029-12-24')] }, ['entra.rollover.not-yet-valid']],
    [
      'days without any key',
      { next: [datedKey('late', '2027-02-01', '2030-02-01')] },
      ['entra.rollover.not-yet-valid', 'entra.rollover.gap']
    ],
    ['an old key that has ended', { old: [datedKey('ended', '2023-01-14', '2026-11-01')] }, ['entra.rollover.old-ended']],
    [
      'a weak new key',
      { next: [datedKey('weak', '2026-11-20', '2029-11-20', { key: { kind: 'rsa', bits: 1024, text: 'RSA, 1024 bits', sha256: 'ab' } })] },
      ['entra.rollover.weak-key']
    ]
  ])('%s', (_what, more, codes) => {
    expect(rehearsed({ inForce: 'url', ...more }).problems.map(({ code }) => code)).toEqual(codes)
  })

  it.each<[string, Partial<RolloverInput>, string]>([
    ['no old key', { old: [] }, 'entra.rollover.no-old-key'],
    ['no new key', { next: [] }, 'entra.rollover.no-new-key'],
    ['the same key twice', { next: [old] }, 'entra.rollover.same-key']
  ])('cannot be rehearsed with %s', (_what, more, code) => {
    expect(rehearseRollover({ old: [old], next: [next], inForce: 'url', now, ...more })).toMatchObject({ ok: false, error: { code } })
  })

  it('do not count the signature of a certificate that vouches for itself', () => {
    const signedOld = datedKey('sha1', '2026-11-20', '2029-11-20', { signature: { name: 'SHA-1 with RSA', hash: 'SHA-1', isWeak: true } })

    expect(rehearsed({ inForce: 'url', next: [signedOld] }).problems).toEqual([])
  })
})

describe('the choice of the keys', () => {
  it('takes for the old one what is valid now, and for the new one what was not there before', () => {
    const past = datedKey('past', '2020-01-14', '2023-01-14')

    const { keys } = rehearsed({ old: [past, old], next: [past, old, next] })

    expect(keys.map(({ card }) => card.facts.subjectCommonName)).toEqual(['old', 'next'])
  })
})

it('is told in lines for a terminal', () => {
  const lines = rolloverText(rehearsed({ next: [datedKey('n\u001b[31mext', '2026-11-20', '2029-11-20')] }))

  expect(lines.filter((line) => line.includes('\n') || line.includes('\u001b'))).toEqual([])
  expect(lines).toContain('Steps, in this order')
  expect(lines.join('\n')).toMatch(/decision\s+works\s+“Make certificate active” for the new one/)
  expect(lines.join('\n')).toMatch(/! The new document no longer holds the old key \(entra\.rollover\.no-overlap\)/)
})

function never(): never {
  throw new Error('missing')
}
