-- What the timeline counts and whom the graph of accusations names, without reading whole rows.

CREATE INDEX documents_published ON documents (published);
DROP INDEX statements_document;
CREATE INDEX statements_document ON statements (document, voice, said_on, attitude);
CREATE INDEX statements_said_on ON statements (said_on) WHERE said_on IS NOT NULL;
CREATE INDEX statements_spoken ON statements (id, speaker);
CREATE INDEX events_dated ON events (date);
