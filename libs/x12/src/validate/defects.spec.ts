import { npiOf } from '../identifiers/identifiers';
import { showCents } from '../value/money';
import type { ClaimInContext } from '../x837p/claim';
import { date, dependant, diagnosis, edited, found, line, modifiers, pointers, primary, secondary, shown, type Edit } from './validate.fixture';

const bad = '1234567890';
const person = { type: '1', lastName: 'ROE', idQualifier: 'XX', id: bad, references: [] };
const defects: [string, () => ClaimInContext, Edit, string[]][] = [
  ['an NPI of the billing provider', primary, (one) => { one.billing.name!.id = bad; }, ['NPI_CHECK_DIGIT 2010AA NM109 error - 33a']],
  ['no NPI of the billing provider', primary, (one) => { delete one.billing.name!.id; }, ['NPI_MISSING 2010AA NM109 error - 33a']],
  ['an empty NPI of the billing provider', primary, (one) => { one.billing.name!.id = ''; }, ['NPI_CHECK_DIGIT 2010AA NM109 error - 33a']],
  ['NPIs of the other parties', primary, (one) => {
    one.claim.referring = [{ entity: 'DN', ...person }];
    one.claim.rendering = person;
    one.claim.serviceFacility = { ...person, street: { lines: ['1 OTHER ST'] }, city: { city: 'DENVER', state: 'CO', zip: '802021234' }, contacts: [] };
    one.claim.supervising = person;
  }, ['NPI_CHECK_DIGIT 2310A NM109 error - 17b', 'NPI_CHECK_DIGIT 2310B NM109 error - 24J', 'NPI_CHECK_DIGIT 2310C NM109 error - 32a', 'NPI_CHECK_DIGIT 2310D NM109 error - 17b']],
  ['NPIs at a line', primary, (one) => Object.assign(line(one, 1), {
    rendering: person, purchasedFrom: person, serviceFacility: { ...person, street: { lines: ['1 OTHER ST'] }, city: { city: 'DENVER', state: 'CO', zip: '802021234' } }, supervising: person, ordering: { ...person, contacts: [] }, referring: [{ entity: 'DN', ...person }],
  }), ['NPI_CHECK_DIGIT 2420A NM109 error 2 24J', 'NPI_CHECK_DIGIT 2420B NM109 error 2 -', 'NPI_CHECK_DIGIT 2420C NM109 error 2 -', 'NPI_CHECK_DIGIT 2420D NM109 error 2 -', 'NPI_CHECK_DIGIT 2420E NM109 error 2 -', 'NPI_CHECK_DIGIT 2420F NM109 error 2 -']],
  ['an identifier that is no NPI but says so otherwise', primary, (one) => { one.claim.rendering = { ...person, idQualifier: '24' }; }, []],
  ['taxonomies', primary, (one) => {
    one.billing.specialty!.taxonomy = '111N';
    one.claim.rendering = { ...person, id: npiOf('123456789'), specialty: { provider: 'PE', taxonomy: 'X' } };
    line(one, 1).rendering = { ...person, id: npiOf('123456788'), specialty: { provider: 'PE', taxonomy: 'Y' } };
  }, ['TAXONOMY_FORM 2000A PRV03 error - -', 'TAXONOMY_FORM 2310B PRV03 error - -', 'TAXONOMY_FORM 2420A PRV03 error 2 -']],
  ['a post office box', primary, (one) => { one.billing.name!.street!.lines = ['1 MAIN ST', 'P.O. BOX 7']; }, ['BILLING_POST_BOX 2010AA N301 error - 33']],
  ['a short ZIP', primary, (one) => { one.billing.name!.city!.zip = '80202'; }, ['ZIP_NOT_NINE_DIGITS 2010AA N403 error - 33']],
  ['a ZIP with more than nine digits', primary, (one) => { one.billing.name!.city!.zip = '8020212345'; }, ['ZIP_NOT_NINE_DIGITS 2010AA N403 error - 33']],
  ['a ZIP that begins with a letter', primary, (one) => { one.billing.name!.city!.zip = 'A802021234'; }, ['ZIP_NOT_NINE_DIGITS 2010AA N403 error - 33']],
  ['an address abroad', primary, (one) => { one.billing.name!.city = { city: 'TORONTO', zip: 'M5V2T6', country: 'CA' }; }, []],
  ['a short ZIP of an address said to be in the US', primary, (one) => { Object.assign(one.billing.name!.city!, { zip: '80202', country: 'US' }); }, ['ZIP_NOT_NINE_DIGITS 2010AA N403 error - 33']],
  ['no tax identifier', primary, (one) => { one.billing.name!.references = [{ qualifier: 'G2', value: '1' }]; }, ['TAX_ID_MISSING 2010AA REF02 error - 25']],
  ['a tax identifier with a hyphen', primary, (one) => { one.billing.name!.references = [{ qualifier: 'EI', value: '84-1234567' }]; }, ['TAX_ID_FORM 2010AA REF02 error - 25']],
  ['a tax identifier with ten digits', primary, (one) => { one.billing.name!.references = [{ qualifier: 'SY', value: '8412345678' }]; }, ['TAX_ID_FORM 2010AA REF02 error - 25']],
  ['a tax identifier that begins with a letter', primary, (one) => { one.billing.name!.references = [{ qualifier: 'EI', value: 'A841234567' }]; }, ['TAX_ID_FORM 2010AA REF02 error - 25']],
  ['no member identifier', primary, (one) => { delete one.subscriber.name!.id; }, ['MEMBER_ID_MISSING 2010BA NM109 error - 1a']],
  ['a member identifier with a blank', primary, (one) => { one.subscriber.name!.id = 'W1 2'; }, ['MEMBER_ID_FORM 2010BA NM109 error - 1a']],
  ['a member identifier in small letters', primary, (one) => { one.subscriber.name!.id = 'w12'; }, ['MEMBER_ID_FORM 2010BA NM109 error - 1a']],
  ['a wrong Medicare identifier', primary, (one) => { one.subscriber.insurance!.filing = 'MB'; }, ['MEDICARE_ID_FORM 2010BA NM109 error - 1a']],
  ['a right Medicare identifier', primary, (one) => { one.subscriber.insurance!.filing = 'MA'; one.subscriber.name!.id = '1EG4TE5MK73'; }, []],
  ['a telephone number', primary, (one) => { one.billing.name!.contacts = [{ function: 'IC', numbers: [{ qualifier: 'EM', number: 'a@b.c' }, { qualifier: 'TE', number: '5550199' }, { qualifier: 'TE', number: '30355501991' }, { qualifier: 'TE', number: 'x3035550199' }] }]; }, ['TELEPHONE_FORM 2010AA PER04 error - 33', 'TELEPHONE_FORM 2010AA PER04 error - 33', 'TELEPHONE_FORM 2010AA PER04 error - 33']],
  ['a rendering provider who bills', primary, (one) => { one.claim.rendering = { ...person, id: one.billing.name!.id }; }, ['RENDERING_IS_BILLING 2310B NM109 warning - 24J']],
  ['a facility at the billing address', primary, (one) => { one.claim.serviceFacility = { ...person, id: npiOf('123456789'), street: { lines: one.billing.name!.street!.lines.map((text) => text.toLowerCase()) }, city: one.billing.name!.city!, contacts: [] }; }, ['FACILITY_IS_BILLING 2310C N301 warning - 32']],
  ['a facility in the same street of another place', primary, (one) => { one.claim.serviceFacility = { ...person, id: npiOf('123456789'), street: one.billing.name!.street!, city: { city: 'DENVER', state: 'CO', zip: '111111111' }, contacts: [] }; }, []],
  ['a facility with a short ZIP', primary, (one) => { one.claim.serviceFacility = { ...person, id: npiOf('123456789'), street: { lines: ['9 A ST'] }, city: { city: 'DENVER', state: 'CO', zip: '80202' }, contacts: [] }; }, ['ZIP_NOT_NINE_DIGITS 2310C N403 error - 32']],
  ['a subscriber who is not said to be the patient', primary, (one) => { delete one.subscriber.insurance!.relationship; }, ['RELATIONSHIP_MISSING 2000B SBR02 error - 6']],
  ['a dependant whose subscriber is said to be the patient', dependant, (one) => { one.subscriber.insurance!.relationship = '18'; }, ['RELATIONSHIP_SELF 2000B SBR02 error - 6']],
  ['a subscriber without address and birth date', primary, (one) => { delete one.subscriber.name!.street; delete one.subscriber.name!.city; delete one.subscriber.name!.demographics; }, ['SUBSCRIBER_FACTS_MISSING 2010BA N3 error - 7', 'SUBSCRIBER_FACTS_MISSING 2010BA N4 error - 7', 'SUBSCRIBER_FACTS_MISSING 2010BA DMG error - 3']],
  ['Medicare second without its reason', secondary, (one) => { one.subscriber.insurance!.filing = 'MB'; one.subscriber.name!.id = '1EG4TE5MK73'; }, ['MEDICARE_SECONDARY_TYPE 2000B SBR05 error - -']],
  ['Medicare second with its reason', secondary, (one) => { Object.assign(one.subscriber.insurance!, { filing: 'MB', insuranceType: '12' }); one.subscriber.name!.id = '1EG4TE5MK73'; }, []],
  ['a second payer without the first', primary, (one) => { one.subscriber.insurance!.rank = 'S'; }, ['EARLIER_PAYER_MISSING 2320 SBR01 error - 11d']],
  ['a payer of unknown rank alone', primary, (one) => { one.subscriber.insurance!.rank = 'U'; }, []],
  ['two payers of one rank', secondary, (one) => { one.claim.otherPayers[1]!.rank = 'P'; }, ['RANK_TWICE 2320 SBR01 error - -']],
  ['a payer with the rank of the one asked', secondary, (one) => { one.claim.otherPayers[0]!.rank = 'T'; }, ['RANK_TWICE 2320 SBR01 error - -']],
  ['two payers of unknown rank', secondary, (one) => { one.claim.otherPayers.forEach((other) => { other.rank = 'U'; }); }, []],
  ...(['6', '7', '8'] as const).map((frequency): [string, () => ClaimInContext, Edit, string[]] => [`frequency ${frequency} without F8`, primary, (one) => { one.claim.place.frequency = frequency; }, ['FREQUENCY_WITHOUT_PAYER_NUMBER 2300 CLM05-3 error - 22']]),
  ['frequency 7 with an empty F8', primary, (one) => { one.claim.place.frequency = '7'; one.claim.references = [{ qualifier: 'F8', value: '' }, { qualifier: 'EA', value: '1' }]; }, ['FREQUENCY_WITHOUT_PAYER_NUMBER 2300 CLM05-3 error - 22']],
  ['frequency 7 with F8', primary, (one) => { one.claim.place.frequency = '7'; one.claim.references = [{ qualifier: 'F8', value: 'ICN1' }]; }, []],
  ['a frequency that does not exist', primary, (one) => { one.claim.place.frequency = '2'; }, ['CODE_NOT_ALLOWED 2300 CLM05-3 error - 22']],
  ['a total that is a cent off', primary, (one) => { one.claim.charge = (one.claim.charge as bigint) + 1n; }, ['TOTAL_CHARGE 2300 CLM02 error - 28']],
  ['an auto accident without day and state', primary, (one) => { one.claim.causes = { codes: ['AA'] }; }, ['ACCIDENT_DATE_MISSING 2300 DTP03 error - 14', 'ACCIDENT_STATE_MISSING 2300 CLM11-4 error - 10b']],
  ['an auto accident abroad', primary, (one) => { one.claim.causes = { codes: ['AA'], country: 'CA' }; one.claim.dates = [{ qualifier: '439', format: 'D8', value: '20260214' }]; }, []],
  ['a work accident without day', primary, (one) => { one.claim.causes = { codes: ['EM'] }; }, ['ACCIDENT_DATE_MISSING 2300 DTP03 error - 14']],
  ['spine manipulation for Medicare without initial treatment', primary, (one) => { one.subscriber.insurance!.filing = 'MB'; one.subscriber.name!.id = '1EG4TE5MK73'; line(one, 1).service!.procedure.code = '98940'; }, ['INITIAL_TREATMENT_MISSING 2300 DTP03 error - 15']],
  ['spine manipulation for Medicare with initial treatment at the line', primary, (one) => { one.subscriber.insurance!.filing = 'MB'; one.subscriber.name!.id = '1EG4TE5MK73'; line(one, 1).service!.procedure.code = '98941'; line(one).dates.push({ qualifier: '454', format: 'D8', value: '20260101' }); }, []],
  ['spine manipulation for another payer', primary, (one) => { line(one, 1).service!.procedure.code = '98940'; }, []],
  ['an ICD-9 diagnosis', primary, diagnosis(0, { qualifier: 'BK', code: 'M5450' }), ['DIAGNOSIS_QUALIFIER 2300 HI01-1 error - 21']],
  ['a second principal diagnosis', primary, diagnosis(1, { qualifier: 'ABK' }), ['DIAGNOSIS_QUALIFIER 2300 HI02-1 error - 21']],
  ['a dotted diagnosis', primary, diagnosis(1, { code: 'M54.2' }), ['DIAGNOSIS_FORM 2300 HI02-2 error - 21', 'DIAGNOSIS_UNKNOWN 2300 HI02-2 error - 21']],
  ['a diagnosis that stands twice', primary, diagnosis(1, { code: 'M5450' }), ['DIAGNOSIS_TWICE 2300 HI02-2 warning - 21']],
  ['a diagnosis nobody knows', primary, diagnosis(3, { code: 'M5499' }), ['DIAGNOSIS_UNKNOWN 2300 HI04-2 error - 21']],
  ['no diagnosis', primary, (one) => { delete one.claim.diagnoses; }, ['SEGMENT_MISSING 2300 HI error - -', 'POINTER_TO_NOTHING 2400 SV107-1 error 1 24E', 'POINTER_TO_NOTHING 2400 SV107-2 error 1 24E', 'POINTER_TO_NOTHING 2400 SV107-1 error 2 24E', 'POINTER_TO_NOTHING 2400 SV107-2 error 2 24E']],
  ['a pointer to nothing', primary, pointers(1, 5), ['POINTER_TO_NOTHING 2400 SV107-2 error 1 24E']],
  ['a pointer zero', primary, pointers(0), ['POINTER_TO_NOTHING 2400 SV107-1 error 1 24E']],
  ['the last diagnosis', primary, pointers(4), []],
  ['a pointer that is no number', primary, (one) => { line(one).service!.pointers.values = [{ unreadable: 'A' }]; }, ['NOT_A_NUMBER 2400 SV107-1 error 1 24E', 'POINTER_TO_NOTHING 2400 SV107-1 error 1 24E']],
  ['a pointer that stands twice', primary, pointers(2, 2), ['POINTER_TWICE 2400 SV107-2 error 1 24E']],
  ['five pointers', primary, (one) => { diagnosis(0, {})(one); one.claim.diagnoses!.codes.push({ qualifier: 'ABF', code: 'M546' }); pointers(1, 2, 3, 4, 5)(one); }, ['TOO_MANY_VALUES 2400 SV107-1 error 1 24E']],
  ['no pointer', primary, pointers(), ['ELEMENT_MISSING 2400 SV107-1 error 1 24E']],
  ['five modifiers', primary, modifiers('GP', '59', 'RT', '76', 'AT'), ['TOO_MANY_VALUES 2400 SV101-3 error 1 24D', 'TOO_MANY_MODIFIERS 2400 SV101-7 error 1 24D']],
  ['a fifth modifier where the description stands', primary, (one) => { line(one).service!.procedure.description = 'KX'; }, ['TOO_MANY_MODIFIERS 2400 SV101-7 error 1 24D']],
  ['a description', primary, (one) => { line(one).service!.procedure.description = 'KX EXERCISE'; }, []],
  ['four modifiers', primary, modifiers('GP', '59', '76', 'AT'), []],
  ['a modifier that stands twice', primary, modifiers('GP', 'GP'), ['MODIFIER_TWICE 2400 SV101-3 error 1 24D']],
  ['AT with GA', primary, modifiers('AT', 'GA'), ['AT_WITH_GA 2400 SV101-3 error 1 24D']],
  ['GA with GZ', primary, modifiers('GA', 'GZ'), ['GA_WITH_GZ 2400 SV101-3 error 1 24D']],
  ['GX without GY', primary, modifiers('GX'), ['GX_WITHOUT_GY 2400 SV101-3 error 1 24D']],
  ['GX with GY', primary, modifiers('GX', 'GY'), []],
  ['GA alone', primary, modifiers('GA'), []],
  ['a modifier that the procedure does not take', primary, modifiers('GP', 'QQ'), ['MODIFIER_NOT_ALLOWED 2400 SV101-4 error 1 24D']],
  ['a procedure nobody knows', primary, (one) => { line(one, 1).service!.procedure.code = '00000'; }, ['PROCEDURE_UNKNOWN 2400 SV101-2 error 2 24D']],
  ['a charge with three decimals', primary, (one) => { line(one).service!.charge = { unreadable: '12.345' }; one.claim.charge = line(one, 1).service!.charge; }, ['MONEY_DECIMALS 2400 SV102 error 1 24F']],
  ['a charge that is no amount', primary, (one) => { line(one).service!.charge = { unreadable: '12,34' }; one.claim.charge = line(one, 1).service!.charge; }, ['NOT_A_NUMBER 2400 SV102 error 1 24F']],
  ['a charge of nothing', primary, (one) => { line(one).service!.charge = 0n; one.claim.charge = line(one, 1).service!.charge; }, ['CHARGE_NOT_POSITIVE 2400 SV102 error 1 24F']],
  ['a negative charge', primary, (one) => { line(one).service!.charge = -1n; one.claim.charge = (line(one, 1).service!.charge as bigint) - 1n; }, ['CHARGE_NOT_POSITIVE 2400 SV102 error 1 24F']],
  ...['0', '0.0', '-1'].map((units): [string, () => ClaimInContext, Edit, string[]] => [`${units} units`, primary, (one) => { line(one).service!.units = units; }, ['UNITS_NOT_POSITIVE 2400 SV104 error 1 24G']]),
  ['half a unit', primary, (one) => { line(one).service!.units = '.5'; }, []],
  ['no day of service', primary, (one) => { line(one).dates = [{ qualifier: '304', format: 'D8', value: '20260201' }]; }, ['SERVICE_DATE_MISSING 2400 DTP03 error 1 24A']],
  ['telehealth without its modifier', primary, (one) => { one.claim.place.facility = '10'; line(one, 1).service!.procedure.modifiers = ['95']; }, ['TELEHEALTH_DISAGREES 2400 SV105 error 1 24B']],
  ['a telehealth modifier in the office', primary, modifiers('95'), ['TELEHEALTH_DISAGREES 2400 SV105 error 1 24B']],
  ['telehealth at one line', primary, (one) => { line(one).service!.facility = '02'; modifiers('95')(one); }, []],
  ['RT with a diagnosis of the left', primary, (one) => { modifiers('RT')(one); pointers(3)(one); }, ['SIDE_DISAGREES 2400 SV101-3 error 1 24D']],
  ['LT with a diagnosis of the right', primary, (one) => { modifiers('GP', 'LT')(one); pointers(2)(one); }, ['SIDE_DISAGREES 2400 SV101-3 error 1 24D']],
  ['RT with a diagnosis of the right', primary, (one) => { modifiers('RT')(one); pointers(2)(one); }, []],
  ['RT with diagnoses of both sides', primary, (one) => { modifiers('RT')(one); pointers(3, 2)(one); }, []],
  ['RT and LT', primary, (one) => { modifiers('RT', 'LT')(one); pointers(3)(one); }, []],
  ['RT with a diagnosis without side', primary, (one) => { modifiers('RT')(one); pointers(1)(one); }, []],
  ['a line that stands twice', primary, (one) => { one.claim.lines[1] = { ...line(one), references: [] }; one.claim.charge = (line(one).service!.charge as bigint) * 2n; }, ['DUPLICATE_LINE 2400 SV101 error 2 24D']],
  ['the same service on two days', primary, (one) => { one.claim.lines[1] = { ...line(one), references: [], dates: [{ qualifier: '472', format: 'D8', value: '20260110' }] }; one.claim.charge = (line(one).service!.charge as bigint) * 2n; }, []],
  ['a line number that stands twice', primary, (one) => { line(one, 1).references = line(one).references; }, ['LINE_NUMBER_USED 2400 REF02 error 2 -']],
  ['a service tomorrow', primary, date('20260402'), ['SERVICE_IN_FUTURE 2400 DTP03 error 1 24A']],
  ['a service today', primary, date('20260401'), []],
  ['a span that ends tomorrow', primary, date('20260330-20260402', 'RD8'), ['SERVICE_IN_FUTURE 2400 DTP03 error 1 24A']],
  ['a service before birth', primary, (one) => { one.subscriber.name!.demographics!.birthDate = '20260301'; line(one).dates[0]!.value = '20260301'; line(one, 1).dates[0]!.value = '20260228'; }, ['SERVICE_BEFORE_BIRTH 2400 DTP03 error 2 24A']],
  ['a service before the birth of a dependant', dependant, (one) => { one.patient!.name!.demographics!.birthDate = '20260327'; }, ['SERVICE_BEFORE_BIRTH 2400 DTP03 error 1 24A']],
  ['a day that does not exist', primary, date('20260231'), ['DATE_INVALID 2400 DTP03 error 1 -']],
  ['a span the wrong way round', primary, date('20260303-20260301', 'RD8'), ['DATE_INVALID 2400 DTP03 error 1 -']],
  ['a delimiter in a name', primary, (one) => { one.subscriber.name!.lastName = 'DO*E'; }, ['DELIMITER_IN_TEXT 2010BA NM103 warning - -']],
  ['a delimiter in a note', primary, (one) => { one.claim.notes = [{ code: 'ADD', text: 'A~B' }]; }, ['DELIMITER_IN_TEXT 2300 NTE02 warning - 19']],
  ['a delimiter in an address line', primary, (one) => { one.billing.name!.street!.lines = ['1 MAIN^ST']; }, ['DELIMITER_IN_TEXT 2010AA N301 warning - 33']],
  ['a delimiter in a procedure of the second line', primary, (one) => { line(one, 1).service!.procedure.description = 'A:B'; }, ['DELIMITER_IN_TEXT 2400 SV101 warning 2 -']],
  ['a delimiter in a dependant\'s name', dependant, (one) => { one.patient!.name!.lastName = 'A:B'; }, ['DELIMITER_IN_TEXT 2010CA NM103 warning - -']],
  ['a control number of 21 characters', primary, (one) => { one.claim.controlNumber = 'C'.repeat(21); }, ['LENGTH 2300 CLM01 error - 26']],
  ['a control number of 20 characters', primary, (one) => { one.claim.controlNumber = 'C'.repeat(20); }, []],
  ['no control number', primary, (one) => { one.claim.controlNumber = ''; }, ['ELEMENT_MISSING 2300 CLM01 error - 26']],
  ['no payer', primary, (one) => { delete one.subscriber.payer; }, ['SEGMENT_MISSING 2010BB NM1 error - -']],
  ['no lines', primary, (one) => { one.claim.lines = []; one.claim.charge = 0n; }, ['SEGMENT_MISSING 2400 LX error - -', 'DIAGNOSIS_UNKNOWN 2300 HI not-checked - 21']],
  ['51 lines', primary, (one) => { one.claim.lines = Array.from({ length: 51 }, (_, nth) => ({ ...line(one), dates: [{ qualifier: '472', format: 'D8', value: nth < 28 ? `202602${String(nth + 1).padStart(2, '0')}` : `202601${String(nth - 27).padStart(2, '0')}` }], references: [] })); one.claim.charge = (line(one).service!.charge as bigint) * 51n; }, ['SEGMENT_OVER_MAXIMUM 2400 LX error - -']],
  ['a wrong code', primary, (one) => { one.claim.assignment = 'X'; }, ['CODE_NOT_ALLOWED 2300 CLM07 error - 27']],
  ['thirteen diagnoses', primary, (one) => { one.claim.diagnoses!.codes = ['M5450', 'M542', 'M546', 'M25511', 'M25512', 'M7541', 'M7542', 'S134XXA', 'S39012A', 'M5416', 'M5417', 'M9901', 'M9903'].map((code, nth) => ({ qualifier: nth === 0 ? 'ABK' : 'ABF', code })); }, ['TOO_MANY_VALUES 2300 HI01 error - -']],
  ['units that are no number', primary, (one) => { line(one).service!.units = '2x'; }, ['FORM 2400 SV104 error 1 24G']],
  ['a line decision a cent off', secondary, (one) => { line(one).earlierPayers[0]!.paid = (line(one).earlierPayers[0]!.paid as bigint) + 1n; }, ['COB_LINE_BALANCE 2430 SVD02 error 1 -', 'COB_PAID_SUM 2320 AMT02 error - 29']],
  ['an earlier payment a cent off', secondary, (one) => { const [paid] = one.claim.otherPayers[1]!.amounts; paid!.amount = (paid!.amount as bigint) + 1n; }, ['COB_CLAIM_BALANCE 2320 AMT02 error - 29', 'COB_PAID_SUM 2320 AMT02 error - 29']],
  ['no earlier payment', secondary, (one) => { one.claim.otherPayers[0]!.amounts = []; }, ['COB_PAID_MISSING 2320 AMT02 error - 29']],
  ['an adjustment of the whole claim', secondary, (one) => { one.claim.otherPayers[0]!.adjustments = [{ group: 'CO', reasons: [{ reason: '45', amount: 1n }] }]; }, ['COB_CLAIM_BALANCE 2320 AMT02 error - 29', 'COB_PAID_SUM 2320 AMT02 error - 29']],
  ['an adjustment of the whole claim that is paid less', secondary, (one) => { const other = one.claim.otherPayers[0]!; other.adjustments = [{ group: 'CO', reasons: [{ reason: '45', amount: 1n }] }]; other.amounts[0]!.amount = (other.amounts[0]!.amount as bigint) - 1n; }, []],
  ['no day of decision', secondary, (one) => { for (const one_ of one.claim.lines) one_.earlierPayers[0]!.dates = []; }, ['COB_DATE_MISSING 2330B DTP03 error - -']],
  ['a day of decision at one line only', secondary, (one) => { line(one).earlierPayers[0]!.dates = []; }, ['COB_DATE_MISSING 2330B DTP03 error - -']],
  ['two days of decision', secondary, (one) => { one.claim.otherPayers[0]!.payer!.dates = [{ qualifier: '573', format: 'D8', value: '20260321' }]; }, ['COB_DATE_TWICE 2330B DTP03 error - -']],
  ['a day of decision at the payer', secondary, (one) => { for (const one_ of one.claim.lines) one_.earlierPayers[0]!.dates = []; one.claim.otherPayers[0]!.payer!.dates = [{ qualifier: '573', format: 'D8', value: '20260321' }]; }, []],
  ['a decision of a payer that is not there', secondary, (one) => { line(one, 1).earlierPayers.push({ ...line(one, 1).earlierPayers[0]!, payer: 'NOBODY' }); }, ['COB_PAYER_UNKNOWN 2430 SVD01 error 2 -']],
  ['two decisions of one payer', secondary, (one) => { line(one, 1).earlierPayers.push(line(one, 1).earlierPayers[0]!); }, ['COB_PAYER_TWICE 2430 SVD01 error 2 -']],
  ['another payer that has not decided', primary, (one) => { one.claim.otherPayers = [{ ...secondary().claim.otherPayers[0]!, rank: 'S', amounts: [] }]; }, []],
  ['another payer with the identifier of the one asked', primary, (one) => { const [other] = secondary().claim.otherPayers; one.claim.otherPayers = [{ ...other!, rank: 'S', amounts: [], payer: { ...other!.payer!, id: one.subscriber.payer!.id } }]; }, ['COB_PAYER_KEY_TWICE 2330B NM109 error - -']],
  ['an earlier payer that decided the claim only', secondary, (one) => { one.claim.otherPayers = one.claim.otherPayers.slice(0, 1); for (const one_ of one.claim.lines) one_.earlierPayers = []; const [other] = one.claim.otherPayers; other!.amounts = [{ qualifier: 'D', amount: (one.claim.charge as bigint) - 5n }]; other!.adjustments = [{ group: 'CO', reasons: [{ reason: '45', amount: 5n }] }]; other!.payer!.dates = [{ qualifier: '573', format: 'D8', value: '20260321' }]; }, []],
];

