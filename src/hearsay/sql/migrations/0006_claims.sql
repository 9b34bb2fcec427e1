-- What claims are compared with, so that a check reads no whole ledger. Filled when the case is next
-- related, or before its next claim is checked; until then `claims` is empty.

DROP INDEX documents_published;
CREATE INDEX documents_published ON documents (published, id);

CREATE TABLE claims (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  digest TEXT NOT NULL
);

CREATE TABLE article_words (
  document TEXT PRIMARY KEY,
  sentences INTEGER NOT NULL,
  words TEXT NOT NULL CHECK (json_valid(words))
);

CREATE TABLE letter_runs (
  run TEXT PRIMARY KEY,
  articles INTEGER NOT NULL CHECK (articles > 0)
) WITHOUT ROWID;

CREATE TABLE claim_stories (
  story TEXT PRIMARY KEY,
  documents TEXT NOT NULL CHECK (json_valid(documents))
);

CREATE TABLE story_words (
  word TEXT NOT NULL,
  story TEXT NOT NULL,
  PRIMARY KEY (word, story)
) WITHOUT ROWID;
CREATE INDEX story_words_story ON story_words (story);

CREATE TABLE statement_vectors (
  document TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size > 0),
  digest INTEGER NOT NULL,
  statements TEXT NOT NULL CHECK (json_valid(statements)),
  vectors BLOB NOT NULL,
  PRIMARY KEY (document, size)
);
CREATE INDEX statement_vectors_digest ON statement_vectors (size, digest);
