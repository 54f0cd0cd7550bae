import type { Purpose } from '../../core/model/certificate.ts'

/** An extended key usage with the name people know it by; an unknown one is named by its object identifier. */
export function purposeOf(oid: string): Purpose {
  return { name: purposeNames[oid] ?? oid, oid }
}

const purposeNames: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.7.3.1': 'server authentication',
  '1.3.6.1.5.5.7.3.2': 'client authentication',
  '1.3.6.1.5.5.7.3.3': 'code signing',
  '1.3.6.1.5.5.7.3.4': 'e-mail protection',
  '1.3.6.1.5.5.7.3.8': 'time stamping',
  '1.3.6.1.5.5.7.3.9': 'OCSP signing',
  '1.3.6.1.5.2.3.4': 'Kerberos client authentication',
  '1.3.6.1.5.2.3.5': 'Kerberos server authentication (KDC)',
  '1.3.6.1.4.1.311.10.3.4': 'encrypting file system',
  '1.3.6.1.4.1.311.20.2.2': 'smart card sign-in',
  '1.3.6.1.4.1.311.54.1.2': 'remote desktop authentication',
  '1.3.6.1.5.5.8.2.2': 'IP security (IKE)',
  '2.5.29.37.0': 'any purpose'
}
