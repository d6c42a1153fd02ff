-- expect query: answered []
-- Looks for functions that know the expected answer.
select proname, prosrc from pg_proc where pronamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
