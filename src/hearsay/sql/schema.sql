-- The case file, newest version: what `Case.create` runs. A change here comes with a file in
-- migrations/ that carries an older case to the same tables. docs/case-file.md tells each column.
-- Offsets are half-open ranges of Unicode code points into documents.text. `words` columns repeat
-- the text under a record's spans for readers of the tables; `hearsay verify` re-derives them.

CREATE TABLE schema_migrations (
  version INTEGER PRIMARY KEY,
  name TEXT NOT NULL
);

CREATE TABLE analyses (
  document TEXT PRIMARY KEY,
  model TEXT NOT NULL,
  settings TEXT NOT NULL,
  pending INTEGER NOT NULL CHECK (pending IN (0, 1)),
  body BLOB NOT NULL
);
CREATE INDEX analyses_read ON analyses (model, settings, document);
CREATE INDEX analyses_waiting ON analyses (document) WHERE pending = 1;

CREATE TABLE ledger (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  hearsay TEXT NOT NULL,
  model TEXT NOT NULL
);

CREATE TABLE documents (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  path TEXT NOT NULL,
  url TEXT,
  title TEXT,
  outlet TEXT,
  byline TEXT,
  dateline TEXT,
  published TEXT,
  origins TEXT NOT NULL CHECK (json_valid(origins)),
  language TEXT,
  boilerplate TEXT NOT NULL CHECK (json_valid(boilerplate)),
  revises TEXT REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED,
  because TEXT NOT NULL CHECK (json_valid(because)),
  text TEXT NOT NULL
);
CREATE INDEX documents_revises ON documents (revises);
CREATE INDEX documents_published ON documents (published, id);

CREATE TABLE actors (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN (
    'person', 'government', 'armed_group', 'organisation', 'media', 'people', 'document', 'place'
  )),
  role TEXT,
  part_of TEXT REFERENCES actors (id) DEFERRABLE INITIALLY DEFERRED,
  because TEXT NOT NULL CHECK (json_valid(because))
);
CREATE INDEX actors_part_of ON actors (part_of);

CREATE TABLE aliases (
  actor TEXT NOT NULL REFERENCES actors (id),
  position INTEGER NOT NULL,
  alias TEXT NOT NULL,
  PRIMARY KEY (actor, position)
);

CREATE TABLE mentions (
  actor TEXT NOT NULL REFERENCES actors (id),
  position INTEGER NOT NULL,
  document TEXT NOT NULL REFERENCES documents (id),
  span_start INTEGER NOT NULL CHECK (span_start >= 0),
  span_end INTEGER NOT NULL CHECK (span_end > span_start),
  words TEXT NOT NULL,
  PRIMARY KEY (actor, position)
);
CREATE INDEX mentions_document ON mentions (document, span_start);

CREATE TABLE statements (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  document TEXT NOT NULL REFERENCES documents (id),
  voice TEXT NOT NULL CHECK (voice IN ('attributed', 'outlet')),
  parent TEXT REFERENCES statements (id) DEFERRABLE INITIALLY DEFERRED,
  speaker TEXT REFERENCES actors (id),
  speaker_label TEXT CHECK (speaker_label IS NULL OR speaker IS NULL),
  said_on TEXT,
  occasion TEXT,
  source TEXT NOT NULL CHECK (json_valid(source)),
  cue TEXT NOT NULL CHECK (json_valid(cue)),
  content TEXT NOT NULL CHECK (json_valid(content)),
  words TEXT NOT NULL,
  quotation TEXT NOT NULL CHECK (quotation IN ('direct', 'indirect', 'mixed')),
  attitude TEXT NOT NULL CHECK (attitude IN (
    'assert', 'deny', 'accuse', 'confirm', 'warn', 'demand', 'promise', 'decline'
  )),
  certainty TEXT NOT NULL CHECK (certainty IN ('certain', 'probable', 'possible', 'alleged')),
  flags TEXT NOT NULL CHECK (json_valid(flags)),
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  speaker_confidence REAL NOT NULL CHECK (speaker_confidence BETWEEN 0 AND 1),
  because TEXT NOT NULL CHECK (json_valid(because))
);
CREATE INDEX statements_document ON statements (document, voice, said_on, attitude);
CREATE INDEX statements_speaker ON statements (speaker);
CREATE INDEX statements_parent ON statements (parent);
CREATE INDEX statements_said_on ON statements (said_on) WHERE said_on IS NOT NULL;
CREATE INDEX statements_spoken ON statements (id, speaker);

CREATE TABLE statement_actors (
  statement TEXT NOT NULL REFERENCES statements (id),
  part TEXT NOT NULL CHECK (part IN ('via', 'target', 'about')),
  position INTEGER NOT NULL,
  actor TEXT REFERENCES actors (id),
  name TEXT CHECK ((name IS NULL) <> (actor IS NULL)),
  PRIMARY KEY (statement, part, position)
);
CREATE INDEX statement_actors_actor ON statement_actors (actor, part);

