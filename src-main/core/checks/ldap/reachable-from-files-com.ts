import { seen } from '../../evidence.ts'
import type { Check } from '../check.ts'
import { isPrivateAddress } from '../private-address.ts'
import type { HostProbes } from '../probes.ts'

/** A test from this computer is not a test from Files.com; this rung never turns green here. */
export const reachableFromFilesCom: Check<HostProbes> = {
  id: 'ldap.reachable-from-files-com',
  title: 'Files.com can reach this server too',
  origin: 'files-com',
  needs: ['ldap.name-resolves'],
  async run(probes) {
    const { host, port } = probes.settings
    const answer = await probes.name()
    const addresses = answer.kind === 'resolved' ? [...answer.ipv4, ...answer.ipv6] : []
    const isPrivate = addresses.length > 0 && addresses.every(isPrivateAddress)
    const because = isPrivate
      ? `This computer was asked, not Files.com, and here ${host} stands for an address that exists only inside your network.`
      : 'This computer was asked, not Files.com. Firewalls and name servers may answer differently outside.'
    const publish = isPrivate ? `Publish the server under a name that the public DNS answers with a public address. Then open` : 'Open'
    return {
      status: 'not-provable-here',
      because,
      next: `${publish} TCP port ${port} for the addresses that Files.com lists as its own, let it sync once, and look at the result in its External Logs: that proves it.`,
      evidence: addresses.map((address) => seen(host, isPrivateAddress(address) ? `${address} (private)` : `${address} (public)`))
    }
  }
}
