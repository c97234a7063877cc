import { describeAgreement } from './agreement.ts'

describeAgreement('lodging/policy.yaml')
