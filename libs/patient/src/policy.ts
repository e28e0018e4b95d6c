import { combinePolicies } from '@spindle/subgraph';
import { accesses } from './accesses/accesses.policy';
import { adverseEvents } from './adverse-events/adverse-events.policy';
import { alerts } from './alerts/alerts.policy';
import { careTasks } from './care-tasks/care-tasks.policy';
import { certifications } from './certifications/certifications.policy';
import { bodyCharts } from './body-charts/body-charts.policy';
import { candidacies } from './candidacies/candidacies.policy';
import { conditionCatalog } from './condition-catalog/condition-catalog.policy';
import { conditions } from './conditions/conditions.policy';
import { consents } from './consents/consents.policy';
import { disclosures } from './disclosures/disclosures.policy';
import { encounters } from './encounters/encounters.policy';
import { episodes } from './episodes/episodes.policy';
import { leads } from './leads/leads.policy';
import { measurements } from './measurements/measurements.policy';
import { merges } from './merges/merges.policy';
import { muscles } from './muscles/muscles.policy';
import { needling } from './needling/needling.policy';
import { notes } from './notes/notes.policy';
import { obligations } from './obligations/obligations.policy';
import { outcomeMeasures } from './outcome-measures/outcome-measures.policy';
import { patientTexts } from './patient-texts/patient-texts.policy';
import { patients } from './patients/patients.policy';
import { plannedVisits } from './planned-visits/planned-visits.policy';
import { plans } from './plans/plans.policy';
import { progressReports } from './progress-reports/progress-reports.policy';
import { readiness } from './readiness/readiness.policy';
import { recordExport } from './record-export/record-export.policy';
import { screenings } from './screenings/screenings.policy';
import { search } from './search/search.policy';
import { serviceLines } from './service-lines/service-lines.policy';

/** Who sees what of this subgraph: every field of its SDL, once. */
export const policy = combinePolicies(
  accesses,
  adverseEvents,
  alerts,
  careTasks,
  certifications,
  bodyCharts,
  candidacies,
  conditionCatalog,
  conditions,
  consents,
  disclosures,
  encounters,
  episodes,
  leads,
  measurements,
  merges,
  muscles,
  needling,
  notes,
  obligations,
  outcomeMeasures,
  patientTexts,
  patients,
  plannedVisits,
  plans,
  progressReports,
  readiness,
  recordExport,
  screenings,
  search,
  serviceLines,
);
