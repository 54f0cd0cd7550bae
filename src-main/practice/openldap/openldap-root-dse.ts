import { Entry } from '../directory/entry.ts'
import type { Schema } from '../directory/schema.ts'
import { OPENLDAP_BASE } from './openldap-company.ts'

/** The root entry as slapd shows it: almost everything is operational, so only `+` or names bring it. */
export function openLdapRootDse(schema: Schema, hasTls: boolean): Entry {
  return new Entry(schema, [], {
    objectClass: ['top', 'OpenLDAProotDSE'],
    structuralObjectClass: 'OpenLDAProotDSE',
    configContext: 'cn=config',
    namingContexts: OPENLDAP_BASE,
    supportedControl: [
      '2.16.840.1.113730.3.4.2', // treat references as entries
      '1.3.6.1.4.1.4203.1.10.1', // subentries
      '1.2.840.113556.1.4.319' // paged results
    ],
    supportedExtension: [
      ...(hasTls ? ['1.3.6.1.4.1.1466.20037'] : []), // StartTLS
      '1.3.6.1.4.1.4203.1.11.3' // who am I
    ],
    supportedFeatures: [
      '1.3.6.1.4.1.4203.1.5.1', // all operational attributes by +
      '1.3.6.1.4.1.4203.1.5.3', // filters that are always true or false
      '1.3.6.1.4.1.4203.1.5.4' // language tags
    ],
    supportedLDAPVersion: '3',
    subschemaSubentry: 'cn=Subschema'
  })
}
