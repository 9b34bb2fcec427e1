-- What the stories tell of an actor of the case, row by row, so that an actor of a thousand stories
-- is counted by the index and none of these is read again when one more comes.

CREATE TABLE told_of_actors (
  actor TEXT NOT NULL,
  what TEXT NOT NULL,
  value TEXT NOT NULL,
  story_actor TEXT NOT NULL,
  place INTEGER NOT NULL,
  reason TEXT CHECK (reason IS NULL OR json_valid(reason)),
  PRIMARY KEY (actor, what, value, story_actor)
) WITHOUT ROWID;

INSERT OR IGNORE INTO told_of_actors (actor, what, value, story_actor, place, reason)
SELECT actor, 'keys', coalesce(
  (
    SELECT group_concat(key, char(10))
    FROM (SELECT key FROM actor_keys WHERE story_actor = story_actors.id ORDER BY key)
  ), ''), id, 0, NULL
FROM story_actors WHERE actor IS NOT NULL
UNION ALL SELECT actor, 'kind', json_extract(body, '$.kind'), id, 0, NULL
FROM story_actors WHERE actor IS NOT NULL
UNION ALL SELECT actor, 'name', json_extract(body, '$.name'), id, 0, NULL
FROM story_actors WHERE actor IS NOT NULL
UNION ALL SELECT actor, 'role', json_extract(body, '$.role'), id, 0, NULL
FROM story_actors WHERE actor IS NOT NULL AND json_extract(body, '$.role') <> ''
UNION ALL SELECT actor, 'whole', json_extract(body, '$.part_of'), id, 0, NULL
FROM story_actors WHERE actor IS NOT NULL AND json_extract(body, '$.part_of') <> ''
UNION ALL SELECT actor, 'alias', alias.value, story_actors.id, 0, NULL
FROM story_actors, json_each(body, '$.aliases') AS alias WHERE actor IS NOT NULL
UNION ALL
SELECT actor, 'because',
  json_extract(reason.value, '$.rule') || char(10) || json_extract(reason.value, '$.detail'),
  story_actors.id, min(reason.key), reason.value
FROM story_actors, json_each(body, '$.because') AS reason WHERE actor IS NOT NULL
GROUP BY 1, 2, 3, 4;
