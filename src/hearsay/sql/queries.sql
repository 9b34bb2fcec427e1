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

-- name: judgements_told
SELECT json_group_array(
  json_array(id, subject, verdict, judged_by, judged_at, why, undoes)
) AS told FROM judgements

-- name: statements_saying
SELECT statements.id
FROM statements_fts JOIN statements ON statements.number = statements_fts.rowid
WHERE statements_fts MATCH :text

-- name: statements_like
SELECT id FROM statements
WHERE number IN (SELECT rowid FROM statements_fts WHERE statements_fts MATCH :text LIMIT :most)
ORDER BY id

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

-- name: stale
SELECT document FROM analyses WHERE NOT (model = :model AND settings = :settings)
ORDER BY document

-- name: models
WITH RECURSIVE found (model) AS (
  SELECT min(model) FROM analyses
  UNION ALL
  SELECT (SELECT min(model) FROM analyses WHERE model > found.model)
  FROM found WHERE found.model IS NOT NULL
)
SELECT model FROM found WHERE model IS NOT NULL

-- name: every_document
SELECT document FROM analyses ORDER BY document

-- name: linking_state
SELECT digest, judgements FROM linking

-- name: put_signature
INSERT INTO signatures (document, published, words, shingles, shingle_count)
VALUES (:document, :published, :words, :shingles, json_array_length(:shingles))

-- name: index_words
INSERT INTO word_index (word, document, weight)
SELECT key, :document, value FROM json_each(:words)

-- name: index_shingles
INSERT INTO shingle_index (shingle, document)
SELECT value, :document FROM json_each(:shingles)

-- name: signature_of
SELECT * FROM signatures WHERE document = :document

-- name: forget_words
DELETE FROM word_index WHERE document = :document
AND word IN (SELECT key FROM json_each((SELECT words FROM signatures WHERE document = :document)))

-- name: forget_shingles
DELETE FROM shingle_index WHERE document = :document AND shingle IN
(SELECT value FROM json_each((SELECT shingles FROM signatures WHERE document = :document)))

-- name: forget_signature
DELETE FROM signatures WHERE document = :document

-- name: forget_neighbour
DELETE FROM neighbours WHERE document = :document AND other = :other

-- name: forget_core
DELETE FROM cores WHERE document = :document

-- name: sharing_words
SELECT other.document AS document, sum(own.value * other.weight) AS shared
FROM json_each(:words) AS own CROSS JOIN word_index AS other ON other.word = own.key
WHERE other.document <> :document
GROUP BY other.document HAVING shared >= :least

-- name: sharing_shingles
SELECT other.document AS document, count(*) AS common
FROM json_each(:shingles) AS own CROSS JOIN shingle_index AS other ON other.shingle = own.value
WHERE other.document <> :document
GROUP BY other.document HAVING common >= :least

-- name: put_neighbour
INSERT OR REPLACE INTO neighbours (document, other, score) VALUES (:document, :other, :score)

-- name: neighbours_of
SELECT other, score FROM neighbours WHERE document = :document ORDER BY other

-- name: put_core
INSERT INTO cores (document, core, home) VALUES (:document, :core, :home)
ON CONFLICT (document) DO UPDATE SET core = excluded.core, home = excluded.home

-- name: core_of
SELECT core, home FROM cores WHERE document = :document

-- name: members_of_core
SELECT document FROM cores WHERE core = :core ORDER BY document

-- name: members_of_home
SELECT document FROM cores WHERE home = :home ORDER BY document

-- name: settle_core
UPDATE cores SET home = :home WHERE core = :core

-- name: part_of_home
SELECT * FROM parts WHERE home = :home

-- name: put_part
INSERT INTO parts (home, documents, written, fresh) VALUES (:home, :documents, '{}', :fresh)
ON CONFLICT (home) DO UPDATE SET documents = excluded.documents, fresh = excluded.fresh

-- name: settle_part
UPDATE parts SET body = coalesce(fresh, body), fresh = NULL, written = :written
WHERE home = :home

