import { type ColumnId, columns } from './columns.ts'

/** Widths of the columns in px, as somebody has drawn them; remembered on this computer when it lets us. */
export class ColumnWidths {
  #widths = $state.raw<Widths>({})

  constructor() {
    this.#widths = parseWidths(remembered())
  }

  of(id: ColumnId): number {
    return this.#widths[id] ?? usualWidth(id)
  }

  /** For `grid-template-columns`; the last column takes what is left of the room. */
  get template(): string {
    return columns.map(({ id }, place) => (place === columns.length - 1 ? `minmax(${this.of(id)}px, 1fr)` : `${this.of(id)}px`)).join(' ')
  }

  get total(): number {
    return columns.reduce((sum, { id }) => sum + this.of(id), 0)
  }

  set(id: ColumnId, width: number): void {
    this.#widths = { ...this.#widths, [id]: Math.round(Math.min(Math.max(width, NARROWEST), WIDEST)) }
  }

  reset(id: ColumnId): void {
    this.set(id, usualWidth(id))
    this.keep()
  }

  /** Once the drawing has ended, not at every step. */
  keep(): void {
    remember(
      Object.entries(this.#widths)
        .map(([id, width]) => `${id}=${width}`)
        .join(' ')
    )
  }
}

type Widths = Readonly<Partial<Record<ColumnId, number>>>

export const NARROWEST = 64
export const WIDEST = 900

function usualWidth(id: ColumnId): number {
  return columns.find((column) => column.id === id)?.usualWidth ?? NARROWEST
}

/** What cannot be read is left out. */
function parseWidths(text: string): Widths {
  let widths: Widths = {}
  for (const part of text.split(' ')) {
    const [name, width] = part.split('=')
    const column = columns.find(({ id }) => id === name)
    const px = Number(width)
    if (column !== undefined && px >= NARROWEST && px <= WIDEST) widths = { ...widths, [column.id]: px }
  }
  return widths
}

const KEY = 'preview-column-widths'

// A window without storage, or with a full one, still has columns.
function remembered(): string {
  try {
    return localStorage.getItem(KEY) ?? ''
  } catch (thrown) {
    if (thrown instanceof DOMException) return ''
    throw thrown
  }
}

function remember(text: string): void {
  try {
    localStorage.setItem(KEY, text)
  } catch (thrown) {
    if (!(thrown instanceof DOMException)) throw thrown
  }
}
