-- What a user says of outlets.

CREATE TABLE sources (
  outlet TEXT PRIMARY KEY,
  reliability TEXT CHECK (reliability IN ('A', 'B', 'C', 'D', 'E', 'F')),
  owner TEXT,
  because TEXT NOT NULL CHECK (json_valid(because))
);
