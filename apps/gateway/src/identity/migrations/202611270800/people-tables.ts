/**
 * Practices and by which names they are found, people and what they may be in each practice, and the programs among
 * them. Practices and people belong to no practice: only the worker, who looks before a practice is known, reads them.
 */
export const peopleTables: readonly string[] = [
  `CREATE TABLE identity.practice (
    id uuid NOT NULL, slug text COLLATE "C" NOT NULL, name text NOT NULL, created_at timestamptz NOT NULL,
    CONSTRAINT practice_pkey PRIMARY KEY (id),
    CONSTRAINT practice_slug UNIQUE (slug),
    CONSTRAINT practice_slug_form CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
    CONSTRAINT practice_name_length CHECK (length(name) BETWEEN 1 AND 200))`,
  `CREATE TABLE identity.practice_host (
    host text COLLATE "C" NOT NULL, practice_id uuid NOT NULL,
    CONSTRAINT practice_host_pkey PRIMARY KEY (host),
    CONSTRAINT practice_host_practice FOREIGN KEY (practice_id) REFERENCES identity.practice (id),
    CONSTRAINT practice_host_form CHECK (host = lower(host) AND host !~ '[/:@ ]' AND length(host) BETWEEN 1 AND 253))`,
  `CREATE TABLE identity.person (
    id uuid NOT NULL, issuer text COLLATE "C" NOT NULL, subject text COLLATE "C", email text COLLATE "C", name text NOT NULL, created_at timestamptz NOT NULL,
    CONSTRAINT person_pkey PRIMARY KEY (id),
    CONSTRAINT person_subject UNIQUE (issuer, subject),
    CONSTRAINT person_email UNIQUE (issuer, email),
    CONSTRAINT person_login CHECK (subject IS NOT NULL OR email IS NOT NULL),
    CONSTRAINT person_email_form CHECK (email = lower(email) AND email LIKE '_%@_%'))`,
  `CREATE TABLE identity.membership (
    practice_id uuid NOT NULL, id uuid NOT NULL, version integer NOT NULL,
    person_id uuid NOT NULL, name text NOT NULL, roles text[] NOT NULL, site_ids uuid[], practitioner_id uuid, patient_id uuid,
    source text NOT NULL, started_at timestamptz NOT NULL, ended_at timestamptz,
    CONSTRAINT membership_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT membership_practice FOREIGN KEY (practice_id) REFERENCES identity.practice (id),
    CONSTRAINT membership_person FOREIGN KEY (person_id) REFERENCES identity.person (id),
    CONSTRAINT membership_name_length CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT membership_roles CHECK (cardinality(roles) > 0 AND roles <@ ARRAY['FRONT_DESK', 'PRACTITIONER', 'BILLER', 'PRACTICE_ADMIN', 'PATIENT', 'SERVICE']),
    CONSTRAINT membership_sites CHECK (cardinality(site_ids) > 0),
    CONSTRAINT membership_source CHECK (source IN ('PRACTICE', 'ISSUER')))`,
  'CREATE UNIQUE INDEX membership_present ON identity.membership (practice_id, person_id) WHERE ended_at IS NULL',
  'CREATE INDEX membership_of_person ON identity.membership (person_id) WHERE ended_at IS NULL',
  `CREATE TABLE identity.service_account (
    practice_id uuid NOT NULL, person_id uuid NOT NULL, client_id text NOT NULL, created_at timestamptz NOT NULL, revoked_at timestamptz,
    CONSTRAINT service_account_pkey PRIMARY KEY (practice_id, person_id),
    CONSTRAINT service_account_practice FOREIGN KEY (practice_id) REFERENCES identity.practice (id),
    CONSTRAINT service_account_person FOREIGN KEY (person_id) REFERENCES identity.person (id))`,
];