describe('a planted defect', () => {
  it.each(defects)('%s is found, with loop, element and box', (_name, base, edit, wanted) => expect(shown(found(edited(base, edit)))).toEqual(wanted));

  it('comes with a reason and something to do', () => {
    for (const [, base, edit] of defects) for (const finding of found(edited(base, edit))) expect([finding.reason, finding.action]).toEqual([expect.stringMatching(/^.{5,}\.$/), expect.stringMatching(/^.{5,}\.$/)]);
  });

  it('of an earlier payer is told in figures, whatever the order of its amounts', () => {
    const line1 = found(edited(secondary, (one) => { line(one).earlierPayers[0]!.paid = (line(one).earlierPayers[0]!.paid as bigint) + 1n; })).map((finding) => finding.reason);
    expect(line1).toEqual([expect.stringMatching(/^Line 1, payer SYNTH1: SV102 − ΣCAS = SVD02 gives .*, -0\.01 apart\.$/), expect.stringMatching(/^Payer SYNTH1: ΣSVD02 − ΣCAS\(2320\) = AMT\*D gives .*, 0\.01 apart\.$/)]);
    const paid = found(edited(secondary, (one) => { const [amount] = one.claim.otherPayers[1]!.amounts; amount!.amount = (amount!.amount as bigint) + 1n; })).map((finding) => finding.reason);
    expect(paid[0]).toMatch(/^Payer SYNTH2: CLM02 − ΣCAS = AMT\*D gives .*, -0\.01 apart\.$/);
    expect(shown(found(edited(secondary, (one) => { for (const other of one.claim.otherPayers) other.amounts.reverse(); })))).toEqual([]);
  });

  it('is told in figures', () => {
    const total = found(edited(primary, (one) => { one.claim.charge = (one.claim.charge as bigint) + 1n; }))[0];
    const sum = primary().claim.charge as bigint;
    expect(total?.reason).toBe(`The claim says ${showCents(sum + 1n)}, its lines sum to ${showCents(sum)}: 0.01 apart.`);
  });
});
