-- expect query: answered []
-- Looks for settings of the judge's own.
select name from pg_settings where name like '%.%' and name !~ '^(plpgsql|pg_)'
