import { describeAgreement } from './agreement.ts'

describeAgreement('hosting/policy.yaml')
