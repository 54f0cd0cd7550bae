/**
 * One entry of a directory as it came: positions into received bytes, so that nobody makes texts of what nobody looks at. The view and its
 * bytes may be used again for the next entry: whoever keeps a value copies it before the call returns.
 */
export interface EntryView {
  readonly bytes: Uint8Array
  readonly dnStart: number
  readonly dnEnd: number
  /** By index of the wanted attributes: start and end of each value in turn (`[start, end, start, end]`). Empty when there is none. */
  readonly values: readonly (readonly number[])[]
  /** Attributes that the server sends in parts (`member;range=0-1499`); empty for nearly all entries. Whoever reads the directory fetches the rest. */
  readonly ranges: readonly ValueRange[]
}

export interface ValueRange {
  /** Index of the wanted attribute. */
  readonly attribute: number
  readonly first: number
  /** Position of the last value that came; `undefined`: up to the end. */
  readonly last: number | undefined
}
