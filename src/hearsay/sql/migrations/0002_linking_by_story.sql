-- Linking becomes incremental: each story keeps its own part, documents are found by an index, and
-- row numbers come from content, so that a record more renumbers no other (number_of is hearsay's).
PRAGMA defer_foreign_keys = ON;
CREATE INDEX analyses_read ON analyses (model, settings, document);
CREATE INDEX analyses_waiting ON analyses (document) WHERE pending = 1;
CREATE INDEX documents_revises ON documents (revises);
CREATE INDEX figures_revises ON figures (revises);
CREATE INDEX matters_statement ON matters (proposition_statement);

CREATE TABLE linking (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  digest TEXT NOT NULL,
  judgements TEXT NOT NULL CHECK (json_valid(judgements))
);

CREATE TABLE signatures (
  document TEXT PRIMARY KEY,
  published INTEGER,
  words TEXT NOT NULL CHECK (json_valid(words)),
  shingles TEXT NOT NULL CHECK (json_valid(shingles)),
  shingle_count INTEGER NOT NULL
);

CREATE TABLE word_index (
  word TEXT NOT NULL,
  document TEXT NOT NULL,
  weight INTEGER NOT NULL,
  PRIMARY KEY (word, document)
) WITHOUT ROWID;

CREATE TABLE shingle_index (
  shingle INTEGER NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (shingle, document)
) WITHOUT ROWID;

CREATE TABLE neighbours (
  document TEXT NOT NULL,
  other TEXT NOT NULL,
  score INTEGER NOT NULL,
  PRIMARY KEY (document, other)
) WITHOUT ROWID;

CREATE TABLE cores (
  document TEXT PRIMARY KEY,
  core TEXT NOT NULL,
  home TEXT NOT NULL
);
CREATE INDEX cores_core ON cores (core);
CREATE INDEX cores_home ON cores (home);

CREATE TABLE parts (
  home TEXT PRIMARY KEY,
  documents TEXT NOT NULL CHECK (json_valid(documents)),
  written TEXT NOT NULL CHECK (json_valid(written)),
  body BLOB,
  fresh BLOB
);

CREATE TABLE article_actors (
  id TEXT PRIMARY KEY,
  home TEXT NOT NULL,
  story_actor TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX article_actors_home ON article_actors (home);

CREATE TABLE story_actors (
  id TEXT PRIMARY KEY,
  home TEXT NOT NULL,
  actor TEXT,
  body TEXT NOT NULL CHECK (json_valid(body))
);
CREATE INDEX story_actors_home ON story_actors (home);
CREATE INDEX story_actors_actor ON story_actors (actor);

CREATE TABLE actor_keys (
  key TEXT NOT NULL,
  story_actor TEXT NOT NULL,
  named TEXT NOT NULL,
  PRIMARY KEY (key, story_actor)
) WITHOUT ROWID;
CREATE INDEX actor_keys_actor ON actor_keys (story_actor);
CREATE INDEX actor_keys_named ON actor_keys (named, story_actor);

CREATE TABLE wholes (
  actor TEXT PRIMARY KEY,
  whole TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX wholes_whole ON wholes (whole);

CREATE TABLE copies_across (
  document TEXT NOT NULL,
  other TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  shown INTEGER NOT NULL CHECK (shown IN (0, 1)),
  PRIMARY KEY (document, other)
) WITHOUT ROWID;
CREATE INDEX copies_across_other ON copies_across (other);

UPDATE documents SET number = number_of(id);
UPDATE statements SET number = number_of(id);
UPDATE mentions SET position = -1 - position;
UPDATE mentions SET position = number_of(document, span_start, span_end);
UPDATE responses SET accusation =
  (SELECT number_of(statement, accused) FROM accusations WHERE number = accusation);
UPDATE accusations SET number = number_of(statement, accused);
CREATE TEMP TABLE renumbered AS
SELECT number AS old, number_of_list(kind, (
  SELECT json_group_array(document) FROM (
    SELECT document FROM copy_documents WHERE copy = copies.number ORDER BY position
  )
)) AS new FROM copies;
UPDATE copy_documents SET copy = (SELECT new FROM renumbered WHERE old = copy);
UPDATE copy_passages SET copy = (SELECT new FROM renumbered WHERE old = copy);
UPDATE copies SET number = (SELECT new FROM renumbered WHERE old = number);
DROP TABLE renumbered;
INSERT INTO documents_fts (documents_fts) VALUES ('rebuild');
INSERT INTO statements_fts (statements_fts) VALUES ('rebuild');
