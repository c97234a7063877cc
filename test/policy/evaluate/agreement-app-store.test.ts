import { describeAgreement } from './agreement.ts'

describeAgreement('app-store/policy.yaml')
