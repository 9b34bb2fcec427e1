-- Every statement that hearsay runs on a case by name; the plain ones a table are made in
-- __init__.py. Names in colons are given by the caller.

-- name: table_names
SELECT name FROM sqlite_schema
WHERE type = 'table' AND sql LIKE 'CREATE TABLE %'
  AND name NOT LIKE '%\_fts\_%' ESCAPE '\' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
ORDER BY rowid

-- name: count_tables
SELECT count(*) FROM sqlite_master

-- name: application_id
PRAGMA application_id

-- name: user_version
PRAGMA user_version

-- name: foreign_keys
PRAGMA foreign_keys = ON

-- name: journal_mode
PRAGMA journal_mode

-- name: write_ahead
PRAGMA journal_mode = WAL

-- name: defer_foreign_keys
PRAGMA defer_foreign_keys = ON

-- name: integrity_check
PRAGMA integrity_check(20)

-- name: foreign_key_check
PRAGMA foreign_key_check

-- name: begin_read
BEGIN

-- name: begin_write
BEGIN IMMEDIATE

-- name: commit
COMMIT

-- name: rollback
ROLLBACK

-- name: add_migration
INSERT INTO schema_migrations (version, name) VALUES (:version, :name)

-- name: put_analysis
INSERT INTO analyses (document, model, settings, pending, body)
VALUES (:document, :model, :settings, 1, :body)
ON CONFLICT (document) DO UPDATE SET
  model = excluded.model, settings = excluded.settings, pending = 1, body = excluded.body

-- name: analysis_of
SELECT body FROM analyses WHERE document = :document

-- name: analyses_settled
UPDATE analyses SET pending = 0 WHERE pending = 1

-- name: analyses_pending
SELECT document FROM analyses WHERE pending = 1 ORDER BY document

-- name: delete_analysis
DELETE FROM analyses WHERE document = :document

-- name: known
SELECT id AS document FROM documents UNION SELECT document FROM analyses

-- name: known_as_read
SELECT document FROM analyses
WHERE (:model IS NULL OR model = :model) AND (:settings IS NULL OR settings = :settings)

-- name: unread
SELECT id FROM documents WHERE id NOT IN (SELECT document FROM analyses) ORDER BY id

-- name: judgements_in_order
SELECT * FROM judgements ORDER BY judged_at, id

-- name: statements_saying
SELECT statements.id
FROM statements_fts JOIN statements ON statements.number = statements_fts.rowid
WHERE statements_fts MATCH :text

-- name: statements_like
SELECT statements.id
FROM statements_fts JOIN statements ON statements.number = statements_fts.rowid
WHERE statements_fts MATCH :text
ORDER BY statements_fts.rank, statements.id
LIMIT :most

-- name: statements_of_matter
SELECT statement AS id FROM sides WHERE matter = :matter

-- name: document_names
SELECT id, path, title FROM documents ORDER BY path, id

-- name: document_row
SELECT * FROM documents WHERE id = :document

-- name: document_text
SELECT text FROM documents WHERE id = :document

-- name: analyses_in_order
SELECT document, body FROM analyses ORDER BY document

-- name: counts
SELECT
  (SELECT count(*) FROM documents) AS documents,
  (SELECT count(*) FROM actors) AS actors,
  (SELECT count(*) FROM statements) AS statements,
  (SELECT count(*) FROM figures) AS figures,
  (SELECT count(*) FROM events) AS events,
  (SELECT count(*) FROM matters) AS matters,
  (SELECT count(*) FROM copies) AS copies,
  (SELECT count(*) FROM judgements) AS judgements
