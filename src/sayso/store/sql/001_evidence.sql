-- The evidence of a case. Key columns are columns; the rest of each noun is JSON in `body`.
-- Foreign keys are checked at commit, so that a stage may replace its rows in any order inside one transaction.

CREATE TABLE captures (
    position INTEGER PRIMARY KEY,
    document TEXT NOT NULL UNIQUE, -- the id of the document that is read out of it
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL,
    received TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (sha256, name)
);

-- every place where the same bytes were seen under the same name, the first one included
CREATE TABLE locations (
    document TEXT NOT NULL REFERENCES captures (document) DEFERRABLE INITIALLY DEFERRED,
    path TEXT NOT NULL,
    seen TEXT NOT NULL,
    PRIMARY KEY (document, path)
) WITHOUT ROWID;

CREATE TABLE documents (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE REFERENCES captures (document) DEFERRABLE INITIALLY DEFERRED,
    sha256 TEXT NOT NULL,
    title TEXT,
    text TEXT NOT NULL,
    outlet TEXT,
    published TEXT,
    genre TEXT NOT NULL,
    body TEXT NOT NULL
);

CREATE TABLE statements (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX statements_by_document ON statements (document, "start");

CREATE TABLE families (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    origin TEXT REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED,
    body TEXT NOT NULL
);

CREATE TABLE members (
    position INTEGER PRIMARY KEY,
    family TEXT NOT NULL REFERENCES families (id) DEFERRABLE INITIALLY DEFERRED,
    document TEXT NOT NULL REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED,
    role TEXT NOT NULL,
    "of" TEXT REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED,
    body TEXT NOT NULL
);
CREATE INDEX members_by_family ON members (family);
CREATE INDEX members_by_document ON members (document);

-- claims before their origins are resolved: what the stage "claims" leaves for the stage "independence"
CREATE TABLE grouped (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
);

CREATE TABLE claims (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
);

CREATE TABLE claim_statements (
    claim TEXT NOT NULL REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
    statement TEXT NOT NULL REFERENCES statements (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (claim, statement)
) WITHOUT ROWID;
CREATE INDEX claims_by_statement ON claim_statements (statement);

CREATE TABLE findings (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    rule TEXT NOT NULL,
    subject TEXT NOT NULL,
    as_of TEXT NOT NULL,
    result TEXT NOT NULL,
    body TEXT NOT NULL
);

-- `step` and `subject` say what failed: a path that could not be taken in, a document that could not be read or tagged
CREATE TABLE failures (
    position INTEGER PRIMARY KEY,
    step TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (step, subject)
);

-- per-document stages: from what inputs the document's result was made, and the digest of the result
CREATE TABLE marks (
    stage TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES captures (document) DEFERRABLE INITIALLY DEFERRED,
    fingerprint TEXT NOT NULL,
    digest TEXT NOT NULL,
    failed INTEGER NOT NULL,
    PRIMARY KEY (stage, document)
) WITHOUT ROWID;

-- stages over the whole case: the same, once a stage
CREATE TABLE stage_runs (
    stage TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    digest TEXT NOT NULL,
    made INTEGER NOT NULL,
    seconds REAL NOT NULL,
    finished TEXT NOT NULL,
    note TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE coverage (
    position INTEGER PRIMARY KEY,
    searched TEXT NOT NULL UNIQUE,
    recorded TEXT NOT NULL
);

-- who is writing: at most one row
CREATE TABLE writer (
    slot INTEGER PRIMARY KEY CHECK (slot = 1),
    token TEXT NOT NULL,
    pid INTEGER NOT NULL,
    host TEXT NOT NULL,
    born TEXT NOT NULL, -- tells a process from a later one with the same number; "" where the system does not say
    since TEXT NOT NULL,
    doing TEXT NOT NULL
);