-- name: forget_part
DELETE FROM parts WHERE home = :home

-- name: put_article_actor
INSERT INTO article_actors (id, home, story_actor) VALUES (:id, :home, :story_actor)

-- name: forget_article_actors
DELETE FROM article_actors WHERE home = :home

-- name: homes_of_actor
SELECT DISTINCT home FROM story_actors WHERE actor = :actor ORDER BY home

-- name: every_home
SELECT DISTINCT home FROM cores ORDER BY home

-- name: homes_of_record
SELECT home FROM cores WHERE document = :id
UNION SELECT cores.home FROM statements JOIN cores ON cores.document = statements.document
WHERE statements.id = :id
UNION SELECT cores.home FROM figures JOIN cores ON cores.document = figures.document
WHERE figures.id = :id
UNION SELECT cores.home FROM event_mentions JOIN cores ON cores.document = event_mentions.document
WHERE event_mentions.event = :id

-- name: article_actor
SELECT home, story_actor FROM article_actors WHERE id = :id

-- name: put_story_actor
INSERT INTO story_actors (id, home, actor, body) VALUES (:id, :home, :actor, :body)

-- name: story_actors_of_home
SELECT id, actor, body FROM story_actors WHERE home = :home ORDER BY id

-- name: story_actor
SELECT id, home, actor, body FROM story_actors WHERE id = :id

-- name: settle_story_actor
UPDATE story_actors SET actor = :actor WHERE id = :id

-- name: forget_story_actor
DELETE FROM story_actors WHERE id = :id

-- name: put_actor_key
INSERT INTO actor_keys (key, story_actor, named) VALUES (:key, :story_actor, :named)

-- name: keys_of_actor
SELECT key FROM actor_keys WHERE story_actor = :story_actor ORDER BY key

-- name: actors_of_key
SELECT DISTINCT story_actors.actor
FROM actor_keys CROSS JOIN story_actors ON story_actors.id = actor_keys.story_actor
WHERE actor_keys.key = :key AND story_actors.actor IS NOT NULL
ORDER BY story_actors.actor

-- name: an_actor_of_key
SELECT story_actors.actor
FROM actor_keys CROSS JOIN story_actors ON story_actors.id = actor_keys.story_actor
WHERE actor_keys.key = :key AND story_actors.actor IS NOT NULL
LIMIT 1

-- name: put_told
INSERT INTO told_of_actors (actor, what, value, story_actor, place, reason)
VALUES (:actor, :what, :value, :story_actor, :place, :reason)

-- name: forget_told
DELETE FROM told_of_actors
WHERE actor = :actor AND what = :what AND value = :value AND story_actor = :story_actor

-- name: keys_told_of
SELECT value, count(*) AS number, min(story_actor) AS first FROM told_of_actors
WHERE actor = :actor AND what = 'keys' GROUP BY value ORDER BY value

-- name: second_with_keys
SELECT min(story_actor) AS second FROM told_of_actors
WHERE actor = :actor AND what = 'keys' AND value = :value AND story_actor > :first

-- name: all_with_keys
SELECT story_actor FROM told_of_actors
WHERE actor = :actor AND what = 'keys' AND value = :value ORDER BY story_actor

-- name: votes_on
SELECT value, count(*) AS number FROM told_of_actors
WHERE actor = :actor AND what = :what GROUP BY value ORDER BY value

-- name: whole_most_told
SELECT value, count(*) AS number FROM told_of_actors
WHERE actor = :actor AND what = 'whole' GROUP BY value ORDER BY number DESC, value LIMIT 1

-- name: reasons_told_of
SELECT min(story_actor) AS first, place, reason FROM told_of_actors
WHERE actor = :actor AND what = 'because' GROUP BY value ORDER BY first, place

-- name: first_named
SELECT min(story_actor) AS story_actor FROM actor_keys WHERE named = :named

-- name: forget_actor_keys
DELETE FROM actor_keys WHERE story_actor = :story_actor

-- name: put_whole
INSERT OR REPLACE INTO wholes (actor, whole) VALUES (:actor, :whole)

