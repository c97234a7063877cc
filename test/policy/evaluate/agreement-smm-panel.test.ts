import { describeAgreement } from './agreement.ts'

describeAgreement('smm-panel/policy.yaml')
