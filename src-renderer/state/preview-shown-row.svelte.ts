import type { PreviewRow, Trace } from '../../src-main/core/preview/preview-result.ts'
import type { PreviewAnswers } from '../../src-main/core/preview/preview-desk.ts'
import type { Engine } from '../bridge.ts'
import { Operation } from './operation.svelte.ts'
import { ShownRow } from './shown-row.svelte.ts'

/** The person of the side panel, with the way the outcome came about. */
export class PreviewShownRow extends ShownRow<PreviewRow, PreviewAnswers['trace']> {
  constructor(engine: Engine) {
    const asked = new Operation(engine, 'preview.trace')
    super(asked, (previewId, row) => asked.run({ previewId, row }), isSamePerson)
  }

  get trace(): Trace | undefined {
    return this.answer?.trace
  }
}

/** A user of the site alone has no DN; another domain gives people another user name. */
function isSamePerson(one: PreviewRow, other: PreviewRow): boolean {
  return one.dn === other.dn && (one.dn !== '' || one.username === other.username)
}