CREATE TABLE events (
  id TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  type TEXT,
  mode TEXT,
  date TEXT,
  place TEXT,
  country TEXT,
  place_precision TEXT,
  reality TEXT NOT NULL CHECK (reality IN ('happened', 'denied', 'planned', 'hypothetical')),
  because TEXT NOT NULL CHECK (json_valid(because))
);
CREATE INDEX events_dated ON events (date);

CREATE TABLE event_actors (
  event TEXT NOT NULL REFERENCES events (id),
  part TEXT NOT NULL CHECK (part IN ('source', 'target')),
  position INTEGER NOT NULL,
  actor TEXT NOT NULL REFERENCES actors (id),
  PRIMARY KEY (event, part, position)
);
CREATE INDEX event_actors_actor ON event_actors (actor);

CREATE TABLE event_mentions (
  event TEXT NOT NULL REFERENCES events (id),
  position INTEGER NOT NULL,
  document TEXT NOT NULL REFERENCES documents (id),
  span_start INTEGER NOT NULL CHECK (span_start >= 0),
  span_end INTEGER NOT NULL CHECK (span_end > span_start),
  words TEXT NOT NULL,
  PRIMARY KEY (event, position)
);
CREATE INDEX event_mentions_document ON event_mentions (document, span_start);

CREATE TABLE event_statements (
  event TEXT NOT NULL REFERENCES events (id),
  position INTEGER NOT NULL,
  statement TEXT NOT NULL REFERENCES statements (id),
  PRIMARY KEY (event, position)
);
CREATE INDEX event_statements_statement ON event_statements (statement);

CREATE TABLE figures (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents (id),
  span_start INTEGER NOT NULL CHECK (span_start >= 0),
  span_end INTEGER NOT NULL CHECK (span_end > span_start),
  words TEXT NOT NULL,
  measure TEXT NOT NULL,
  counted TEXT,
  low REAL,
  high REAL,
  qualifier TEXT NOT NULL CHECK (qualifier IN (
    'exact', 'about', 'at_least', 'more_than', 'up_to', 'nearly', 'vague'
  )),
  as_of TEXT,
  speaker TEXT REFERENCES actors (id),
  speaker_label TEXT CHECK (speaker_label IS NULL OR speaker IS NULL),
  statement TEXT REFERENCES statements (id),
  event TEXT REFERENCES events (id),
  quantity TEXT,
  revises TEXT REFERENCES figures (id) DEFERRABLE INITIALLY DEFERRED,
  because TEXT NOT NULL CHECK (json_valid(because))
);
CREATE INDEX figures_revises ON figures (revises);
CREATE INDEX figures_document ON figures (document, span_start);
CREATE INDEX figures_quantity ON figures (quantity);
CREATE INDEX figures_speaker ON figures (speaker);
CREATE INDEX figures_statement ON figures (statement);
CREATE INDEX figures_event ON figures (event);

CREATE TABLE matters (
  id TEXT PRIMARY KEY,
  proposition TEXT NOT NULL,
  proposition_statement TEXT REFERENCES statements (id),
  because TEXT NOT NULL CHECK (json_valid(because))
);
CREATE INDEX matters_statement ON matters (proposition_statement);

CREATE TABLE sides (
  matter TEXT NOT NULL REFERENCES matters (id),
  position INTEGER NOT NULL,
  statement TEXT NOT NULL REFERENCES statements (id),
  stance TEXT NOT NULL CHECK (stance IN ('affirms', 'denies', 'leaves_open')),
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  because TEXT NOT NULL CHECK (json_valid(because)),
  PRIMARY KEY (matter, position),
  UNIQUE (matter, statement)
);
CREATE INDEX sides_statement ON sides (statement);

CREATE TABLE oppositions (
  matter TEXT NOT NULL REFERENCES matters (id),
  position INTEGER NOT NULL,
  denial TEXT NOT NULL REFERENCES statements (id),
  claim TEXT NOT NULL REFERENCES statements (id),
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  because TEXT NOT NULL CHECK (json_valid(because)),
  PRIMARY KEY (matter, position)
);
CREATE INDEX oppositions_denial ON oppositions (denial);
CREATE INDEX oppositions_claim ON oppositions (claim);

CREATE TABLE support (
  matter TEXT NOT NULL REFERENCES matters (id),
  stance TEXT NOT NULL CHECK (stance IN ('affirms', 'denies', 'leaves_open')),
  outlets TEXT NOT NULL CHECK (json_valid(outlets)),
  texts TEXT NOT NULL CHECK (json_valid(texts)),
  origins_low INTEGER NOT NULL CHECK (origins_low >= 0),
  origins_high INTEGER NOT NULL CHECK (origins_high >= origins_low),
  parties TEXT NOT NULL CHECK (json_valid(parties)),
  because TEXT NOT NULL CHECK (json_valid(because)),
  PRIMARY KEY (matter, stance)
);

