import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { StableIds } from '../../../../../src-main/core/preview/snapshot/stable-ids.ts'
import { encodeUtf8 } from '../../../../../src-main/core/preview/snapshot/utf8.ts'

function idsOf(texts: readonly string[]): StableIds {
  const ids = new StableIds()
  texts.forEach((text, row) => {
    const bytes = encodeUtf8(`before${text}after`)
    if (text !== '') ids.set(row, bytes, 6, bytes.length - 5)
  })
  return ids
}

const nearlyUuid = fc
  .tuple(fc.uuid(), fc.nat({ max: 35 }), fc.constantFrom('g', '-', 'A', '/', ':', '@', '`', 'é', ''))
  .map(([uuid, place, other]) => uuid.slice(0, place) + other + uuid.slice(place + 1))
// Sixteen bytes are the binary form of Active Directory.
const anyId = fc
  .oneof(
    fc.uuid(),
    fc.uuid().map((uuid) => uuid.toUpperCase()),
    nearlyUuid,
    fc.string(),
    fc.constant('')
  )
  .filter((text) => encodeUtf8(text).length !== 16)

describe('StableIds', () => {
  it('gives identifiers back in lower case, and anything else as it was written', () => {
    const notation = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i
    fc.assert(
      fc.property(fc.array(anyId), (texts) => {
        const ids = idsOf(texts)
        expect(texts.map((_, row) => ids.text(row))).toEqual(texts.map((text) => (notation.test(text) ? text.toLowerCase() : text)))
      })
    )
  })

  it('finds the rows that have an identifier, and nobody who has none', () => {
    const uuid = '6f4bd1a2-0a1b-4c3d-9e8f-00112233aabb'
    const ids = idsOf(['', uuid, 'Odd One', uuid.toUpperCase(), uuid.replace('6', '7'), 'odd one'])
    expect(ids.rowsOf(uuid, 6)).toEqual([1, 3])
    expect(ids.rowsOf('odd one', 6)).toEqual([2, 5])
    expect(ids.rowsOf('00000000-0000-0000-0000-000000000000', 6)).toEqual([])
    expect(ids.rowsOf('anna', 6)).toEqual([])
  })
})
