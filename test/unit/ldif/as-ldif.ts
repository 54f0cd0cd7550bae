import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readLdif, type LdifEnd, type LdifOptions } from '../../../src-main/adapters/ldif/read-ldif.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

export interface ReadBack {
  readonly entries: readonly { readonly dn: string; readonly attributes: Readonly<Record<string, readonly string[]>> }[]
  readonly end: LdifEnd
}

/** The file that holds this, read. */
export async function readText(content: string | Uint8Array, options: LdifOptions = {}): Promise<ReadBack> {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'export.ldif')
  await writeFile(path, content)
  return await readFile(path, options)
}

export async function readFile(path: string, options: LdifOptions = {}): Promise<ReadBack> {
  const entries: { readonly dn: string; readonly attributes: Readonly<Record<string, readonly string[]>> }[] = []
  const end = await readLdif(
    path,
    ({ dn, attributes }) => entries.push({ dn, attributes: Object.fromEntries(attributes) }),
    neverCancelled,
    options
  )
  return { entries, end }
}

/** `complete 2`, `cut 1`, or the code of the refusal with its reason. */
export function outcome({ end }: ReadBack): string {
  if (end.kind !== 'refused') return `${end.kind} ${end.entries}`
  return end.problem.code
}
