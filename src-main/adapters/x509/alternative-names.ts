import type { AlternativeName } from '../../core/model/certificate.ts'
import { ipAddressText } from '../../core/model/ip-address.ts'
import { childrenOf, contentOf, readElement, type DerElement } from './der.ts'
import { hexOf, objectIdentifierOf, textOf } from './der-values.ts'
import { distinguishedName } from './distinguished-name.ts'

// GeneralName, RFC 5280 4.2.1.6: context-specific tags, constructed where the value is a structure.
const generalName = { other: 0xa0, email: 0x81, dns: 0x82, directory: 0xa4, uri: 0x86, ip: 0x87, registered: 0x88 } as const

const USER_PRINCIPAL_NAME = '1.3.6.1.4.1.311.20.2.3'
const DOMAIN_CONTROLLER_GUID = '1.3.6.1.4.1.311.25.1'
const KERBEROS_NAME = '1.3.6.1.5.2.2'

/** Reads GeneralNames; kinds that a server's name cannot be are described in words as `other`. */
export function alternativeNames(names: DerElement): readonly AlternativeName[] {
  return childrenOf(names).map(alternativeName)
}

export function alternativeName(name: DerElement): AlternativeName {
  switch (name.tag) {
    case generalName.dns:
      return { kind: 'dns', value: latin1(name) }
    case generalName.email:
      return { kind: 'email', value: latin1(name) }
    case generalName.uri:
      return { kind: 'uri', value: latin1(name) }
    case generalName.ip: {
      const address = ipAddressText([...contentOf(name)])
      return address === undefined
        ? { kind: 'other', value: `address of unusual length ${hexOf(contentOf(name))}` }
        : { kind: 'ip', value: address }
    }
    case generalName.directory:
      return {
        kind: 'other',
        value: `directory name ${distinguishedName(readElement(name.source, name.contentStart, name.contentEnd)).text}`
      }
    case generalName.registered:
      return { kind: 'other', value: 'registered identifier' }
    case generalName.other:
      return { kind: 'other', value: otherName(name) }
    default:
      return { kind: 'other', value: 'name of an unknown kind' }
  }
}

/** Domain controllers carry such names: their GUID in the directory, and their Kerberos name for smart cards. */
function otherName(name: DerElement): string {
  const [type, wrapper] = childrenOf(name)
  if (type === undefined) return 'name of an unknown kind'
  const oid = objectIdentifierOf(type)
  const value = wrapper === undefined ? undefined : childrenOf(wrapper)[0]
  if (oid === KERBEROS_NAME) return 'Kerberos principal name'
  if (value === undefined) return `other name ${oid}`
  if (oid === DOMAIN_CONTROLLER_GUID) return `domain controller GUID ${guidText(contentOf(value))}`
  const text = textOf(value)
  if (oid === USER_PRINCIPAL_NAME && text !== undefined) return `user principal name ${text}`
  return text === undefined ? `other name ${oid}` : `other name ${oid} ${text}`
}

/** The first three groups are stored with their bytes reversed (MS-DTYP 2.3.4). */
function guidText(bytes: Uint8Array): string {
  const group = (from: number, to: number): Uint8Array => bytes.subarray(from, to)
  const little = [group(0, 4), group(4, 6), group(6, 8)].map((part) => hexOf(part.slice().reverse()))
  return [...little, hexOf(group(8, 10)), hexOf(group(10, 16))].join('-')
}

function latin1(name: DerElement): string {
  return Buffer.from(contentOf(name)).toString('latin1')
}