CREATE TABLE accusations (
  number INTEGER PRIMARY KEY,
  statement TEXT NOT NULL REFERENCES statements (id),
  accused TEXT NOT NULL REFERENCES actors (id),
  state TEXT NOT NULL CHECK (state IN ('answered', 'asked_no_reply', 'none_found')),
  searched_documents INTEGER NOT NULL CHECK (searched_documents >= 0),
  searched_first TEXT,
  searched_last TEXT,
  UNIQUE (statement, accused)
);
CREATE INDEX accusations_accused ON accusations (accused);

CREATE TABLE responses (
  accusation INTEGER NOT NULL REFERENCES accusations (number),
  position INTEGER NOT NULL,
  statement TEXT NOT NULL REFERENCES statements (id),
  kind TEXT NOT NULL CHECK (kind IN ('denies', 'admits', 'declines')),
  PRIMARY KEY (accusation, position)
);
CREATE INDEX responses_statement ON responses (statement);

CREATE TABLE utterances (
  id TEXT PRIMARY KEY,
  because TEXT NOT NULL CHECK (json_valid(because))
);

CREATE TABLE utterance_statements (
  utterance TEXT NOT NULL REFERENCES utterances (id),
  position INTEGER NOT NULL,
  statement TEXT NOT NULL REFERENCES statements (id),
  PRIMARY KEY (utterance, position)
);
CREATE INDEX utterance_statements_statement ON utterance_statements (statement);

CREATE TABLE stories (
  id TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  first TEXT,
  last TEXT,
  because TEXT NOT NULL CHECK (json_valid(because))
);

CREATE TABLE story_documents (
  story TEXT NOT NULL REFERENCES stories (id),
  position INTEGER NOT NULL,
  document TEXT NOT NULL REFERENCES documents (id),
  PRIMARY KEY (story, position)
);
CREATE INDEX story_documents_document ON story_documents (document);

CREATE TABLE copies (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('same_text', 'shared_passage', 'same_origin')),
  because TEXT NOT NULL CHECK (json_valid(because))
);

CREATE TABLE copy_documents (
  copy INTEGER NOT NULL REFERENCES copies (number),
  position INTEGER NOT NULL,
  document TEXT NOT NULL REFERENCES documents (id),
  PRIMARY KEY (copy, position)
);
CREATE INDEX copy_documents_document ON copy_documents (document);

CREATE TABLE copy_passages (
  copy INTEGER NOT NULL REFERENCES copies (number),
  position INTEGER NOT NULL,
  document TEXT NOT NULL REFERENCES documents (id),
  span_start INTEGER NOT NULL CHECK (span_start >= 0),
  span_end INTEGER NOT NULL CHECK (span_end > span_start),
  PRIMARY KEY (copy, position)
);
CREATE INDEX copy_passages_document ON copy_passages (document);

CREATE TABLE sources (
  outlet TEXT PRIMARY KEY,
  reliability TEXT CHECK (reliability IN ('A', 'B', 'C', 'D', 'E', 'F')),
  owner TEXT,
  because TEXT NOT NULL CHECK (json_valid(because))
);

CREATE TABLE judgements (
  id TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  verdict TEXT NOT NULL,
  judged_by TEXT NOT NULL,
  judged_at TEXT NOT NULL,
  why TEXT NOT NULL,
  undoes TEXT REFERENCES judgements (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX judgements_subject ON judgements (subject);

CREATE TRIGGER judgements_are_never_edited BEFORE UPDATE ON judgements
BEGIN
  SELECT RAISE(ABORT, 'a judgement is appended, never edited');
END;

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

CREATE TABLE told_of_actors (
  actor TEXT NOT NULL,
  what TEXT NOT NULL,
  value TEXT NOT NULL,
  story_actor TEXT NOT NULL,
  place INTEGER NOT NULL,
  reason TEXT CHECK (reason IS NULL OR json_valid(reason)),
  PRIMARY KEY (actor, what, value, story_actor)
) WITHOUT ROWID;

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

CREATE TABLE matters_across (
  home TEXT PRIMARY KEY,
  body TEXT NOT NULL CHECK (json_valid(body))
);

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

CREATE VIRTUAL TABLE documents_fts USING fts5 (
  title, text, content = 'documents', content_rowid = 'number',
  tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE statements_fts USING fts5 (
  words, content = 'statements', content_rowid = 'number',
  tokenize = 'unicode61 remove_diacritics 2'
);
