-- A small case as version 1 of the database held it; never edited, for old cases do not change either.
BEGIN TRANSACTION;
CREATE TABLE captures (
    position INTEGER PRIMARY KEY,
    document TEXT NOT NULL UNIQUE, -- the id of the document that is read out of it
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL,
    received TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (sha256, name)
);
INSERT INTO "captures" VALUES(1,'d-0000000001','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','celda.txt','2025-06-01T10:00:00Z','{"path":"celda.txt","size":56,"media_type":"text/plain","url":null}');
INSERT INTO "captures" VALUES(2,'d-0000000002','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','scan.html','2025-06-01T10:00:00Z','{"path":"scan.html","size":9,"media_type":"text/html","url":null}');
CREATE TABLE claim_statements (
    claim TEXT NOT NULL REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
    statement TEXT NOT NULL REFERENCES statements (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (claim, statement)
) WITHOUT ROWID;
CREATE TABLE claims (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
);
CREATE TABLE coverage (
    position INTEGER PRIMARY KEY,
    searched TEXT NOT NULL UNIQUE,
    recorded TEXT NOT NULL
);
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
INSERT INTO "documents" VALUES(1,'d-0000000001','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','Una celda sin sol','La prisión no tiene luz, dijo Rosa Quintero. Nada más.',NULL,NULL,'unknown','{"path":"celda.txt","url":null,"author":null,"language":"es","canonical":null,"evidence":[],"marks":[],"sentences":[[0,44],[45,54]]}');
CREATE TABLE failures (
    position INTEGER PRIMARY KEY,
    step TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (step, subject)
);
INSERT INTO "failures" VALUES(1,'extract','d-0000000002','{"path":"scan.html","stage":"extract","reason":"no text was found","sha256":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}');
CREATE TABLE families (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    origin TEXT REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED,
    body TEXT NOT NULL
);
CREATE TABLE findings (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    rule TEXT NOT NULL,
    subject TEXT NOT NULL,
    as_of TEXT NOT NULL,
    result TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE TABLE grouped (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
);
CREATE TABLE locations (
    document TEXT NOT NULL REFERENCES captures (document) DEFERRABLE INITIALLY DEFERRED,
    path TEXT NOT NULL,
    seen TEXT NOT NULL,
    PRIMARY KEY (document, path)
) WITHOUT ROWID;
INSERT INTO "locations" VALUES('d-0000000001','celda.txt','2025-06-01T10:00:00Z');
INSERT INTO "locations" VALUES('d-0000000002','scan.html','2025-06-01T10:00:00Z');
CREATE TABLE marks (
    stage TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES captures (document) DEFERRABLE INITIALLY DEFERRED,
    fingerprint TEXT NOT NULL,
    digest TEXT NOT NULL,
    failed INTEGER NOT NULL,
    PRIMARY KEY (stage, document)
) WITHOUT ROWID;
INSERT INTO "marks" VALUES('extract','d-0000000001','f','g',0);
INSERT INTO "marks" VALUES('extract','d-0000000002','f','g',1);
INSERT INTO "marks" VALUES('statements','d-0000000001','f','g',0);
CREATE TABLE members (
    position INTEGER PRIMARY KEY,
    family TEXT NOT NULL REFERENCES families (id) DEFERRABLE INITIALLY DEFERRED,
    document TEXT NOT NULL REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED,
    role TEXT NOT NULL,
    "of" TEXT REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED,
    body TEXT NOT NULL
);
CREATE TABLE stage_runs (
    stage TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    digest TEXT NOT NULL,
    made INTEGER NOT NULL,
    seconds REAL NOT NULL,
    finished TEXT NOT NULL,
    note TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE statements (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    body TEXT NOT NULL
);
INSERT INTO "statements" VALUES(1,'s-0000000001','d-0000000001',0,43,'{"sentence":"La prisi\u00f3n no tiene luz, dijo Rosa Quintero.","quote":"indirect","source":{"text":"Rosa Quintero","name":"Rosa Quintero","kind":"person","start":30,"end":43},"channel":null,"cue":"dijo","content":{"text":"La prisi\u00f3n no tiene luz","start":0,"end":23},"basis":"none","confidence":0.8,"because":"cue after content","denies":false,"figures":[],"basis_quote":"","cue_start":null}');
CREATE TABLE writer (
    slot INTEGER PRIMARY KEY CHECK (slot = 1),
    token TEXT NOT NULL,
    pid INTEGER NOT NULL,
    host TEXT NOT NULL,
    born TEXT NOT NULL, -- tells a process from a later one with the same number; "" where the system does not say
    since TEXT NOT NULL,
    doing TEXT NOT NULL
);
CREATE INDEX statements_by_document ON statements (document, "start");
CREATE INDEX members_by_family ON members (family);
CREATE INDEX members_by_document ON members (document);
CREATE INDEX claims_by_statement ON claim_statements (statement);
COMMIT;
PRAGMA user_version = 1;
