-- expect query: answered [["t"]]
-- Looks for tables with expected answers.
select relname from pg_class where relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace, 'pg_toast'::regnamespace)
