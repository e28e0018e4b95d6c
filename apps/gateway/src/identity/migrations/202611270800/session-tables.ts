/**
 * Sessions, of whose secret only the hash is kept; logins under way; emergency access and its review; counters of the
 * rate limits, which need not outlive a crash.
 */
export const sessionTables: readonly string[] = [
  `CREATE TABLE identity.session (
    practice_id uuid NOT NULL, id uuid NOT NULL, token_hash bytea NOT NULL, person_id uuid NOT NULL,
    authenticated_at timestamptz NOT NULL, created_at timestamptz NOT NULL, last_seen_at timestamptz NOT NULL, expires_at timestamptz NOT NULL,
    CONSTRAINT session_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT session_practice FOREIGN KEY (practice_id) REFERENCES identity.practice (id),
    CONSTRAINT session_person FOREIGN KEY (person_id) REFERENCES identity.person (id),
    CONSTRAINT session_token_length CHECK (length(token_hash) = 32))`,
  'CREATE INDEX session_by_token ON identity.session (token_hash)',
  'CREATE INDEX session_of_person ON identity.session (person_id)',
  'CREATE INDEX session_expiry ON identity.session (expires_at)',
  `CREATE TABLE identity.login_attempt (
    state_hash bytea NOT NULL, browser_hash bytea NOT NULL, purpose text NOT NULL, return_to text NOT NULL, created_at timestamptz NOT NULL, expires_at timestamptz NOT NULL,
    CONSTRAINT login_attempt_pkey PRIMARY KEY (state_hash),
    CONSTRAINT login_attempt_purpose CHECK (purpose IN ('LOGIN', 'REAUTHENTICATION')))`,
  'CREATE INDEX login_attempt_expiry ON identity.login_attempt (expires_at)',
  `CREATE TABLE identity.break_glass_grant (
    practice_id uuid NOT NULL, id uuid NOT NULL, person_id uuid NOT NULL, session_id uuid NOT NULL, patient_id uuid NOT NULL,
    reason_code text NOT NULL, reason text NOT NULL, granted_at timestamptz NOT NULL, expires_at timestamptz NOT NULL, ended_at timestamptz,
    reviewed_at timestamptz, reviewed_by uuid, review_outcome text, review_note text,
    CONSTRAINT break_glass_grant_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT break_glass_grant_practice FOREIGN KEY (practice_id) REFERENCES identity.practice (id),
    CONSTRAINT break_glass_grant_person FOREIGN KEY (person_id) REFERENCES identity.person (id),
    CONSTRAINT break_glass_grant_reason_code CHECK (reason_code IN ('EMERGENCY_CARE', 'COVERING_COLLEAGUE', 'PATIENT_REQUEST', 'SAFETY_CONCERN', 'OTHER')),
    CONSTRAINT break_glass_grant_reason_length CHECK (length(reason) BETWEEN 10 AND 1000),
    CONSTRAINT break_glass_grant_period CHECK (expires_at > granted_at AND expires_at <= granted_at + interval '4 hours'),
    CONSTRAINT break_glass_grant_review CHECK ((reviewed_at IS NULL) = (review_outcome IS NULL) AND (reviewed_at IS NULL) = (reviewed_by IS NULL)),
    CONSTRAINT break_glass_grant_outcome CHECK (review_outcome IN ('JUSTIFIED', 'NOT_JUSTIFIED')),
    CONSTRAINT break_glass_grant_reviewer CHECK (reviewed_by <> person_id))`,
  'CREATE INDEX break_glass_grant_of_session ON identity.break_glass_grant (practice_id, session_id) WHERE ended_at IS NULL',
  'CREATE INDEX break_glass_grant_unreviewed ON identity.break_glass_grant (practice_id, granted_at, id) WHERE reviewed_at IS NULL',
  `CREATE UNLOGGED TABLE identity.rate_counter (
    key text COLLATE "C" NOT NULL, window_start timestamptz NOT NULL, count bigint NOT NULL,
    CONSTRAINT rate_counter_pkey PRIMARY KEY (key, window_start))`,
  'CREATE INDEX rate_counter_age ON identity.rate_counter (window_start)',
];
