import { fail, type Result, succeed } from '../../core/result.ts'

/** An address that a secret may be sent to: https, or http on this computer alone, without a name and password in it. The error is the end of a sentence. */
export function secretWorthyAddress(url: string): Result<URL, string> {
  if (!URL.canParse(url) || /[\\\s]/.test(url)) return fail('it is no address')
  const address = new URL(url)
  if (address.username !== '' || address.password !== '') return fail('it holds a name or a password')
  const isHere = ['127.0.0.1', '[::1]', 'localhost'].includes(address.hostname)
  if (address.protocol !== 'https:' && !(address.protocol === 'http:' && isHere)) return fail('it is not https')
  address.hash = ''
  return succeed(address)
}
