import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { siteFileName } from '../../../src-main/adapters/store/site-file-name.ts'

describe('the file name of a site', () => {
  it('is the host, as far as every system allows it', () => {
    expect(['acme.files.com', '127.0.0.1:8080', '[::1]:80', 'con.files.com', '.', '', '../../x'].map(siteFileName)).toEqual([
      'acme.files.com',
      '127.0.0.1_3a8080',
      '_5b_3a_3a1_5d_3a80',
      '_-con.files.com',
      '_-.',
      '_-',
      '_-.._2f.._2fx'
    ])
  })

  it('is safe, short, and another one for each site, also where capitals do not count', () => {
    const site = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^[a-z0-9.:[\]_-]{0,300}$/),
      fc.constantFrom('CON', 'con', '_-con', 'nul.x')
    )
    fc.assert(
      fc.property(site, site, (one, other) => {
        const name = siteFileName(one)
        expect(name).toMatch(/^(?!\.|(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[a-z0-9._-]{1,180}$/)
        expect(name === siteFileName(other)).toBe(wellFormed(one) === wellFormed(other))
      })
    )
  })
})

/** What is no character cannot be told apart in UTF-8, and no host has it. */
function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8')
}
