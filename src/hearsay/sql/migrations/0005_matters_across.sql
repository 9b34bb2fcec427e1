-- The matters of stories that people joined with those of others, as they are shown.

CREATE TABLE matters_across (
  home TEXT PRIMARY KEY,
  body TEXT NOT NULL CHECK (json_valid(body))
);
