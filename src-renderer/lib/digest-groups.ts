/** Sixty-four digits in groups of four, which two people can compare over the telephone. */
export function digestGroups(digest: string): readonly string[] {
  return digest.match(/.{1,4}/g) ?? []
}
