import { describe, expect, it } from 'vitest'
import { certificateValidity } from '../../../src-main/core/model/certificate-validity.ts'

const now = '2026-11-21T12:00:00.000Z'

describe('the state of a certificate', () => {
  it.each([
    ['2026-01-01T00:00:00Z', '2027-01-14T23:59:59Z', 'valid', 'Valid until 14 January 2027, in 54 days'],
    ['2026-01-01T00:00:00Z', '2026-12-21T12:00:00Z', 'ends-soon', 'Valid until 21 December 2026, in 30 days'],
    ['2026-01-01T00:00:00Z', now, 'ends-soon', 'Valid until 21 November 2026, within a day'],
    ['2025-01-01T00:00:00Z', '2026-05-03T12:00:00Z', 'expired', 'Expired on 3 May 2026, 202 days ago'],
    ['2026-11-28T12:00:00Z', '2027-11-28T12:00:00Z', 'not-yet-valid', 'Not valid before 28 November 2026, in 7 days']
  ])('from %s to %s is %s', (notBefore, notAfter, kind, sentence) => {
    expect(certificateValidity({ notBefore, notAfter }, now)).toEqual({ kind, sentence })
  })
})
