import { companyAsLdif } from '../../../src-main/practice/openldap/company-as-ldif.ts'
import { startPracticeDirectory, type PracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { startSlapd, type SlapdServer } from '../../support/slapd.ts'
import type { SearchParts } from '../../unit/practice/encode-request.ts'
import { RawClient, type RawAnswer } from './raw-client.ts'

/** The same company in a real slapd and in the practice directory, with one signed-in connection to each. */
export interface TwinDirectories extends AsyncDisposable {
  readonly slapd: SlapdServer
  readonly practice: PracticeDirectory
  readonly inSlapd: RawClient
  readonly inPractice: RawClient
}

export async function startTwins(): Promise<TwinDirectories> {
  // The helper makes the entry of the suffix itself, so the company lies one step below it.
  const slapd = await startSlapd({ suffix: 'dc=example', ldif: companyAsLdif('openldap'), memberOf: true, logging: 'off' })
  const practice = await startPracticeDirectory({ flavour: 'openldap' })
  const inSlapd = await RawClient.connect(slapd.port)
  const inPractice = await RawClient.connect(practice.ldapPort)
  await inSlapd.bind(practice.username, practice.password)
  await inPractice.bind(practice.username, practice.password)
  await repeatNestedMemberships(slapd, inSlapd, practice.baseDn)
  return {
    slapd,
    practice,
    inSlapd,
    inPractice,
    async [Symbol.asyncDispose]() {
      await inSlapd[Symbol.asyncDispose]()
      await inPractice[Symbol.asyncDispose]()
      await practice.close()
      await slapd.stop()
    }
  }
}

/** What a search came to, in an order that does not depend on the server. */
export function comparable({ code, matchedDn, text, entries, references }: RawAnswer): unknown {
  const listed = entries.map(({ dn, attributes }) => [
    dn,
    Object.fromEntries(
      [...attributes].map(([name, values]) => [name, values.map((value) => value.toString('latin1')).sort()] as const).sort(byFirst)
    )
  ])
  return { code, matchedDn, text, references, entries: listed.sort(byFirst) }
}

export async function bothAnswers(
  twins: TwinDirectories,
  parts: SearchParts
): Promise<{ readonly slapd: unknown; readonly practice: unknown; readonly count: number }> {
  const [slapd, practice] = [await twins.inSlapd.search(parts), await twins.inPractice.search(parts)]
  return { slapd: comparable(slapd), practice: comparable(practice), count: slapd.entries.length }
}

function byFirst(left: readonly unknown[], right: readonly unknown[]): number {
  const [a, b] = [String(left[0]), String(right[0])]
  return a < b ? -1 : a > b ? 1 : 0
}

// slapd's overlay notes a membership only if the member is there already when the group arrives: groups inside groups are said once more.
async function repeatNestedMemberships(slapd: SlapdServer, client: RawClient, base: string): Promise<void> {
  const groups = await client.search({ base, filter: { kind: 'present', attribute: 'member' }, attributes: ['member'] })
  const changes = groups.entries.flatMap(({ dn, attributes }) => {
    const nested = (attributes.get('member') ?? []).map(String).filter((member) => member.includes(',ou=Groups,'))
    const lines = nested.map((member) => `member:: ${Buffer.from(member).toString('base64')}\n`).join('')
    return nested.length === 0
      ? []
      : [`dn:: ${Buffer.from(dn).toString('base64')}\nchangetype: modify\ndelete: member\n${lines}-\nadd: member\n${lines}-\n`]
  })
  await slapd.add(changes.join('\n'))
}
