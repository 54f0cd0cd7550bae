import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { madeUpGroupName, madeUpUserName } from '../../scim/entra-requests.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import { NOT_WRITTEN, type ScimProbes } from './probes.ts'

/** Needs no other rung: whatever went wrong before, it tidies up. */
export const nothingLeft: Check<ScimProbes> = {
  id: 'scim.nothing-left',
  title: 'Nothing made-up is left behind',
  origin: 'files-com',
  async run(probes) {
    if (!probes.writes) return skipped(NOT_WRITTEN)
    const left = await probes.tidyUp()
    if (left.length === 0)
      return passed('Neither user nor group of this rehearsal is on the server.', [
        seen('Made-up user', madeUpUserName(probes.made)),
        seen('Made-up group', madeUpGroupName(probes.made))
      ])
    const names = left.map(({ what, name, id }) => `the ${what} “${name}”${id === '' ? '' : ` (${id})`}`).join(' and ')
    return failed(
      problem(
        'scim.write.left-behind',
        { names },
        left.map(({ what, because }) => seen(`The ${what}`, because))
      )
    )
  }
}
