import type { TableColumn } from './table-column.ts'

/** Widths of the columns in px, as somebody has drawn them; remembered on this computer when it lets us. */
export class ColumnWidths<Id extends string> {
  readonly #columns: readonly TableColumn<Id, string>[]
  readonly #key: string
  #widths = $state.raw<Widths>({})

  /** `key`: under what they are remembered. */
  constructor(columns: readonly TableColumn<Id, string>[], key: string) {
    this.#columns = columns
    this.#key = key
    this.#widths = parseWidths(remembered(key), columns)
  }

  of(id: Id): number {
    return this.#widths[id] ?? this.#usual(id)
  }

  /** Of the columns that stay, by their place. */
  at(place: number): number {
    const column = this.#columns[place]
    return column === undefined ? 0 : this.of(column.id)
  }

  /** For `grid-template-columns`; the last column takes what is left of the room. */
  get template(): string {
    const last = this.#columns.length - 1
    return this.#columns.map(({ id }, place) => (place === last ? `minmax(${this.of(id)}px, 1fr)` : `${this.of(id)}px`)).join(' ')
  }

  get total(): number {
    return this.#columns.reduce((sum, { id }) => sum + this.of(id), 0)
  }

  set(id: Id, width: number): void {
    this.#widths = { ...this.#widths, [id]: Math.round(Math.min(Math.max(width, NARROWEST), WIDEST)) }
  }

  reset(id: Id): void {
    this.set(id, this.#usual(id))
    this.keep()
  }

  /** Once the drawing has ended, not at every step. */
  keep(): void {
    remember(
      this.#key,
      Object.entries(this.#widths)
        .map(([id, width]) => `${id}=${String(width)}`)
        .join(' ')
    )
  }

  #usual(id: Id): number {
    return this.#columns.find((column) => column.id === id)?.usualWidth ?? NARROWEST
  }
}

type Widths = Readonly<Record<string, number>>

export const NARROWEST = 64
export const WIDEST = 900

/** What cannot be read is left out. */
function parseWidths(text: string, columns: readonly TableColumn<string, string>[]): Widths {
  let widths: Widths = {}
  for (const part of text.split(' ')) {
    const [name, width] = part.split('=')
    const column = columns.find(({ id }) => id === name)
    const px = Number(width)
    if (column !== undefined && px >= NARROWEST && px <= WIDEST) widths = { ...widths, [column.id]: px }
  }
  return widths
}

// A window without storage, or with a full one, still has columns.
function remembered(key: string): string {
  try {
    return localStorage.getItem(key) ?? ''
  } catch (thrown) {
    if (thrown instanceof DOMException) return ''
    throw thrown
  }
}

function remember(key: string, text: string): void {
  try {
    localStorage.setItem(key, text)
  } catch (thrown) {
    if (!(thrown instanceof DOMException)) throw thrown
  }
}