-- name: forget_whole
DELETE FROM wholes WHERE actor = :actor

-- name: whole_of
SELECT story_actors.actor AS whole FROM wholes JOIN story_actors ON story_actors.id = wholes.whole
WHERE wholes.actor = :actor

-- name: parts_of_whole
SELECT actor FROM wholes WHERE whole = :whole

-- name: actor_row
SELECT * FROM actors WHERE id = :actor

-- name: alias_rows
SELECT * FROM aliases WHERE actor = :actor ORDER BY position

-- name: settle_part_of
UPDATE actors SET part_of = :part_of WHERE id = :actor AND part_of IS NOT :part_of

-- name: copies_across_of
SELECT document, other, body, shown FROM copies_across WHERE document = :document
UNION ALL
SELECT document, other, body, shown FROM copies_across WHERE other = :document

-- name: copy_across
SELECT body FROM copies_across WHERE document = :document AND other = :other

-- name: show_copy_across
UPDATE copies_across SET shown = :shown WHERE document = :document AND other = :other

-- name: put_copy_across
INSERT INTO copies_across (document, other, body, shown) VALUES (:document, :other, :body, 0)

-- name: forget_copy_across
DELETE FROM copies_across WHERE document = :document AND other = :other

-- name: homes_of_statements
SELECT statements.id, cores.home FROM statements JOIN cores ON cores.document = statements.document
WHERE statements.id IN (SELECT value FROM json_each(:ids))

-- name: matters_across
SELECT home, body FROM matters_across ORDER BY home

-- name: put_matters_across
INSERT INTO matters_across (home, body) VALUES (:home, :body)

-- name: forget_matters_across
DELETE FROM matters_across

-- name: stood_for
SELECT 1 FROM copy_documents JOIN copies ON copies.number = copy_documents.copy
WHERE copy_documents.document = :document AND copies.kind = 'same_text'
AND copy_documents.position > 0
AND json_extract(copies.because, '$[0].rule') <> 'a person’s correction'

-- name: put_state
INSERT OR REPLACE INTO linking (one, digest, judgements) VALUES (1, :digest, :judgements)

-- name: put_ledger
INSERT OR REPLACE INTO ledger (one, hearsay, model) VALUES (1, :hearsay, :model)

-- name: stories_listed
SELECT stories.id, stories.label, stories.first, stories.last, count(*) AS articles
FROM stories JOIN story_documents ON story_documents.story = stories.id
GROUP BY stories.id ORDER BY articles DESC, stories.first DESC, stories.id
LIMIT :most OFFSET :after

-- name: matters_ranked
SELECT affirming.matter AS id,
  json_array_length(affirming.parties) AS affirm, json_array_length(denying.parties) AS deny,
  json_array_length(affirming.texts) + json_array_length(denying.texts) AS texts
FROM support AS affirming
JOIN support AS denying ON denying.matter = affirming.matter AND denying.stance = 'denies'
WHERE affirming.stance = 'affirms'
ORDER BY min(affirming.texts <> '[]', denying.texts <> '[]') DESC, min(affirm, deny) DESC,
  texts DESC, affirm + deny DESC, affirming.matter
LIMIT :most OFFSET :after

-- name: count_contested
SELECT count(*) AS number FROM support AS affirming
JOIN support AS denying ON denying.matter = affirming.matter AND denying.stance = 'denies'
WHERE affirming.stance = 'affirms' AND affirming.texts <> '[]' AND denying.texts <> '[]'

-- name: speakers_ranked
SELECT actors.id, actors.name, actors.kind, actors.role, spoken.statements
FROM (
  SELECT speaker, count(*) AS statements FROM statements WHERE speaker IS NOT NULL
  GROUP BY speaker ORDER BY statements DESC, speaker LIMIT :most OFFSET :after
) AS spoken JOIN actors ON actors.id = spoken.speaker
ORDER BY spoken.statements DESC, actors.name

