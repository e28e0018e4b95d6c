import { generateEligibilityResponse } from '../generate/answers';
import { interchangeOf } from '../generate/envelope';
import { bytesOf } from '../bytes/bytes';
import { readEventsSync } from '../read/document-reader';
import { writeBytes } from '../write/write';
import { allRefusalsOf, benefitsOf, eligibilitySubscriber, refusalsOf, type EligibilityResponse } from './benefits';

const file = writeBytes(interchangeOf(generateEligibilityResponse(3).guide, [generateEligibilityResponse(3)]));
const subscribers = [...readEventsSync(file)].flatMap((event) => eligibilitySubscriber(event) ?? []);

describe('a 271', () => {
  it('gives every EB with what belongs to it alone', () => {
    const benefits = benefitsOf(subscribers[0]!);
    expect(benefits.map(({ benefit }) => benefit.kind)).toEqual(['1', 'C', 'C', 'A', 'F', 'R']);
    expect(benefits.map(({ benefit }) => benefit.messages.length)).toEqual([0, 0, 0, 1, 0, 0]);
    expect(benefits.map(({ benefit }) => benefit.deliveries.length)).toEqual([0, 0, 0, 0, 1, 0]);
    expect(benefits[0]?.benefit.serviceTypes).toEqual(['30', '98', 'PT']);
    expect(benefits[4]?.benefit.dates).toEqual([{ qualifier: '292', format: 'RD8', value: '20260101-20261231' }]);
    expect(benefits[5]?.benefit.related.map((entity) => [entity.entity, entity.lastName])).toEqual([['PRP', 'OTHER PLAN']]);
    expect(benefits[5]?.benefit.additional).toHaveLength(1);
  });

  it('says whom each is about', () => {
    const [{ about } = { about: undefined }] = benefitsOf(subscribers[0]!);
    expect(about).toMatchObject({ role: 'subscriber', memberId: subscribers[0]?.name?.id, traces: ['TRACE3'] });
    expect(refusalsOf(subscribers[0]!).map(({ level, about: person, refusal }) => [level, person?.role, person?.firstName, refusal.reason])).toEqual([['person', 'dependant', 'LEE', '75']]);
  });

  it('finds every AAA, from the source down to a benefit', () => {
    const aaa = (reason: string): string => `AAA*N**${reason}*C~`;
    const units = `ISA*00*          *00*          *ZZ*S              *ZZ*R              *260401*1200*^*00501*000000001*0*T*:~GS*HB*S*R*20260401*1200*1*X*005010X279A1~ST*271*0001*005010X279A1~BHT*0022*11*1*20260401*1200~HL*1**20*1~${aaa('42')}NM1*PR*2*P*****PI*1~${aaa('80')}HL*2*1*21*1~NM1*1P*2*C*****XX*1~${aaa('43')}HL*3*2*22*0~NM1*IL*1*A****MI*1~${aaa('72')}EB*1~${aaa('15')}SE*14*0001~GE*1*1~IEA*1*000000001~`;
    const whole = [...readEventsSync(bytesOf(units), { keep: true })].flatMap((event) => (event.kind === 'transaction-end' ? [event.model as unknown as EligibilityResponse] : []));
    expect(allRefusalsOf(whole[0]!).map(({ level, refusal }) => [level, refusal.reason])).toEqual([['source', '42'], ['source name', '80'], ['receiver', '43'], ['person', '72'], ['benefit', '15']]);
  });
});
