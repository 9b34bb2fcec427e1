-- What the stories tell of an actor of the case, row by row, so that an actor of a thousand stories
-- is counted by the index and none of these is read again when one more comes. Filled when the case
-- is next related, all of it anew: signatures hold fewer shingles than before.

CREATE TABLE told_of_actors (
  actor TEXT NOT NULL,
  what TEXT NOT NULL,
  value TEXT NOT NULL,
  story_actor TEXT NOT NULL,
  place INTEGER NOT NULL,
  reason TEXT CHECK (reason IS NULL OR json_valid(reason)),
  PRIMARY KEY (actor, what, value, story_actor)
) WITHOUT ROWID;

DELETE FROM linking;