-- name: actors_named
SELECT id, name, kind, role,
  (SELECT count(*) FROM statements WHERE statements.speaker = actors.id) AS statements
FROM actors WHERE name LIKE :like ESCAPE '\' OR id IN (
  SELECT actor FROM aliases WHERE alias LIKE :like ESCAPE '\'
) ORDER BY statements DESC, name LIMIT :most

-- name: articles_listed
SELECT documents.id, documents.title, documents.path, documents.outlet, documents.published,
  (SELECT count(*) FROM statements WHERE statements.document = documents.id) AS statements
FROM documents ORDER BY documents.published DESC, documents.id LIMIT :most OFFSET :after

-- name: articles_of_story
SELECT documents.id, documents.title, documents.path, documents.outlet, documents.published,
  (SELECT count(*) FROM statements WHERE statements.document = documents.id) AS statements
FROM story_documents JOIN documents ON documents.id = story_documents.document
WHERE story_documents.story = :story
ORDER BY documents.published DESC, documents.id LIMIT :most OFFSET :after

-- name: story_told
SELECT stories.id, stories.label, stories.first, stories.last, count(*) AS articles
FROM stories JOIN story_documents ON story_documents.story = stories.id
WHERE stories.id = :story GROUP BY stories.id

-- name: published
SELECT min(published) AS first, max(published) AS last, count(DISTINCT outlet) AS outlets
FROM documents

-- name: accusations_open
SELECT number, statement, accused, state, searched_documents, searched_first, searched_last
FROM accusations
WHERE state <> 'answered'
  AND (:all OR statement IN (SELECT value FROM json_each(:judged)))
ORDER BY accused, number LIMIT :most

-- name: count_accusations_open
SELECT count(*) AS number FROM accusations WHERE state <> 'answered'

-- name: published_by_actor
SELECT documents.published AS at, count(*) AS number
FROM statements JOIN documents ON documents.id = statements.document
WHERE statements.speaker = :actor AND documents.published IS NOT NULL
GROUP BY documents.published ORDER BY documents.published

-- name: statements_of_actor
SELECT id FROM statements WHERE speaker = :actor ORDER BY document, number LIMIT :most

-- name: statements_about_actor
SELECT statements.id FROM statement_actors
JOIN statements ON statements.id = statement_actors.statement
WHERE statement_actors.actor = :actor AND statement_actors.part IN ('about', 'target')
  AND statements.speaker IS NOT :actor
GROUP BY statements.id ORDER BY statements.document, statements.number LIMIT :most

-- name: events_dated
SELECT date AS at, count(*) AS number FROM events
WHERE date IS NOT NULL
  AND (:since IS NULL OR date >= :since) AND (:until IS NULL OR date <= :until || '~')
GROUP BY date

-- name: statements_dated
SELECT coalesce(counted.said_on, documents.published) AS at, sum(counted.number) AS number
FROM (
  SELECT document, said_on, count(*) AS number FROM statements
  WHERE voice = 'attributed' GROUP BY document, said_on
) AS counted
JOIN documents ON documents.id = counted.document
WHERE at IS NOT NULL
  AND (:since IS NULL OR at >= :since) AND (:until IS NULL OR at <= :until || '~')
GROUP BY at

-- name: events_of_days
SELECT date AS at, id FROM events
WHERE date IN (SELECT value FROM json_each(:days)) ORDER BY date, id

-- name: statements_of_days
SELECT at, id FROM (
  SELECT at, id, row_number() OVER (PARTITION BY at ORDER BY id) AS place FROM (
    SELECT said_on AS at, id FROM statements
    WHERE voice = 'attributed' AND said_on IN (SELECT value FROM json_each(:days))
    UNION ALL
    SELECT documents.published, statements.id FROM documents
    JOIN statements ON statements.document = documents.id
    WHERE documents.published IN (SELECT value FROM json_each(:days))
      AND statements.voice = 'attributed' AND statements.said_on IS NULL
  )
)
WHERE place <= :most ORDER BY at, id

-- name: names
SELECT id, name FROM actors WHERE id IN (SELECT value FROM json_each(:actors))

