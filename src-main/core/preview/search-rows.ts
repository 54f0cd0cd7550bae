import { plainAscii } from './name-person.ts'

/** Finds rows whose text holds every word of a search. */
export interface RowSearch {
  /** Rows in ascending order; `undefined`: there is nothing to search for. */
  find(search: string): readonly number[] | undefined
  /** Works out the texts of the next few thousand rows, so that the first search need not; false when nothing is left to do. */
  prepare(): boolean
}

/**
 * The texts of many rows stand in one long text, because looking through it is many times faster than looking through as many short ones.
 * `textOf` gives what can be searched; `alsoFits` whether a word is found in a row by another way.
 */
export function createRowSearch(
  rowCount: number,
  textOf: (row: number) => string,
  alsoFits: (word: string) => ((row: number) => boolean) | undefined
): RowSearch {
  const blocks: Block[] = []
  const blockCount = Math.ceil(rowCount / BLOCK_ROWS)
  const blockAt = (index: number): Block => (blocks[index] ??= makeBlock(index * BLOCK_ROWS, rowCount, textOf))
  let last: { readonly folded: string; readonly found: readonly number[] } | undefined
  return {
    find(search) {
      const folded = foldForSearch(search)
      const words = searchWords(search)
      if (words.length === 0) return undefined
      const tests = words.map((word) => ({ word, alsoFits: alsoFits(word) }))
      const found: number[] = []
      // One letter more leaves some of the rows that were there, and no others.
      if (last !== undefined && folded.startsWith(last.folded) && last.found.length * FEW_ROWS < rowCount) {
        for (const row of last.found) if (fitsRow(blockAt(Math.floor(row / BLOCK_ROWS)), row, tests)) found.push(row)
      } else for (let index = 0; index < blockCount; index += 1) findInBlock(blockAt(index), tests, found)
      last = { folded, found }
      return found
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

export function foldForSearch(text: string): string {
  return plainAscii.test(text) ? text.toLowerCase() : text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

interface Block {
  readonly firstRow: number
  readonly text: string
  /** Where each row begins, and where the last one ends. */
  readonly starts: Uint32Array
}

interface WordTest {
  readonly word: string
  readonly alsoFits: ((row: number) => boolean) | undefined
}

const BLOCK_ROWS = 4096
/** One row in so many: below that, looking at each is quicker than looking through everything. */
const FEW_ROWS = 4

function makeBlock(firstRow: number, rowCount: number, textOf: (row: number) => string): Block {
  const size = Math.min(BLOCK_ROWS, rowCount - firstRow)
  const starts = new Uint32Array(size + 1)
  const texts: string[] = []
  for (let index = 0; index < size; index += 1) {
    const text = foldForSearch(textOf(firstRow + index)).replaceAll('\n', ' ')
    texts.push(text)
    starts[index + 1] = (starts[index] ?? 0) + text.length + 1
  }
  return { firstRow, text: texts.join('\n'), starts }
}

function findInBlock(block: Block, [first, ...others]: readonly WordTest[], found: number[]): void {
  if (first === undefined) return
  const { firstRow, text, starts } = block
  const size = starts.length - 1
  const take = (index: number): void => {
    if (others.length === 0 || fitsRow(block, firstRow + index, others)) found.push(firstRow + index)
  }
  let index = 0
  const { word, alsoFits } = first
  let place = text.indexOf(word)
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
    place = text.indexOf(word, starts[index])
  }
}

function fitsRow({ firstRow, text, starts }: Block, row: number, tests: readonly WordTest[]): boolean {
  const index = row - firstRow
  const rowText = text.slice(starts[index], (starts[index + 1] ?? 0) - 1)
  return tests.every(({ word, alsoFits }) => rowText.includes(word) || alsoFits?.(row) === true)
}
