import type { RowWriter } from '../../preview/export/preview-writer.ts'
import { APPLICATION_NAME } from '../../report/check-document.ts'
import type { IdentityRow } from '../identity-views.ts'
import type { ExportedIdentity } from './create-identity-writer.ts'

/** One document: `schemaVersion`, `command`, `application`, `createdAt`, `identity` with the numbers, and `rows` one a line. */
export function jsonIdentity({ view, about }: ExportedIdentity): RowWriter<IdentityRow> {
  let isFirst = true
  const application = { name: APPLICATION_NAME, version: about.version }
  const head = { schemaVersion: 1, command: 'identity', application, createdAt: about.createdAt, identity: view }

  return {
    begin: () => `${JSON.stringify(head).slice(0, -1)},"rows":[`,
    page(rows) {
      if (rows.length === 0) return ''
      const separator = isFirst ? '\n' : ',\n'
      isFirst = false
      return separator + rows.map((row) => JSON.stringify(row)).join(',\n')
    },
    end: () => '\n]}\n'
  }
}
