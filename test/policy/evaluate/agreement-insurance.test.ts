import { describeAgreement } from './agreement.ts'

describeAgreement('insurance/policy.yaml')
