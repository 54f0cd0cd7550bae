import { describe, expect, it } from 'vitest'
import { networkFailureOf } from '../../../src-main/adapters/transport/network-errors.ts'

describe('a failed connection', () => {
  it.each([
    ['ECONNREFUSED', 'refused'],
    ['ECONNRESET', 'reset'],
    ['ETIMEDOUT', 'timed-out'],
    ['EHOSTUNREACH', 'unreachable'],
    ['ENETUNREACH', 'unreachable'],
    ['EADDRNOTAVAIL', 'unreachable'],
    ['EACCES', 'not-permitted'],
    ['EPERM', 'not-permitted'],
    ['EMFILE', 'other']
  ])('with %s is %s', (code, reason) => {
    expect(networkFailureOf(errorWith(code))).toMatchObject({ code, reason })
  })

  it('to several addresses is told by the one that got furthest', () => {
    const failures = ['ENETUNREACH', 'ETIMEDOUT', 'ECONNREFUSED'].map(errorWith)

    expect(networkFailureOf(new AggregateError(failures))).toMatchObject({ code: 'ECONNREFUSED', reason: 'refused' })
  })

  it('without a code keeps its message', () => {
    expect(networkFailureOf(new Error('odd'))).toEqual({ reason: 'other', code: '', text: 'odd' })
  })
})

function errorWith(code: string): Error {
  return Object.assign(new Error('connect'), { code })
}
