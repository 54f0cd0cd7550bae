/** A file of rows and columns, as it stands there: nothing is trimmed. */
export interface Table {
  readonly header: readonly string[]
  /** Each as long as the header: what a row lacks at its end is empty. */
  readonly rows: readonly (readonly string[])[]
}
