import { groupsFilter, peopleFilter } from '../../../src-main/core/directory/filters.ts'
import { wantedOfGroups, wantedOfPeople } from '../../../src-main/core/preview/snapshot/wanted-attributes.ts'
import { runCommand } from '../../../scripts/run-command.mjs'
import { timed } from '../compare.ts'
import type { BenchWorld } from './bench-world.ts'

/** Milliseconds that ldapsearch takes for the same attributes, people and then groups, in pages of 1,000, to nowhere. */
export function yardstickMs({ slapd, settings, password, caFile }: BenchWorld): Promise<number> {
  const url = `ldaps://${settings.host}:${String(settings.port)}`
  const signedIn = ['-LLL', '-o', 'ldif-wrap=no', '-E', 'pr=1000/noprompt', '-H', url, '-x', '-D', slapd.readerDn, '-w', password]
  const search = async (filter: string, attributes: readonly string[]): Promise<void> => {
    const command = ['ldapsearch', ...signedIn, '-b', slapd.suffix, filter, ...attributes]
    const env = { ...process.env, LDAPTLS_CACERT: caFile }
    const { code, output } = await runCommand('sh', ['-c', '"$@" > /dev/null', 'sh', ...command], { env })
    if (code !== 0) throw new Error(`ldapsearch ended with ${String(code)}:\n${output.slice(-2000)}`)
  }
  return timed(async () => {
    await search(peopleFilter('openldap', undefined), wantedOfPeople('uid', 'openldap'))
    await search(groupsFilter('openldap'), wantedOfGroups('openldap'))
  })
}
