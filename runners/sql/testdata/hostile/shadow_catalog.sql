-- expect query: answered [["mine"]]
-- Calls its own rows by the name of a table of the catalog.
with pg_class(relname) as (values ('mine')) select relname from pg_class
