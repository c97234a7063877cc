import { describeAgreement } from './agreement.ts'

describeAgreement('rail-tickets/policy.yaml')
