import { subgraph } from '../../tools/codegen/subgraph';

export default subgraph('patient', [
  'Address', 'AftercareSection', 'BodyFigure', 'BodyFigureRegion', 'ChangeJudgement', 'ChangeThreshold', 'CodedConcept', 'ConsentForm', 'ConsentSigner', 'ConsentStatus', 'ConsentWithdrawal',
  'Contact', 'ContactPoint', 'DiagnosisCode', 'DiagnosisCodeAnswer', 'InformationPoint', 'Muscle', 'OutcomeAnswer', 'OutcomeChange', 'OutcomeMeasureItem', 'OutcomeTrend', 'Period',
  'ScreeningAnswer', 'ScreeningFinding', 'ScreeningOption', 'ScreeningQuestion', 'ScreeningQuestionSet', 'ScreeningStatus', 'TreatmentReadiness',
]);
