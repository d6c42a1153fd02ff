-- expect query: raised no_result
-- Publishes all tables.
create publication mine for all tables
