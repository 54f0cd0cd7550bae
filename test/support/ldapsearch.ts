import { runCommand } from '../../scripts/run-command.mjs'

/** An entry as ldapsearch printed it: attribute names in lower case, values as text. */
export interface PrintedEntry {
  readonly dn: string
  readonly values: ReadonlyMap<string, readonly string[]>
}

/** What another program reads in the same directory: none of our code between the server and the values but ten lines for LDIF. */
export async function searchByLdapsearch(
  connection: readonly string[],
  base: string,
  filter: string,
  attributes: readonly string[],
  env = process.env
): Promise<readonly PrintedEntry[]> {
  const { code, stdout, output } = await runCommand(
    'ldapsearch',
    [...connection, '-x', '-LLL', '-o', 'ldif-wrap=no', '-E', 'pr=500/noprompt', '-b', base, filter, ...attributes],
    { env }
  )
  if (code !== 0) throw new Error(`ldapsearch ended with ${String(code)}: ${output.slice(-1000)}`)
  return stdout.split(/\n\n+/).flatMap((block) => {
    const values = new Map<string, string[]>()
    for (const printed of block.split('\n')) {
      const found = /^([^:#]+)(::?) ?(.*)$/.exec(printed)
      if (found === null) continue
      const [, name = '', colons, text = ''] = found
      const value = colons === '::' ? Buffer.from(text, 'base64').toString('utf8') : text
      values.set(name.toLowerCase(), [...(values.get(name.toLowerCase()) ?? []), value])
    }
    const [dn] = values.get('dn') ?? []
    return dn === undefined ? [] : [{ dn, values }]
  })
}
