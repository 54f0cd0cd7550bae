import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BytePattern } from '../../../../src-main/core/preview/byte-pattern.ts'
import { foldForSearch } from '../../../../src-main/core/preview/fold-for-search.ts'
import { FoldedBytes } from '../../../../src-main/core/preview/folded-bytes.ts'
import { comparableText } from '../../../../src-main/core/preview/name-person.ts'
import { createDnTest, createTextTest } from '../../../../src-main/core/preview/same-text.ts'
import { NO_ROW } from '../../../../src-main/core/preview/preview-codes.ts'
import { textKeysOf } from '../../../../src-main/core/preview/snapshot/text-keys.ts'
import { TextSpan } from '../../../../src-main/core/preview/snapshot/text-span.ts'
import { decodeUtf8, encodeUtf8 } from '../../../../src-main/core/preview/snapshot/utf8.ts'
import { rankTexts } from '../../../../src-main/core/preview/sort-texts.ts'
import { equalDn } from '../../../../src-main/core/model/distinguished-name.ts'

/** Letters whose bytes are easily got wrong: capitals and accents of several alphabets, forms of their own, every kind of space, sigma at the end. */
const letters = [
  ...Array.from('aAbBzZ09@ .,-_=\t\n'),
  ...Array.from('éÉßİıÅåÇŉĳΣσςάЙйיֹى\u0301\u0308\u0345'),
  ...Array.from('\u00a0\u1680\u2003\u2028\u202f\u205f\u3000\ufeff\u200b'),
  ...Array.from('\u212a\u212b\ufb01李가\u{1f600}\u{10428}\u{10400}')
]
const text = fc.array(fc.constantFrom(...letters), { maxLength: 12 }).map((parts) => parts.join(''))

describe('what is worked out with the bytes of texts', () => {
  it('trims as texts are trimmed', () => {
    fc.assert(
      fc.property(text, (written) => {
        const span = spanOf(written)
        span.trim()
        expect(decodeUtf8(span.bytes, span.start, span.end)).toBe(written.trim())
      }),
      { numRuns: 5000 }
    )
  })

  it('folds as texts are folded for searching', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), (written) => {
        const folded = new FoldedBytes(2)
        for (const each of written) folded.add(spanOf(each))
        expect(decodeUtf8(folded.bytes, 0, folded.length)).toBe(written.map(foldForSearch).join(''))
      }),
      { numRuns: 5000 }
    )
  })

  it('finds a word where the text has it', () => {
    const few = fc.array(fc.constantFrom('a', 'b', 'é'), { maxLength: 30 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(few, fc.array(fc.constantFrom('a', 'b', 'é'), { minLength: 1, maxLength: 5 }), fc.nat(5), (written, word, from) => {
        const bytes = Buffer.from(written)
        const pattern = new BytePattern(encodeUtf8(word.join('')))
        expect(pattern.find(bytes, from, bytes.length)).toBe(from > bytes.length ? -1 : bytes.indexOf(word.join(''), from))
      }),
      { numRuns: 5000 }
    )
  })

  it('ranks as texts are sorted', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(text, fc.constantFrom('', 'same', 'same', 'same and longer')), { maxLength: 80 }), (written) => {
        const starts = Uint32Array.from([0, ...written.map((_, row) => encodeUtf8(written.slice(0, row + 1).join('')).length)])
        const { rankOf } = rankTexts({ bytes: encodeUtf8(written.join('')), starts })
        const sorted = [...new Set(written)].sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
        expect([...rankOf]).toEqual(written.map((each) => sorted.indexOf(each)))
      }),
      { numRuns: 2000 }
    )
  })

  it('compares as comparable texts are compared', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), text, (written, other) => {
        const { keyOf, find } = textKeysOf(written.length, (row) => written[row] ?? '')
        const comparable = written.map(comparableText)
        written.forEach((_, row) => {
          const first = comparable.indexOf(comparable[row] ?? '')
          expect(keyOf[row]).toBe(comparable[row] === '' ? NO_ROW : keyOf[first])
        })
        const wanted = encodeUtf8(comparableText(other))
        const row = comparable.indexOf(comparableText(other))
        if (wanted.length > 0) expect(find(wanted, 0, wanted.length)).toBe(row === -1 ? -1 : keyOf[row])
        const isWanted = createTextTest(comparableText(other))
        expect(written.map((each) => isWanted(spanOf(each)))).toEqual(comparable.map((each) => each === comparableText(other)))
      }),
      { numRuns: 3000 }
    )
  })

  it('compares distinguished names as RFC 4514 has it', () => {
    const dn = fc.constantFrom(
      'cn=Anna,dc=x',
      'CN=anna, DC=X',
      'cn=\\41nna,dc=x',
      'cn=Änna,dc=x',
      'cn=ANNA,dc=y',
      'no name',
      'cn=a+sn=b,dc=x',
      'sn=b+cn=A,dc=x'
    )
    fc.assert(
      fc.property(dn, dn, (one, other) => {
        expect(createDnTest(one)(spanOf(other))).toBe(equalDn(one, other))
      })
    )
  })
})

function spanOf(written: string): TextSpan {
  const bytes = encodeUtf8(`<${written}>`)
  const span = new TextSpan()
  span.set(bytes, 1, bytes.length - 1)
  return span
}
