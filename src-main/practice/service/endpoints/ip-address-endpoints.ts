import type { Endpoint } from '../answer.ts'
import { listAnswer } from '../list-answer.ts'
import { noListRules } from '../list-query.ts'

/** Addresses of the blocks kept for documentation (RFC 5737): nobody can mistake them for the service's own. */
const siteAddresses = ['192.0.2.10', '192.0.2.11', '198.51.100.20']
const furtherAddresses = ['198.51.100.21', '203.0.113.30', '203.0.113.31']

export const ipAddressEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/ip_addresses',
    allowed: 'administrators',
    answer: (call) => {
      // The `id` of such a list is a text, so that paging goes by a number beside it.
      const list = { id: 1, associated_with: 'Site', group_id: null, ip_addresses: siteAddresses }
      return listAnswer([list], noListRules, call, (site) => ({ ...site, id: 'Site' }))
    }
  },
  {
    method: 'GET',
    path: '/ip_addresses/reserved',
    allowed: 'administrators',
    answer: (call) =>
      listAnswer(
        [...siteAddresses, ...furtherAddresses].map((address, index) => ({ id: index + 1, ip_address: address })),
        noListRules,
        call,
        ({ id, ip_address }) => ({ ip_address, server_name: `practice-${id}`, ftp_enabled: true, sftp_enabled: true })
      )
  }
]
