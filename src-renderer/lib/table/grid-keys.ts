/** A cell of the grid. Row -1 is the header. */
export interface Cell {
  readonly row: number
  readonly column: number
}

export interface GridSize {
  readonly rows: number
  readonly columns: number
  /** Rows that fit on the screen. */
  readonly pageRows: number
}

type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

export const HEADER = -1

/** Where a key leads, as grids do it everywhere; absent: the key means nothing here. */
export function nextCell(keys: Keys, { row, column }: Cell, { rows, columns, pageRows }: GridSize): Cell | undefined {
  if (keys.altKey || keys.shiftKey) return undefined
  const lastRow = rows - 1
  const lastColumn = columns - 1
  if (keys.ctrlKey || keys.metaKey) {
    if (keys.key === 'Home') return { row: rows === 0 ? HEADER : 0, column: 0 }
    if (keys.key === 'End') return { row: lastRow, column: lastColumn }
    return undefined
  }
  switch (keys.key) {
    case 'ArrowUp':
      return { row: Math.max(row - 1, HEADER), column }
    case 'ArrowDown':
      return { row: Math.min(row + 1, lastRow), column }
    case 'ArrowLeft':
      return { row, column: Math.max(column - 1, 0) }
    case 'ArrowRight':
      return { row, column: Math.min(column + 1, lastColumn) }
    case 'PageUp':
      return { row: row === HEADER ? HEADER : Math.max(row - pageRows, 0), column }
    case 'PageDown':
      return { row: Math.min(Math.max(row, 0) + pageRows, lastRow), column }
    case 'Home':
      return { row, column: 0 }
    case 'End':
      return { row, column: lastColumn }
    default:
      return undefined
  }
}
