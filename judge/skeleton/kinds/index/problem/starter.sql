-- Create the indexes that the query needs.
create index on events (at);
