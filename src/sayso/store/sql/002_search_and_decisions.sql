-- Full-text search over titles and texts, kept in step by triggers; what was there before is indexed now.
CREATE VIRTUAL TABLE documents_fts USING fts5 (
    title, text, content = 'documents', content_rowid = 'position', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER documents_inserted AFTER INSERT ON documents BEGIN
    INSERT INTO documents_fts (rowid, title, text) VALUES (new.position, new.title, new.text);
END;

CREATE TRIGGER documents_deleted AFTER DELETE ON documents BEGIN
    INSERT INTO documents_fts (documents_fts, rowid, title, text) VALUES ('delete', old.position, old.title, old.text);
END;

CREATE TRIGGER documents_updated AFTER UPDATE ON documents BEGIN
    INSERT INTO documents_fts (documents_fts, rowid, title, text) VALUES ('delete', old.position, old.title, old.text);
    INSERT INTO documents_fts (rowid, title, text) VALUES (new.position, new.title, new.text);
END;

INSERT INTO documents_fts (documents_fts) VALUES ('rebuild');

-- What a person decided about an evidence id. No foreign key and no stage: a re-run never touches these rows.
CREATE TABLE decisions (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    target TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('confirmed', 'corrected', 'rejected')),
    made TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX decisions_by_target ON decisions (target);
