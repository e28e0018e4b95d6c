import { CodeList } from './code-list';

/** CAS01. */
export const adjustmentGroups = new CodeList('adjustment group', {
  CO: 'contractual: the provider bears it', PR: 'the patient owes it', OA: 'other, for information', PI: 'the payer reduced it on its own', CR: 'correction or reversal (4010)',
});

/** CAS02 and the other reasons: those that a spine clinic meets. */
export const adjustmentReasons = new CodeList('adjustment reason', {
  '1': 'deductible', '2': 'coinsurance', '3': 'copay', '4': 'modifier wrong or missing', '11': 'diagnosis does not fit the procedure', '15': 'authorisation number wrong or missing',
  '16': 'information is missing or wrong', '18': 'exact duplicate', '22': 'another payer comes first', '23': 'what earlier payers did', '24': 'covered by a capitation', '26': 'before coverage began',
  '27': 'after coverage ended', '29': 'filed too late', '31': 'patient not identified as insured', '44': 'prompt-pay discount', '45': 'above the agreed fee', '50': 'not medically necessary', '59': 'several procedures on one day',
  '94': 'more than charged was allowed', '96': 'not covered', '97': 'included in another service', '100': 'paid to somebody else', '101': 'estimate before service', '104': 'managed-care withhold', '109': 'not this payer',
  '119': 'benefit maximum reached', '125': 'submission error', '131': 'negotiated discount', '137': 'regulatory surcharge or tax', '140': 'member number and name differ', '144': 'incentive', '146': 'diagnosis invalid on that day',
  '150': 'level of service not supported', '151': 'frequency not supported', '167': 'diagnosis not covered', '170': 'this kind of provider is not paid', '181': 'procedure invalid on that day', '182': 'modifier invalid on that day',
  '183': 'referring provider may not refer', '197': 'no authorisation beforehand', '198': 'beyond the authorisation', '204': 'not in the patient\'s plan', '226': 'provider did not answer', '227': 'patient did not answer',
  '234': 'not paid separately', '236': 'pair of procedures not payable together', '237': 'penalty by law', '251': 'attachment incomplete', '252': 'attachment wanted', '253': 'federal sequestration', '256': 'not payable under the contract', '272': 'cover limits not met',
  '288': 'referral missing', A1: 'denied, see the remarks', B7: 'provider not eligible on that day', B15: 'another service must come with it', B16: 'not a new patient',
});

/** CLP02. */
export const claimStatuses = new CodeList('claim status', {
  '1': 'decided as primary', '2': 'decided as secondary', '3': 'decided as tertiary', '4': 'denied', '19': 'decided as primary, passed on', '20': 'decided as secondary, passed on', '21': 'decided as tertiary, passed on',
  '22': 'earlier payment taken back', '23': 'not our claim, passed on', '25': 'estimate only',
});

/** PLB03-1 and the others. */
export const providerAdjustmentReasons = new CodeList('provider adjustment', {
  WO: 'overpayment taken back', FB: 'balance carried forward', '72': 'refund acknowledged', CS: 'adjustment', L6: 'interest', '50': 'late charge', '51': 'interest penalty', '90': 'early payment allowance', AM: 'applied to a loan', AP: 'payment brought forward',
  B2: 'rebate', B3: 'recovery allowance', BD: 'bad debt', BN: 'bonus', C5: 'temporary allowance', CR: 'capitation interest', CT: 'capitation', CV: 'capital pass-through', CW: 'nurse anaesthetist pass-through', DM: 'medical education', E3: 'withholding', FC: 'fund allocation',
  GO: 'graduate education', HM: 'haemophilia add-on', IP: 'incentive', IR: 'tax withheld', IS: 'interim settlement', J1: 'not reimbursed', L3: 'penalty', LE: 'levy', LS: 'lump sum', OA: 'organ acquisition', OB: 'affiliated providers', PI: 'periodic interim payment',
  PL: 'final settlement', RA: 'retroactive adjustment', RE: 'return on equity', SL: 'student loan', TL: 'third-party liability', WU: 'recovery not specified',
});

/** BPR04. */
export const paymentMethods = new CodeList('payment method', { ACH: 'bank transfer (ACH)', BOP: 'chosen by the bank', CHK: 'cheque', FWT: 'wire transfer', NON: 'no payment' });
