import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askedSchemes } from '../../../src-main/core/scim/asked-schemes.ts'

describe('the ways of proof that an answer 401 asks for', () => {
  it.each([
    ['', []],
    ['Bearer', ['Bearer']],
    ['basic realm="SCIM", charset="UTF-8"', ['Basic']],
    ['Bearer realm="x, Basic y", error="invalid_token"', ['Bearer']],
    ['Bearer realm="say \\"Basic\\", please"', ['Bearer']],
    ['Basic realm="a", Bearer realm="b"', ['Bearer', 'Basic']],
    ['Negotiate, NTLM', ['Negotiate', 'NTLM']],
    ['Digest qop = "auth", basic = "no"', ['Digest']],
    ['canary-of-a-server realm="x"', []]
  ])('are, for %j: %j', (header, schemes) => {
    expect(askedSchemes(header)).toEqual(schemes)
  })

  it('never holds words of the server', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        for (const scheme of askedSchemes(header)) expect(['Bearer', 'Basic', 'Digest', 'Negotiate', 'NTLM']).toContain(scheme)
      })
    )
  })
})
