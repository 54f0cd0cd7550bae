import type { RowWriter } from '../../preview/export/preview-writer.ts'
import { assertNever } from '../../result.ts'
import type { IdentityRow, IdentityView } from '../identity-views.ts'
import { csvIdentity } from './csv-identity.ts'
import { htmlIdentity } from './html-identity.ts'
import type { IdentityFormat } from './identity-format.ts'
import { jsonIdentity } from './json-identity.ts'

export type IdentityWriter = RowWriter<IdentityRow>

export interface ExportedIdentity {
  readonly view: IdentityView
  readonly about: {
    /** Version of this application. */
    readonly version: string
    /** ISO 8601. */
    readonly createdAt: string
  }
}

/** A new format is one line here and one in `identityFormats`. */
export function createIdentityWriter(format: IdentityFormat, identity: ExportedIdentity): IdentityWriter {
  switch (format) {
    case 'csv':
      return csvIdentity()
    case 'json':
      return jsonIdentity(identity)
    case 'html':
      return htmlIdentity(identity)
    default:
      return assertNever(format)
  }
}
