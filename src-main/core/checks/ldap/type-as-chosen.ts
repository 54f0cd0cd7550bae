import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { productText } from '../../model/directory-facts.ts'
import { serverTypeText } from '../../model/directory-settings.ts'
import { serverTypeOf } from '../../model/server-type.ts'
import { type Check, failed, passed, skipped, warned } from '../check.ts'
import type { HostProbes } from '../probes.ts'

export const typeAsChosen: Check<HostProbes> = {
  id: 'ldap.type-as-chosen',
  title: 'The directory is of the chosen type',
  origin: 'your-directory',
  needs: ['ldap.root-dse-answers'],
  async run(probes) {
    const chosen = probes.settings.serverType
    const answer = await probes.rootDse()
    if (!answer.ok) return skipped('The server hides its root entry, so its type cannot be compared.')
    const found = serverTypeOf(answer.value)
    const product = seen('Answers like', productText[answer.value.product])
    if (found === undefined)
      return chosen === 'auto'
        ? warned(problem('ldap.type-unknown', {}, [product]))
        : skipped(`The server fits neither type; the chosen one (${serverTypeText[chosen]}) is used.`)
    if (chosen === 'auto') return passed(`Found out: ${serverTypeText[found]}.`, [product])
    if (chosen !== found)
      return failed(
        problem('ldap.type-mismatch', { found: productText[answer.value.product], chosen: serverTypeText[chosen] }, [
          product,
          seen('Chosen', serverTypeText[chosen])
        ])
      )
    return passed(`You chose ${serverTypeText[chosen]}, and so it answers.`, [product, seen('Chosen', serverTypeText[chosen])])
  }
}