-- name: matters_of
SELECT sides.matter AS id, matters.proposition, count(*) AS number
FROM sides JOIN matters ON matters.id = sides.matter
WHERE sides.statement IN (SELECT value FROM json_each(:statements))
GROUP BY sides.matter ORDER BY number DESC, sides.matter LIMIT :most

-- name: propositions
SELECT id, proposition FROM matters WHERE id = :matter

-- name: titles
SELECT id, title, path FROM documents WHERE id = :document

-- name: count_undated
SELECT count(*) AS number FROM events WHERE date IS NULL

-- name: there
SELECT id FROM documents WHERE id IN (SELECT value FROM json_each(:ids))
UNION SELECT id FROM statements WHERE id IN (SELECT value FROM json_each(:ids))
UNION SELECT id FROM actors WHERE id IN (SELECT value FROM json_each(:ids))
UNION SELECT id FROM figures WHERE id IN (SELECT value FROM json_each(:ids))
UNION SELECT id FROM events WHERE id IN (SELECT value FROM json_each(:ids))
UNION SELECT id FROM article_actors WHERE id IN (SELECT value FROM json_each(:ids))

-- name: actors_known_as
SELECT article_actors.id AS id, story_actors.actor AS actor
FROM article_actors JOIN story_actors ON story_actors.id = article_actors.story_actor
WHERE article_actors.id IN (SELECT value FROM json_each(:ids))

-- name: accusers
SELECT statements.speaker AS left, accusations.accused AS right, count(*) AS times,
  sum(accusations.state = 'answered') AS answered
FROM accusations CROSS JOIN statements ON statements.id = accusations.statement
WHERE statements.speaker IS NOT NULL AND statements.speaker <> accusations.accused
GROUP BY statements.speaker, accusations.accused
ORDER BY times DESC, left, right LIMIT :most

-- name: deniers
SELECT left, right, count(*) AS times
FROM (
  SELECT DISTINCT oppositions.denial, denial.speaker AS left, claim.speaker AS right
  FROM oppositions
  CROSS JOIN statements AS denial ON denial.id = oppositions.denial
  CROSS JOIN statements AS claim ON claim.id = oppositions.claim
  WHERE denial.speaker IS NOT NULL AND claim.speaker IS NOT NULL
    AND denial.speaker <> claim.speaker
)
GROUP BY left, right
ORDER BY times DESC, left, right LIMIT :most

-- name: audited_population
SELECT 'charges' AS stratum, id AS subject FROM statements
WHERE voice = 'attributed' AND attitude IN ('accuse', 'deny')
UNION ALL SELECT 'statements', id FROM statements
WHERE voice = 'attributed' AND attitude NOT IN ('accuse', 'deny')
UNION ALL SELECT DISTINCT 'denials', denial || '|' || claim FROM oppositions
UNION ALL SELECT 'accused', statement || '|' || accused FROM accusations
UNION ALL SELECT 'answers', responses.statement || '|' || accusations.statement || '|' ||
  accusations.accused FROM responses JOIN accusations ON accusations.number = responses.accusation
UNION ALL SELECT 'sides', statement || '|' || matter FROM sides
UNION ALL SELECT 'utterances', first.statement || '|' || other.statement
FROM utterance_statements AS first JOIN utterance_statements AS other
ON other.utterance = first.utterance AND other.position > first.position
WHERE first.position = 0
UNION ALL SELECT DISTINCT 'copies', first.document || '|' || other.document
FROM copy_documents AS first JOIN copy_documents AS other
ON other.copy = first.copy AND other.position > first.position
WHERE first.position = 0
UNION ALL SELECT 'figures', id FROM figures

