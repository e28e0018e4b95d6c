import type { Discipline } from '../clinic/profile';

/** A diagnosis in ICD-10-CM, with our own short words for it. */
export interface Diagnosis {
  readonly code: string;
  readonly text: string;
}

const SPINE: readonly Diagnosis[] = [
  { code: 'M54.2', text: 'Neck pain' },
  { code: 'M54.59', text: 'Low back pain' },
  { code: 'M54.6', text: 'Pain in the middle back' },
  { code: 'M54.41', text: 'Low back pain with sciatica, right' },
  { code: 'M54.32', text: 'Sciatica, left' },
  { code: 'G44.209', text: 'Tension headache' },
  { code: 'M47.816', text: 'Worn joints of the low back' },
];

/** Segmental dysfunction: the leading diagnosis of a spine adjustment. */
const SEGMENTS: readonly Diagnosis[] = [
  { code: 'M99.01', text: 'Stiff segments of the neck' },
  { code: 'M99.02', text: 'Stiff segments of the middle back' },
  { code: 'M99.03', text: 'Stiff segments of the low back' },
];

const LIMBS: readonly Diagnosis[] = [
  { code: 'M25.511', text: 'Pain in the right shoulder' },
  { code: 'M25.562', text: 'Pain in the left knee' },
  { code: 'M25.551', text: 'Pain in the right hip' },
  { code: 'M77.11', text: 'Tennis elbow, right' },
  { code: 'M77.02', text: 'Golfer\'s elbow, left' },
  { code: 'M72.2', text: 'Heel pain from the sole' },
  { code: 'M75.41', text: 'Pinched tendon, right shoulder' },
  { code: 'M17.11', text: 'Worn right knee' },
  { code: 'M79.18', text: 'Muscle pain with trigger points' },
  { code: 'M76.61', text: 'Sore Achilles tendon, right' },
  { code: 'S39.012A', text: 'Strained low back, first treatment' },
  { code: 'M26.623', text: 'Jaw joint pain, both sides' },
  { code: 'M79.2', text: 'Irritated nerve' },
];

/** What brings people to a practitioner: the leading diagnoses, and those that come with them. */
export const DIAGNOSES: Readonly<Record<Discipline, { readonly leading: readonly Diagnosis[]; readonly further: readonly Diagnosis[] }>> = {
  CHIROPRACTIC: { leading: SEGMENTS, further: SPINE },
  PHYSICAL_THERAPY: { leading: [...LIMBS, ...SPINE], further: LIMBS },
};
