/** The cells of a text as RFC 4180 writes them, line by line; a byte order mark before it is not part of it. */
export function readCsv(text: string): readonly (readonly string[])[] {
  const lines: string[][] = []
  let line: string[] = []
  let rest = text.replace(/^\ufeff/, '')
  while (rest !== '') {
    const [whole = rest, quoted, bare = '', end = ''] = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/.exec(rest) ?? []
    line.push(quoted?.replaceAll('""', '"') ?? bare)
    rest = rest.slice(whole.length)
    if (end === ',') continue
    lines.push(line)
    line = []
  }
  return lines
}