-- name: audited_counts
SELECT 'charges' AS stratum, count(*) AS number FROM statements
WHERE voice = 'attributed' AND attitude IN ('accuse', 'deny')
UNION ALL SELECT 'statements', count(*) FROM statements
WHERE voice = 'attributed' AND attitude NOT IN ('accuse', 'deny')
UNION ALL SELECT 'denials', count(*) FROM (SELECT DISTINCT denial, claim FROM oppositions)
UNION ALL SELECT 'accused', count(*) FROM accusations
UNION ALL SELECT 'answers', count(*) FROM responses
UNION ALL SELECT 'sides', count(*) FROM sides
UNION ALL SELECT 'utterances', count(*) FROM utterance_statements WHERE position > 0
UNION ALL SELECT 'copies', count(*) FROM (
  SELECT DISTINCT first.document, other.document
  FROM copy_documents AS first JOIN copy_documents AS other
  ON other.copy = first.copy AND other.position > first.position
  WHERE first.position = 0)
UNION ALL SELECT 'figures', count(*) FROM figures

-- name: audited_still
SELECT stratum, subject FROM (
SELECT 'charges' AS stratum, id AS subject FROM statements
WHERE voice = 'attributed' AND attitude IN ('accuse', 'deny')
UNION ALL SELECT 'statements', id FROM statements
WHERE voice = 'attributed' AND attitude NOT IN ('accuse', 'deny')
UNION ALL SELECT DISTINCT 'denials', denial || '|' || claim FROM oppositions
UNION ALL SELECT 'accused', statement || '|' || accused FROM accusations
UNION ALL SELECT 'answers', responses.statement || '|' || accusations.statement || '|' ||
  accusations.accused FROM responses JOIN accusations ON accusations.number = responses.accusation
UNION ALL SELECT 'sides', statement || '|' || matter FROM sides
UNION ALL SELECT 'utterances', first.statement || '|' || other.statement
FROM utterance_statements AS first JOIN utterance_statements AS other
ON other.utterance = first.utterance AND other.position > first.position
WHERE first.position = 0
UNION ALL SELECT DISTINCT 'copies', first.document || '|' || other.document
FROM copy_documents AS first JOIN copy_documents AS other
ON other.copy = first.copy AND other.position > first.position
WHERE first.position = 0
UNION ALL SELECT 'figures', id FROM figures
) WHERE subject IN (SELECT value FROM json_each(:subjects))

-- name: figure_place
SELECT document FROM figures WHERE id = :figure

-- name: claims_state
SELECT digest FROM claims WHERE one = 1

-- name: put_claims_state
INSERT INTO claims (one, digest) VALUES (1, :digest)
ON CONFLICT (one) DO UPDATE SET digest = excluded.digest

-- name: put_article_words
INSERT INTO article_words (document, sentences, words) VALUES (:document, :sentences, :words)

-- name: forget_article_words
DELETE FROM article_words WHERE document = :document

-- name: documents_without_words
SELECT id, text FROM documents
WHERE id IN (SELECT value FROM json_each(:documents))
  AND id NOT IN (SELECT document FROM article_words)
ORDER BY id

-- name: text_with_words
SELECT documents.text FROM documents JOIN article_words ON article_words.document = documents.id
WHERE documents.id = :document

-- name: words_of_articles
SELECT sentences, words FROM article_words
WHERE document IN (SELECT value FROM json_each(:documents)) ORDER BY document

-- name: words_of_article
SELECT sentences, words FROM article_words WHERE document = :document

-- name: add_run
INSERT INTO letter_runs (run, articles) SELECT value, 1 FROM json_each(:runs) WHERE true
ON CONFLICT (run) DO UPDATE SET articles = articles + 1

-- name: forget_lone_runs
DELETE FROM letter_runs WHERE articles = 1 AND run IN (SELECT value FROM json_each(:runs))

-- name: count_runs_down
UPDATE letter_runs SET articles = articles - 1
WHERE run IN (SELECT value FROM json_each(:runs))

-- name: runs_begin
SELECT EXISTS (SELECT 1 FROM letter_runs WHERE run >= :stem AND run < :after) AS found

-- name: every_run
SELECT group_concat(run, char(10)) AS runs FROM letter_runs

