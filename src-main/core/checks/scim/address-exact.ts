import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { SERVICE_SCIM_ENDPOINT } from '../../entra/service-addresses.ts'
import { ENTRA_FLAGS } from '../../scim/read-scim-address.ts'
import { type Check, failed, passed, warned } from '../check.ts'
import type { ScimProbes } from './probes.ts'

export const addressExact: Check<ScimProbes> = {
  id: 'scim.address-exact',
  title: 'The address is the one that Entra ID needs',
  origin: 'this-computer',
  async run({ address }) {
    const shown = seen('Address', address.shown)
    if (address.kind === 'unreadable') return failed(problem('scim.address.unreadable', { because: address.because }, [shown]))
    if (address.kind === 'not-https') return failed(problem('scim.address.not-https', { scheme: address.scheme }, [shown]))
    const { isFilesCom, host, differences, flags } = address
    if (isFilesCom && differences.length > 0)
      return failed(
        problem('scim.address.not-exact', { differences: differences.join('; ') }, [shown, seen('Documented', SERVICE_SCIM_ENDPOINT)])
      )
    if (differences.length > 0) return warned(problem('scim.address.unusual', { differences: differences.join('; ') }, [shown]))
    const [flag] = flags
    if (flag !== undefined) return warned(problem('scim.address.flag', { flag, meaning: ENTRA_FLAGS[flag] ?? '' }, [shown]))
    return passed(
      isFilesCom ? 'It is the address that Files.com documents, letter by letter.' : `Users and groups are asked for at ${host}.`,
      [shown]
    )
  }
}
