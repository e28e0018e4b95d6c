import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { EncounterEntity } from '../encounters/encounter.entity';

@Entity({ schema: 'patient', name: 'needling_site' })
@ForeignKey(() => EncounterEntity, ['practiceId', 'encounterId'], ['practiceId', 'id'], { name: 'needling_site_encounter' })
@ForeignKey(() => NeedlingSiteEntity, ['practiceId', 'correctsId'], ['practiceId', 'id'], { name: 'needling_site_corrects' })
@Unique('needling_site_corrected_once', ['practiceId', 'correctsId'])
@Index('needling_site_by_encounter', { synchronize: false })
@Check('needling_site_side', `side IN ('LEFT', 'RIGHT', 'MIDLINE')`)
@Check('needling_site_twitch', `twitch_response IN ('SEEN', 'NOT_SEEN', 'DECLINED')`)
@Check('needling_site_needles', 'needles_in BETWEEN 1 AND 60 AND needles_out BETWEEN 0 AND 60')
@Check('needling_site_withdrawal', 'NOT withdrawn OR corrects_id IS NOT NULL')
export class NeedlingSiteEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'needling_site_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'needling_site_pkey' }) id!: string;
  @Column({ name: 'encounter_id', type: 'uuid' }) encounterId!: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ name: 'practitioner_id', type: 'uuid' }) practitionerId!: string;
  @Column({ name: 'muscle_key', type: 'text' }) muscleKey!: string;
  @Column({ type: 'text' }) side!: string;
  @Column({ name: 'needle_diameter_mm', type: 'numeric', precision: 3, scale: 2 }) needleDiameterMm!: string;
  @Column({ name: 'needle_length_mm', type: 'numeric', precision: 4, scale: 1 }) needleLengthMm!: string;
  @Column({ type: 'text', nullable: true }) lot!: string | null;
  @Column({ name: 'needles_in', type: 'integer' }) needlesIn!: number;
  @Column({ name: 'needles_out', type: 'integer' }) needlesOut!: number;
  @Column({ name: 'taut_band', type: 'boolean' }) tautBand!: boolean;
  @Column({ name: 'twitch_response', type: 'text' }) twitchResponse!: string;
  @Column({ type: 'text', nullable: true }) sensation!: string | null;
  @Column({ name: 'electrical_stimulation', type: 'boolean' }) electricalStimulation!: boolean;
  @Column({ name: 'recorded_at', type: 'timestamptz' }) recordedAt!: Date;
  @Column({ name: 'corrects_id', type: 'uuid', nullable: true }) correctsId!: string | null;
  @Column({ type: 'boolean' }) withdrawn!: boolean;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
}