-- name: stories_of_documents
SELECT DISTINCT coalesce(story_documents.story, documents.id) AS story
FROM documents LEFT JOIN story_documents ON story_documents.document = documents.id
WHERE documents.id IN (SELECT value FROM json_each(:documents)) ORDER BY story

-- name: told_with
SELECT other.statement AS statement
FROM utterance_statements AS one JOIN utterance_statements AS other
ON other.utterance = one.utterance AND other.statement <> one.statement
WHERE one.statement = :statement ORDER BY other.position

-- name: documents_of_story
SELECT document FROM story_documents WHERE story = :story
UNION
SELECT id FROM documents
WHERE id = :story AND NOT EXISTS (SELECT 1 FROM story_documents WHERE document = documents.id)
ORDER BY document

-- name: claim_story
SELECT documents FROM claim_stories WHERE story = :story

-- name: put_claim_story
INSERT INTO claim_stories (story, documents) VALUES (:story, :documents)
ON CONFLICT (story) DO UPDATE SET documents = excluded.documents

-- name: claim_stories_gone
SELECT story FROM claim_stories
WHERE story IN (SELECT value FROM json_each(:stories))
  AND story NOT IN (SELECT id FROM stories)
  AND (
    story NOT IN (SELECT id FROM documents) OR story IN (SELECT document FROM story_documents)
  )
ORDER BY story

-- name: forget_claim_story
DELETE FROM claim_stories WHERE story = :story

-- name: words_of_story
SELECT word FROM story_words WHERE story = :story

-- name: put_story_word
INSERT INTO story_words (word, story) VALUES (:word, :story)

-- name: forget_story_word
DELETE FROM story_words WHERE word = :word AND story = :story

-- name: stories_knowing
SELECT story, json_group_array(word) AS words FROM story_words
WHERE word IN (SELECT value FROM json_each(:words)) GROUP BY story ORDER BY story

-- name: vector_digests_of
SELECT size, digest FROM statement_vectors WHERE document = :document ORDER BY size

-- name: forget_vectors
DELETE FROM statement_vectors WHERE document = :document

-- name: put_vectors
INSERT INTO statement_vectors (document, size, digest, statements, vectors)
VALUES (:document, :size, :digest, :statements, :vectors)

-- name: state_of_vectors
SELECT count(*) AS rows_held, coalesce(sum(digest), 0) AS digests FROM statement_vectors
WHERE size = :size

-- name: vectors_of_size
SELECT statements, vectors FROM statement_vectors WHERE size = :size ORDER BY document

-- name: vectors_of_documents
SELECT size, statements, vectors FROM statement_vectors
WHERE document IN (SELECT value FROM json_each(:documents)) ORDER BY document, size

-- name: statements_of_document
SELECT id FROM statements WHERE document = :document ORDER BY id

-- name: searched
SELECT count(*) AS documents, min(nullif(published, '')) AS first,
  max(nullif(published, '')) AS last
FROM documents

-- name: stories_of_statements
SELECT statements.id, coalesce(story_documents.story, statements.document) AS story
FROM statements LEFT JOIN story_documents ON story_documents.document = statements.document
WHERE statements.id IN (SELECT value FROM json_each(:statements)) ORDER BY statements.id

-- name: said_in_documents
SELECT id, document, content FROM statements
WHERE document IN (SELECT value FROM json_each(:documents)) ORDER BY id

-- name: texts_of_documents
SELECT id, text FROM documents WHERE id IN (SELECT value FROM json_each(:documents)) ORDER BY id

-- name: standing
SELECT sides.matter, sides.statement, matters.proposition_statement
FROM sides JOIN matters ON matters.id = sides.matter
WHERE sides.matter IN (
  SELECT matter FROM sides WHERE statement IN (SELECT value FROM json_each(:statements))
)
ORDER BY sides.matter, sides.position

-- name: numbers_of_documents
SELECT id, number FROM (
  SELECT id, row_number() OVER (ORDER BY coalesce(nullif(published, ''), '9999'), id) AS number
  FROM documents
)
WHERE id IN (SELECT value FROM json_each(:documents)) ORDER BY id
