import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../../scripts/project-paths.mjs'
import { runCommand } from '../../scripts/run-command.mjs'
import { readCsv } from '../../src-main/adapters/tables/read-csv.ts'
import { readEntraUsers } from '../../src-main/core/identity/entra-people.ts'
import { createIdentityTable } from '../../src-main/core/identity/identity-table.ts'
import type { IdentityRules } from '../../src-main/core/identity/identity-views.ts'
import { type IdentityResult, judgeIdentity } from '../../src-main/core/identity/judge-identity.ts'
import { generatedCompany, PEOPLE } from '../support/generated-company.ts'
import { compare, resultLine, timed } from './compare.ts'

/**
 * 100,000 people of an Entra export joined with the 100,000 users of a site. The reference joins the same lists with `sort` and `join` once for
 * each name that a person can have, as somebody would do by hand; it knows neither accents nor who shares a name.
 */
export async function identityBench(pairs: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'identity-bench-'))
  try {
    const company = generatedCompany()
    const content = new TextEncoder().encode(company.csv)
    await writeFile(join(folder, 'people.csv'), company.csv)
    await writeFile(join(folder, 'users.txt'), company.usernames.join('\n'))
    const judging = await compare(
      {
        name: `judging ${PEOPLE.toLocaleString('en-US')} people and as many users, read from CSV / sort and join of the same names`,
        ours: () => timed(async () => judged(content, company.users)),
        reference: () => timed(() => sortAndJoin(folder))
      },
      pairs
    )
    const onlyJudging = await compare(
      {
        name: 'judging alone, from columns / one Map of plain JavaScript for each name',
        ours: () => timed(async () => judgeIdentity(company.people, company.users, rules)),
        reference: () => timed(async () => mapJoin(company))
      },
      pairs
    )
    const table = createIdentityTable(judged(content, company.users))
    return [resultLine(judging), resultLine(onlyJudging), await questionsLine(table)].join('\n')
  } finally {
    await rm(folder, { recursive: true })
  }
}

const rules: IdentityRules = {
  nameId: 'mail',
  scimUserName: 'upn',
  ldap: { usernameField: 'sAMAccountName', domain: 'corp.example' },
  ways: ['saml', 'scim'],
  strategyId: undefined
}

function judged(content: Uint8Array, users: Parameters<typeof judgeIdentity>[1]): IdentityResult {
  const table = readCsv(content)
  if (!table.ok) throw new Error(table.error)
  const people = readEntraUsers('people.csv', table.value)
  if (!people.ok) throw new Error(people.error.cause)
  return judgeIdentity(people.value.people('sAMAccountName'), users, rules)
}

function mapJoin({ people, users }: ReturnType<typeof generatedCompany>): number {
  const fold = (text: string): string => text.normalize('NFC').toLowerCase()
  const byName = new Map<string, number>()
  for (let user = 0; user < users.count; user += 1) byName.set(fold(users.text(user, 'username')), user)
  let found = 0
  for (const column of ['upn', 'mail', 'ldapName'] as const)
    for (let person = 0; person < people.count; person += 1) if (byName.has(fold(people.text(person, column)))) found += 1
  return found
}

async function sortAndJoin(folder: string): Promise<void> {
  const { code, output } = await runCommand('sh', ['-c', JOIN, 'sh', folder], { cwd: projectRoot })
  if (code !== 0) throw new Error(`sort and join ended with ${String(code)}: ${output.slice(-500)}`)
}

const JOIN = `
export LC_ALL=C
tr 'A-Z' 'a-z' < "$1/users.txt" | sort > "$1/users.sorted"
for column in 1 3 5; do
  tail -n +2 "$1/people.csv" | cut -d, -f"$column" | tr 'A-Z' 'a-z' | sort > "$1/names.sorted"
  join "$1/names.sorted" "$1/users.sorted" > "$1/found.txt"
  uniq -d "$1/names.sorted" > "$1/twice.txt"
done`

async function questionsLine(table: ReturnType<typeof createIdentityTable>): Promise<string> {
  const page = { classes: [], offset: 0, limit: 50 }
  const first = await timed(async () => table.page({ ...page, search: 'anna' }))
  const typed = await timed(async () => table.page({ ...page, search: 'anna 99' }))
  const sorted = await timed(async () => table.page({ ...page, search: '', sort: { column: 'name', descending: false } }))
  const jumped = await timed(async () => table.page({ ...page, search: '', offset: 90_000, sort: { column: 'name', descending: false } }))
  const ms = (value: number): string => `${value.toFixed(0)} ms`
  return `first search ${ms(first)}, next letters ${ms(typed)}, first sort ${ms(sorted)}, jump ${ms(jumped)}`
}
