import { CodeList } from './code-list';

/** STC01-1. */
export const statusCategories = new CodeList('claim status category', {
  A0: 'passed on', A1: 'received', A2: 'accepted for adjudication', A3: 'returned as unprocessable', A4: 'not found', A5: 'split', A6: 'rejected: data missing', A7: 'rejected: data invalid', A8: 'rejected: data in conflict',
  P0: 'pending', P1: 'pending: in process', P2: 'pending: in review', P3: 'pending: provider was asked', P4: 'pending: patient was asked', P5: 'pending: payer administration', F0: 'decided', F1: 'paid', F2: 'denied', F3: 'revised', F3F: 'forwarded', F3N: 'not forwarded', F4: 'decided: payer pays nothing more',
  R0: 'more information wanted', R1: 'more about the entity wanted', R3: 'more about the claim wanted', R4: 'documents wanted', E0: 'error in the question', E1: 'system cannot answer', E2: 'system cannot answer now', E3: 'record cannot be read', D0: 'data cannot be searched',
});

/** STC01-2: those that come most often. */
export const statusCodes = new CodeList('claim status', {
  '0': 'see the category', '1': 'see the remittance', '3': 'on its way', '12': 'one or more lines were bundled', '15': 'a line was denied', '16': 'sent to the payer', '17': 'acknowledged', '18': 'received', '19': 'taken in by the system', '20': 'accepted for processing',
  '21': 'missing or invalid information', '26': 'entity not found', '33': 'subscriber and identifier not found', '35': 'claim not found', '54': 'duplicate of an earlier claim', '65': 'claim or line was paid', '78': 'duplicate of a claim in process', '88': 'not eligible on that day', '97': 'patient not eligible', '104': 'processed under the plan',
  '107': 'processed by contract', '109': 'entity not eligible', '116': 'sent to the wrong payer', '124': 'entity name', '125': 'entity name missing', '126': 'entity address', '145': 'specialty code', '153': 'entity identifier', '156': 'relation to subscriber', '158': 'birth date', '164': 'member number', '187': 'dates of service', '228': 'type of bill',
  '247': 'line', '254': 'principal diagnosis', '255': 'diagnosis', '306': 'description', '453': 'modifiers', '454': 'procedure', '476': 'units', '478': 'charge', '500': 'postal code', '507': 'procedure code', '562': 'national provider identifier', '732': 'wrong processing code', '736': 'attachment', '746': 'duplicate submission',
});

/** AAA03. */
export const refusalReasons = new CodeList('reason for refusal', {
  '04': 'too many requests', '15': 'required application data missing', '33': 'input errors', '35': 'out of network', '41': 'not allowed to ask', '42': 'system cannot answer now', '43': 'provider identifier', '44': 'provider name', '45': 'provider specialty', '46': 'provider telephone', '47': 'provider state', '48': 'referring provider identifier', '49': 'not the primary care provider', '50': 'provider may not ask', '51': 'provider not on file', '52': 'day of service not in the provider\'s time',
  '53': 'ask by another way', '54': 'inappropriate product', '55': 'inappropriate product qualifier', '56': 'inappropriate date', '57': 'invalid date of service', '58': 'birth date', '60': 'birth follows service', '61': 'death before service', '62': 'day outside the allowed time', '63': 'day in the future', '64': 'patient identifier', '65': 'patient name', '66': 'patient sex', '67': 'patient not found', '68': 'duplicate patient identifier',
  '69': 'diagnosis and sex', '70': 'diagnosis and age', '71': 'birth date does not match', '72': 'member identifier', '73': 'member name', '74': 'member sex', '75': 'member not found', '76': 'duplicate member identifier', '77': 'member found, patient not', '78': 'not in the group or plan', '79': 'invalid participant', '80': 'no answer from the payer', '97': 'invalid or missing address', 'T4': 'payer name or identifier missing',
});

/** AAA04. */
export const refusalFollowUps = new CodeList('what to do', { C: 'correct and ask again', N: 'do not ask again', P: 'ask the original again', R: 'ask again', S: 'do not ask again, question is wrong', W: 'wait 30 days and ask again', X: 'wait 10 days and ask again', Y: 'do not ask again, an answer will come' });

