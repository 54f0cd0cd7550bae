import { BytePattern } from './byte-pattern.ts'
import { foldForSearch } from './fold-for-search.ts'
import { FoldedBytes } from './folded-bytes.ts'
import { encodeUtf8 } from './snapshot/utf8.ts'

/** Finds rows whose text holds every word of a search. */
export interface RowSearch {
  /** Rows in ascending order; `undefined`: there is nothing to search for. */
  find(search: string): Uint32Array | undefined
  /** Works out the texts of the next thousand rows, so that the first search need not; false when nothing is left to do. */
  prepare(): boolean
}

/**
 * The texts of many rows stand end to end in UTF-8, because looking through them so is many times faster than looking through as many short
 * texts, and takes half the room: what is found among bytes is found among characters.
 * `writeText` writes what can be searched; `alsoFits` tells whether a word is found in a row by another way.
 */
export function createRowSearch(
  rowCount: number,
  writeText: (row: number, into: FoldedBytes) => void,
  alsoFits: (word: string) => ((row: number) => boolean) | undefined
): RowSearch {
  const blocks: Block[] = []
  const folded = new FoldedBytes(BLOCK_ROWS * USUAL_BYTES)
  const blockCount = Math.ceil(rowCount / BLOCK_ROWS)
  const blockAt = (index: number): Block => (blocks[index] ??= makeBlock(index * BLOCK_ROWS, rowCount, folded, writeText))
  let last: { readonly folded: string; readonly found: Uint32Array } | undefined
  return {
    find(search) {
      const folded = foldForSearch(search)
      const words = searchWords(search)
      if (words.length === 0) return undefined
      const tests = rarestFirst(
        words.map((word) => ({ pattern: new BytePattern(encodeUtf8(word)), alsoFits: alsoFits(word) })),
        blockCount === 0 ? undefined : blockAt(0)
      )
      const found = new FoundRows(rowCount)
      // One letter more leaves some of the rows that were there, and no others.
      if (last !== undefined && folded.startsWith(last.folded) && last.found.length * FEW_ROWS < rowCount) {
        for (const row of last.found) if (fitsRow(blockAt(Math.floor(row / BLOCK_ROWS)), row, tests)) found.push(row)
      } else for (let index = 0; index < blockCount; index += 1) findInBlock(blockAt(index), tests, found)
      last = { folded, found: found.rows() }
      return last.found
    },
    prepare() {
      for (let index = 0; index < blockCount; index += 1) {
        if (blocks[index] !== undefined) continue
        blockAt(index)
        return true
      }
      return false
    }
  }
}

/** Words for searching: capitals and accents do not matter. The longest first, because it leaves the fewest rows. */
export function searchWords(search: string): readonly string[] {
  return foldForSearch(search)
    .split(/\s+/)
    .filter((word) => word !== '')
    .sort((one, other) => other.length - one.length)
}

interface Block {
  readonly firstRow: number
  readonly bytes: Uint8Array
  /** Where each row begins, and where the last one ends. */
  readonly starts: Uint32Array
}

/** A list that does not grow: a search may find everybody. */
class FoundRows {
  count = 0
  readonly #rows: Uint32Array

  constructor(most: number) {
    this.#rows = new Uint32Array(most)
  }

  push(row: number): void {
    this.#rows[this.count] = row
    this.count += 1
  }

  rows(): Uint32Array {
    return this.#rows.slice(0, this.count)
  }
}

interface WordTest {
  readonly pattern: BytePattern
  readonly alsoFits: ((row: number) => boolean) | undefined
}

/** Preparing so many takes a few milliseconds: whoever asks for something else meanwhile does not wait. */
const BLOCK_ROWS = 1024
/** One row in so many: below that, looking at each is quicker than looking through everything. */
const FEW_ROWS = 4

function makeBlock(firstRow: number, rowCount: number, folded: FoldedBytes, writeText: (row: number, into: FoldedBytes) => void): Block {
  const size = Math.min(BLOCK_ROWS, rowCount - firstRow)
  const starts = new Uint32Array(size + 1)
  folded.length = 0
  for (let index = 0; index < size; index += 1) {
    writeText(firstRow + index, folded)
    folded.addByte(END_OF_ROW)
    starts[index + 1] = folded.length
  }
  return { firstRow, bytes: folded.bytes.slice(0, folded.length), starts }
}

const USUAL_BYTES = 160
/** White space, which no word has in it, so that nothing is found across two rows. */
const END_OF_ROW = 0x0a

/** The word that fewest rows have leaves the least to be looked at. Counted among the first thousand. */
function rarestFirst(tests: readonly WordTest[], block: Block | undefined): readonly WordTest[] {
  if (block === undefined || tests.length < 2) return tests
  const counted = tests.map((test) => {
    const found = new FoundRows(BLOCK_ROWS)
    findInBlock(block, [test], found)
    return { test, rows: found.count }
  })
  return counted.sort((one, other) => one.rows - other.rows).map(({ test }) => test)
}

function findInBlock(block: Block, [first, ...others]: readonly WordTest[], found: FoundRows): void {
  if (first === undefined) return
  const { firstRow, bytes, starts } = block
  const size = starts.length - 1
  const take = (index: number): void => {
    if (others.length === 0 || fitsRow(block, firstRow + index, others)) found.push(firstRow + index)
  }
  let index = 0
  const { pattern, alsoFits } = first
  let place = pattern.find(bytes, 0, bytes.length)
  for (;;) {
    // Rows before the next place have the word only in another way.
    while (index < size && (place === -1 || (starts[index + 1] ?? 0) <= place)) {
      if (alsoFits === undefined && place === -1) return
      if (alsoFits?.(firstRow + index) === true) take(index)
      index += 1
    }
    if (index >= size) return
    take(index)
    index += 1
    place = pattern.find(bytes, starts[index] ?? 0, bytes.length)
  }
}

function fitsRow({ firstRow, bytes, starts }: Block, row: number, tests: readonly WordTest[]): boolean {
  const start = starts[row - firstRow] ?? 0
  const end = starts[row - firstRow + 1] ?? 0
  for (const { pattern, alsoFits } of tests) if (pattern.find(bytes, start, end) === -1 && alsoFits?.(row) !== true) return false
  return true
}