/** TA104 and TA105. */
export const interchangeStatuses = new CodeList('interchange answer', { A: 'accepted', E: 'accepted with errors', R: 'rejected: nothing in it was received' });
/** TA105. */
export const interchangeNotes = new CodeList('interchange note', {
  '000': 'no error', '001': 'control numbers of header and trailer differ', '002': 'standard not supported', '003': 'version not supported', '004': 'segment terminator', '005': 'sender qualifier', '006': 'sender identifier', '007': 'receiver qualifier', '008': 'receiver identifier', '009': 'unknown receiver', '010': 'authorisation qualifier', '014': 'interchange date', '015': 'interchange time', '016': 'standards identifier', '017': 'version', '018': 'control number',
  '019': 'acknowledgement asked', '020': 'test indicator', '021': 'number of groups', '022': 'control structure', '023': 'file ends too early', '024': 'invalid content', '025': 'control number used before', '026': 'element separator', '027': 'component separator',
});

/** IK501 and AK901. */
export const acknowledgementStatuses = new CodeList('acknowledgement', { A: 'accepted', E: 'accepted with errors', M: 'rejected: authentication', P: 'accepted in part', R: 'rejected', W: 'rejected: assurance', X: 'rejected: not decrypted' });
/** IK304. */
export const segmentErrors = new CodeList('segment error', {
  '1': 'unknown segment', '2': 'not expected here', '3': 'required segment missing', '4': 'loop too often', '5': 'segment too often', '6': 'not in this transaction set', '7': 'out of order', '8': 'has element errors', I4: 'present although not used', I6: 'dependent segment missing', I7: 'loop too seldom', I8: 'segment too seldom', I9: 'dependent segment present',
});
/** IK403. */
export const elementErrors = new CodeList('element error', {
  '1': 'required element missing', '2': 'conditional element missing', '3': 'too many elements', '4': 'too short', '5': 'too long', '6': 'invalid character', '7': 'invalid code', '8': 'invalid date', '9': 'invalid time', '10': 'two elements exclude each other', '12': 'too many repetitions', '13': 'too many components', I6: 'code not in the guide\'s list', I9: 'dependent element missing', I10: 'present although not used', I11: 'too few repetitions', I12: 'value not as the guide wants', I13: 'dependent element present',
});

/** EB01. */
export const benefitKinds = new CodeList('benefit', {
  '1': 'active', '2': 'active, full risk', '3': 'active, services capitated', '4': 'active, services capitated to the primary physician', '5': 'active, pending investigation', '6': 'inactive', '7': 'inactive, pending update', '8': 'inactive, pending investigation', A: 'coinsurance', B: 'copay', C: 'deductible', CB: 'coverage basis', D: 'description', E: 'exclusion', F: 'limitation',
  G: 'out-of-pocket limit', H: 'unlimited', I: 'not covered', J: 'cost containment', K: 'reserve', L: 'primary care provider', M: 'existing condition', MC: 'managed care coordinator', N: 'restricted to a provider', O: 'not medically necessary', P: 'disclaimer', Q: 'second opinion', R: 'other payer', S: 'prior year', T: 'card reported lost', U: 'contact', V: 'cannot process', W: 'other source', X: 'facility', Y: 'spend down',
});
/** EB06. */
export const benefitPeriods = new CodeList('period', { '6': 'hour', '7': 'day', '13': '24 hours', '21': 'years', '22': 'service year', '23': 'calendar year', '24': 'year to date', '25': 'contract', '26': 'episode', '27': 'visit', '28': 'outlier', '29': 'remaining', '30': 'over the limit', '31': 'not over the limit', '32': 'lifetime', '33': 'lifetime, remaining', '34': 'month', '35': 'week', '36': 'admission' });
/** EB03: those that matter to a spine clinic. */
export const serviceTypes = new CodeList('service type', { '1': 'medical care', '2': 'surgery', '4': 'x-ray', '5': 'laboratory', '6': 'radiation therapy', '7': 'anaesthesia', '12': 'equipment, purchase', '18': 'equipment, rental', '30': 'whole plan', '33': 'chiropractic', '47': 'hospital', '48': 'hospital, inpatient', '50': 'hospital, outpatient', '62': 'MRI or CT', '64': 'acupuncture', '73': 'diagnostic medical', '86': 'emergency', '88': 'pharmacy', '96': 'professional', '98': 'office visit', AD: 'occupational therapy', AE: 'physical medicine', AF: 'speech therapy', MH: 'mental health', PT: 'physical therapy', UC: 'urgent care' });
